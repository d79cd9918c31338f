"""The addresses of publications, their documents, and the work of staff on them."""

from django.urls import include, path

from toolbox.content.urls import record_paths

from .filters import PublicationFilter
from .models import Publication
from .views import documents, upload
from .views.publication import PublicationDetail

_documents = (
    [
        path("<int:pk>/p/<int:number>/", documents.page, name="page"),
        path("<int:pk>/p/<int:number>/beeld.webp", documents.picture, name="picture"),
        path("<int:pk>/<str:name>", documents.file, name="file"),
    ],
    "document",
)
_upload = (
    [
        path("uploaden/", upload.upload, name="start"),
        path("uploaden/<int:pk>/", upload.batch, name="batch"),
        path("uploaden/<int:pk>/erbij/", upload.upload, name="add"),
        path("documenten/<int:pk>/origineel", upload.original, name="original"),
        path("documenten/<int:pk>/hoort-bij/", upload.belongs, name="belongs"),
        path("documenten/<int:pk>/<slug:action>/", upload.act, name="act"),
    ],
    "upload",
)
_publications = (record_paths(Publication, PublicationFilter, detail=PublicationDetail), "publication")

urlpatterns = [
    path("publicaties/", include(_publications)),
    path("documenten/", include(_documents)),
    path("beheer/", include(_upload)),
]
