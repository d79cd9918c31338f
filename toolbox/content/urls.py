"""The addresses that every type of content has, and those of all types together."""

from django.urls import path

from . import views


def record_paths(model, filterset_class, finder=views.Finder, detail=views.Detail):
    """List, page and versions of a type; include them in a namespace with the type's name."""
    return [
        path("", finder.as_view(model=model, filterset_class=filterset_class), name="list"),
        path("<slug:slug>/", detail.as_view(model=model), name="detail"),
        path("<slug:slug>/versies/", views.Versions.as_view(model=model), name="versions"),
        path("<slug:slug>/versies/<int:number>/", views.Version.as_view(model=model), name="version"),
    ]


urlpatterns = [
    path("zoeken/", views.Search.as_view(), name="search"),
    path("begrip/<slug:slug>/", views.TermPage.as_view(), name="term"),
]
