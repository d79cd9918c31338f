"""The addresses of publications."""

from toolbox.content.urls import record_paths

from .filters import PublicationFilter
from .models import Publication

app_name = "publication"
urlpatterns = record_paths(Publication, PublicationFilter)
