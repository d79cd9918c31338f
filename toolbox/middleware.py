"""With DEBUG on, Django shows developers a page of its own for 404; readers of a first look get the site's."""

from django.conf import settings
from django.http import Http404
from django.middleware.gzip import GZipMiddleware
from django.views.defaults import page_not_found


class NotFoundPage:
    """The site's own 404 page, also in development: what may not be seen and what does not exist look the same."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.DEBUG and response.status_code == 404 and request.resolver_match is None:
            return page_not_found(request, Http404())
        return response

    def process_exception(self, request, exception):
        """Answer before Django's debugging page does."""
        return page_not_found(request, exception) if settings.DEBUG and isinstance(exception, Http404) else None


class CompressPages(GZipMiddleware):
    """As Django's, but never of a file: ranges are of its own bytes, and its length is told."""

    def process_response(self, request, response):
        """Leave what publications.serving sends."""
        return response if getattr(response, "is_file", False) else super().process_response(request, response)
