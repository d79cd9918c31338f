"""Calendars: one meeting, or all meetings of a community. The other pages are those of every type."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from .calendars import calendar
from .models import LearningCommunity, Meeting


def meeting_calendar(request, year, slug):
    """The meeting as an .ics file. Raises Http404 when the reader may not see it, or it has no day."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user), year=year, slug=slug)
    if not meeting.start_on:
        raise Http404
    return _response(request, meeting.title, [meeting], meeting.slug)


def community_calendar(request, slug):
    """All meetings of a community that the reader may see, to subscribe to. Raises Http404 for a hidden community."""
    community = get_object_or_404(LearningCommunity.objects.visible_to(request.user), slug=slug)
    meetings = community.meetings.visible_to(request.user).in_order()
    return _response(request, community.title, meetings, community.slug)


def _response(request, title, meetings, name):
    text = calendar(title, meetings, request.build_absolute_uri, request.get_host()).to_ical()
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'inline; filename="{name}.ics"'
    return response
