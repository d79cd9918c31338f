"""Learning communities, meetings with their agenda, and field reports."""

from .agenda import AgendaItem, AgendaKind
from .community import LearningCommunity, LearningCommunityTerm
from .field_report import FieldReport, FieldReportTerm
from .meeting import Meeting, MeetingKind, MeetingTerm

__all__ = [
    "AgendaItem",
    "AgendaKind",
    "FieldReport",
    "FieldReportTerm",
    "LearningCommunity",
    "LearningCommunityTerm",
    "Meeting",
    "MeetingKind",
    "MeetingTerm",
]
