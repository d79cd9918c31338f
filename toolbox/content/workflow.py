"""The table of moves: from which state to which, and who may make the move."""

from toolbox.accounts.access import State, is_staff, sees_drafts


class MoveRefused(Exception):
    """This move does not exist, is not this person's to make, or misses something; the message is for the person."""


def _staff(user, record):
    return is_staff(user)


MOVES = {  # (from, to): (who may, what the button says)
    (State.DRAFT, State.IN_REVIEW): (sees_drafts, "Vraag controle aan"),
    (State.IN_REVIEW, State.DRAFT): (sees_drafts, "Zet terug naar concept"),
    (State.DRAFT, State.PUBLISHED): (_staff, "Publiceer"),
    (State.IN_REVIEW, State.PUBLISHED): (_staff, "Publiceer"),
    (State.PUBLISHED, State.PUBLISHED): (_staff, "Publiceer opnieuw"),  # the draft that runs ahead, or other readers
    (State.PUBLISHED, State.WITHDRAWN): (_staff, "Trek in"),
    (State.WITHDRAWN, State.DRAFT): (_staff, "Zet terug naar concept"),
}


def moves_for(record, user):
    """The moves this person may make now: {state: words for the button}. None is the system, which may all."""
    return {
        to: words
        for (start, to), (may, words) in MOVES.items()
        if start == record.state and (user is None or may(user, record))
    }


def check_move(record, to, user):
    """Raises MoveRefused unless `user` (None = the system) may move this record to that state."""
    if to not in moves_for(record, user):
        raise MoveRefused(f"Van ‘{State(record.state).label}’ naar ‘{State(to).label}’ kan niet, of je mag dit niet.")
