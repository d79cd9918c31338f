"""The addresses of communities, meetings and field reports."""

from django.urls import include, path

from toolbox.content.urls import record_paths

from . import views
from .filters import FieldReportFilter, LearningCommunityFilter, MeetingFilter
from .models import FieldReport, LearningCommunity, Meeting

communities = [
    *record_paths(LearningCommunity, LearningCommunityFilter),
    path("<slug:slug>.ics", views.CommunityCalendar.as_view(), name="calendar"),
]
meetings = [
    *record_paths(Meeting, MeetingFilter, address="<int:year>/<slug:slug>/"),
    path("<int:year>/<slug:slug>.ics", views.MeetingCalendar.as_view(), name="calendar"),
]
urlpatterns = [
    path("communities/", include((communities, "learningcommunity"))),
    path("bijeenkomsten/", include((meetings, "meeting"))),
    path("berichten/", include((record_paths(FieldReport, FieldReportFilter), "fieldreport"))),
]
