"""The addresses that every type of content has."""

from django.urls import path

from . import finders, views


def record_paths(model, filterset_class, finder=finders.Finder, detail=views.Detail, address="<slug:slug>/"):
    """List, page and versions of a type; include them in a namespace with the type's name.

    `address` is what follows the list's address; its parts are those of the model's `address()`.
    """
    return [
        path("", finder.as_view(model=model, filterset_class=filterset_class), name="list"),
        path(address, detail.as_view(model=model), name="detail"),
        path(f"{address}versies/", views.Versions.as_view(model=model), name="versions"),
        path(f"{address}versies/<int:number>/", views.Version.as_view(model=model), name="version"),
    ]
