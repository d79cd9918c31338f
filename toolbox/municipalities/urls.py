"""The addresses of municipalities."""

from toolbox.content.urls import record_paths

from .filters import MunicipalityFilter
from .models import Municipality

app_name = "municipality"
urlpatterns = record_paths(Municipality, MunicipalityFilter)
