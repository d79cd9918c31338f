"""From rows to proposals: the vocabulary that a file is held against, and the documents that it may be a double of."""

from dataclasses import asdict

from toolbox.content.models import Facet, Language, Term
from toolbox.municipalities.models import Municipality
from toolbox.search.models import SynonymGroup

from . import proposals
from .models import Document, DocumentKind, DocumentState, Publication

ASKED = 16  # hashes of a fingerprint that another one must share one of, to be compared at all
MOST_COMPARED = 50
IDENTICAL = "identical"
UNUSABLE = (DocumentState.INFECTED, DocumentState.FAILED, DocumentState.DAMAGED, DocumentState.TOO_HEAVY)


def vocabulary():
    """The words of the portal, as the pure proposals want them."""
    groups = SynonymGroup.objects.in_use()
    terms = Term.objects.filter(facet=Facet.THEME).in_order()
    municipalities = Municipality.objects.order_by("pk").values_list("slug", "title", "official_name")
    known = Publication.objects.exclude(kind="").order_by("pk").values_list("pk", "title", "subtitle", "year")
    return proposals.Vocabulary(
        terms=tuple(
            proposals.Term(term.facet, term.slug, term.name, proposals.also_words(term.name, groups)) for term in terms
        ),
        municipalities=tuple(
            proposals.Municipality(slug, title, (official,) if official not in ("", title) else ())
            for slug, title, official in municipalities
        ),
        kinds=frozenset(DocumentKind.values),
        publications=tuple(proposals.Known(*row) for row in known),
        names=proposals.fixed_names(groups),
        languages=frozenset(Language.values),
    )


def propose(document, found):
    """What a document that was read gets: {"proposal": {field: {"value", "source"}}, "fingerprint", "likely_id", …}."""
    proposal = proposals.propose(found.to_json(), vocabulary())
    text = "\n".join(page.text for page in found.pages)
    fingerprint = proposals.fingerprint(text)
    likely, likeness = _double(document, proposal.title.value, fingerprint)
    return {
        "proposal": {name: {"value": one["value"], "source": str(one["source"])} for name, one in _plain(proposal)},
        "fingerprint": fingerprint,
        "likely_id": likely,
        "likeness": likeness,
    }


def _plain(proposal):
    return asdict(proposal).items()


def _double(document, title, fingerprint):
    """(pk, how) of the document that this one is probably a double or a newer version of, or (None, "")."""
    others = Document.objects.filter(pk__lt=document.pk).exclude(state__in=UNUSABLE).order_by("pk")
    if same := others.filter(sha256=document.sha256).first():
        return same.pk, IDENTICAL
    near = others.filter(fingerprint__overlap=fingerprint[:ASKED]).select_related("publication")
    for other in near[:MOST_COMPARED] if fingerprint else ():
        other_title = other.proposal.get("title", {}).get("value") or other.publication.title
        if how := proposals.likeness_of(title, fingerprint, other_title, other.fingerprint):
            return other.pk, how
    return None, ""
