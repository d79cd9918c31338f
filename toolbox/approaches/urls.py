"""The addresses of approaches and practices."""

from django.urls import include, path

from toolbox.content.urls import record_paths

from .filters import ApproachFilter, PracticeFilter
from .models import Approach, Practice

urlpatterns = [
    path("aanpakken/", include((record_paths(Approach, ApproachFilter), "approach"))),
    path("praktijken/", include((record_paths(Practice, PracticeFilter), "practice"))),
]
