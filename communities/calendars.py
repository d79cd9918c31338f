"""Meetings as iCalendar (RFC 5545). A meeting without a day has no place in a calendar, and stays out."""

import datetime as dt

from icalendar import Calendar, Event

PRODUCT = "-//CCV//Toolbox Ondermijning en jongeren//NL"


def calendar(title, meetings, absolute, host):
    """A Calendar of these meetings; `absolute` makes a whole address of a path, `host` makes their numbers unique."""
    result = Calendar()
    result.add("prodid", PRODUCT)
    result.add("version", "2.0")
    result.add("method", "PUBLISH")
    result.add("x-wr-calname", title)
    for meeting in meetings:
        if meeting.start_on:
            result.add_component(_event(meeting, absolute, host))
    return result


def _event(meeting, absolute, host):
    """A moment in UTC where a time is known, else whole days (the end of a day is the start of the next).

    Several days of which only the first has a time are whole days: a moment would be over at once.
    """
    event = Event()
    event.add("uid", f"meeting-{meeting.pk}@{host}")
    event.add("dtstamp", meeting.updated_at.astimezone(dt.UTC))
    event.add("last-modified", meeting.updated_at.astimezone(dt.UTC))
    event.add("summary", meeting.title)
    if meeting.starts_at and (meeting.ends_at or not meeting.is_of_days):
        event.add("dtstart", meeting.starts_at.astimezone(dt.UTC))
        if meeting.ends_at:
            event.add("dtend", meeting.ends_at.astimezone(dt.UTC))
    else:
        event.add("dtstart", meeting.start_on)
        event.add("dtend", (meeting.end_on or meeting.start_on) + dt.timedelta(days=1))
    if meeting.where_in_words:
        event.add("location", meeting.where_in_words)
    if meeting.summary:
        event.add("description", meeting.summary)
    event.add("url", absolute(meeting.get_absolute_url()))
    return event
