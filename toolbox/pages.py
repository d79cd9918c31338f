"""The pages with a fixed text: about the toolbox and how evidence is judged, accessibility, privacy, whom to ask."""

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe

from communities.models import LearningCommunity
from toolbox.accounts.access import State
from toolbox.approaches.models.evidence import EFFECT_MEANS, EFFECT_NEEDS, GROUNDING_MEANS, Effect, Grounding
from toolbox.content.exports import FEED_SIZE, MAX_ROWS
from toolbox.search.models import questions
from toolbox.search.selection import PAGE_SIZE

NAMES = ["about", "about-evidence", "accessibility", "privacy", "contact"]  # of their addresses
DAY = 24 * 60 * 60


@require_safe
def about(request):
    """What the toolbox is, of whom and for whom, how its records hang together, and how to take them along."""
    max_rows = f"{MAX_ROWS:,}".replace(",", ".")
    context = {"max_rows": max_rows, "page_size": PAGE_SIZE, "feed_size": FEED_SIZE}
    return render(request, "pages/about.html", context)


@require_safe
def evidence(request):
    """The two questions about evidence, with every answer that an editor can choose."""
    return render(request, "pages/evidence.html", evidence_answers())


def evidence_answers():
    """What the texts about evidence name: the answers, and what they mean."""
    return {
        "groundings": [(step, label, GROUNDING_MEANS[step]) for step, label in Grounding.choices],
        "effects": [(value, label, EFFECT_MEANS[value]) for value, label in Effect.choices],
        "needed": Grounding(EFFECT_NEEDS),
        "harmful": Effect.HARMFUL,
    }


@require_safe
def accessibility(request):
    """Which standard, what was tested, what was not, and where to report."""
    return render(request, "pages/accessibility.html")


@require_safe
def privacy(request):
    """What is kept of visitors and of people with an account."""
    context = {
        "session_cookie": settings.SESSION_COOKIE_NAME,
        "session_days": settings.SESSION_COOKIE_AGE // DAY,
        "question_days": questions.DAYS,
        "csrf_cookie": settings.CSRF_COOKIE_NAME,
    }
    return render(request, "pages/privacy.html", context)


@require_safe
def contact(request):
    """Whom to ask: of a draft or a withdrawn community nobody, also for staff."""
    communities = LearningCommunity.objects.visible_to(request.user).filter(state=State.PUBLISHED)
    communities = communities.exclude(contact_name="").select_related("readers").in_order()
    return render(request, "pages/contact.html", {"communities": list(communities)})
