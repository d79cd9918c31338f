"""Calendars: one meeting, or all meetings of a community. They move, hide and go away as the page beside them does."""

from django.http import Http404, HttpResponse

from toolbox.content.views import RecordView

from .calendars import calendar
from .models import LearningCommunity, Meeting


class MeetingCalendar(RecordView):
    """The meeting as an .ics file."""

    model = Meeting

    def page(self, request, record):
        """Raises Http404 when it has no day."""
        if not record.start_on:
            raise Http404
        return _response(request, record, [record])


class CommunityCalendar(RecordView):
    """All meetings of a community that the reader may see, to subscribe to."""

    model = LearningCommunity

    def page(self, request, record):
        """In the order of the page; those without a day stay out."""
        return _response(request, record, record.meetings.visible_to(request.user).in_order())


def _response(request, record, meetings):
    text = calendar(record.title, meetings, request.build_absolute_uri, request.get_host()).to_ical()
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{record.slug}.ics"'
    return response
