"""The site's addresses, and those of the content type that lives only in the tests."""

from django.urls import include, path

from toolbox.urls import urlpatterns as site

urlpatterns = [path("verhalen/", include("tests.stories.urls")), *site]
