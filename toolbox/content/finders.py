"""The lists: of a type, of everything that is searched, and of a term. The address is the state."""

from urllib.parse import urlencode

from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.generic import View

from toolbox.search import bounded, selection
from toolbox.search.filters import MAP, WayOut
from toolbox.search.models import QueryCount

from .exports import export
from .listing import explain, places_of, records_of
from .models import Term
from .suggestions import suggestions

OPEN_FACETS = 5  # the others stand under "Meer filters"


class Finder(View):
    """A list: GET is the state. A type sets `model` and `filterset_class`, and little else."""

    model = None
    filterset_class = None
    template_name = "content/list.html"

    def title(self):
        """The list's heading."""
        return self.model._meta.verbose_name_plural.capitalize()

    def columns(self):
        """What its table shows beside the title: (heading, attribute)."""
        return self.model.columns

    def within(self):
        """What every row of this list has: {facet: [values]}."""
        return {"kind": [self.model.kind_name()]}

    def context(self):
        """What else the template needs."""
        names = self.model._meta
        return {"kind": names.model_name, "kind_label": names.verbose_name_plural, "kind_one": names.verbose_name}

    def get(self, request, **kwargs):
        """The list as a page or an export; 400 and no rows for a value we do not know, 503 when it takes too long."""
        try:
            with bounded.session():
                return self.respond(request)
        except bounded.TooSlow:
            return too_slow(request)

    def respond(self, request):
        """The answer, within the bounds of a search."""
        filterset = self.filterset_class(request.GET, request.user, self.within())
        if not filterset.form.is_valid():
            return bad_request(request, filterset.problems)
        answer = filterset.answer()
        if answer.question.page > answer.pages:
            return bad_request(request, [f"Deze lijst heeft geen pagina {answer.question.page}."])
        if filterset.form.cleaned_data["format"]:
            return export(filterset.form.cleaned_data["format"], filterset, answer, self.title(), request)
        context = self.page(filterset, answer) | self.choices(filterset, answer) | self.context()
        return render(request, self.template_name, {"title": self.title(), "clean": request.path, **context})

    def page(self, filterset, answer):
        """What the list shows: its records as cards, rows or beside a map, and the way to its other pages."""
        page, records = answer.question.page, records_of(answer.entries, filterset.user)
        explain(records, answer.question.query)
        for record in records:
            record.columns = self.columns()
        return {
            "total": answer.total,
            "is_more": answer.is_more,
            "records": records,
            "view": filterset.view,
            "columns": [heading for heading, _ in self.columns()],
            "places": places_of(filterset, answer) if filterset.view == MAP else [],
            "ways_out": [] if answer.total else [*filterset.ways_out(), *self.everywhere(filterset)],
            "page": page,
            "before": filterset.address(pagina=page - 1) if page > 1 else None,
            "after": filterset.address(pagina=page + 1) if page < answer.pages else None,
            "pages": [(n, filterset.address(pagina=n)) for n in _near(page, answer.pages)],
        }

    def choices(self, filterset, answer):
        """What the reader typed, chose, and can choose: words, filters, order, view and form."""
        groups, chips = filterset.groups(answer), filterset.chips()
        formats = ("csv", "json", "atom")
        return {
            "query": filterset.form.cleaned_data["q"],
            "understood": filterset.understood(),
            "groups": groups,
            "open_groups": groups[:OPEN_FACETS],
            "more_groups": groups[OPEN_FACETS:],
            "more_chosen": any(group.chosen for group in groups[OPEN_FACETS:]),
            "chips": chips,
            "choices": len(chips),
            "sort": answer.question.sort,
            "sorts": filterset.sorts(),
            "views": filterset.views(),
            "exports": [(name.upper(), filterset.address(format=name, weergave=None)) for name in formats],
        }

    def everywhere(self, filterset):
        """The same words in the whole portal, as a way out of an empty list."""
        typed = filterset.form.cleaned_data["q"]
        if not typed.words:
            return []
        settled = filterset.settle(selection.Question(query=filterset.read(typed.text)))
        found = selection.total(settled.question, filterset.user)
        url = f"{reverse('search')}?{urlencode({'q': typed.text})}"
        return [WayOut("everywhere", typed.text, found, url)] if found else []


class Everything(Finder):
    """All kinds together; the roof, which knows them, gives the filter set."""

    def title(self):
        """The page's heading."""
        return "Zoeken"

    def columns(self):
        """Only what sort of record it is: the kinds have no other column together."""
        return [("Soort", "kind_label")]

    def within(self):
        """No bounds."""
        return {}

    def context(self):
        """Cards say what kind they are."""
        return {"kind_label": "resultaten", "kind_one": "resultaat", "is_mixed": True}

    def choices(self, filterset, answer):
        """As of every list, and how many results of each kind."""
        return super().choices(filterset, answer) | {"kinds": filterset.kinds(answer)}


class Search(Everything):
    """The page of search: what is asked here is counted."""

    asked = None  # what to count: the reader's text, and whether it had no answer

    def get(self, request, **kwargs):
        """The page; counted afterwards, so that no search waits for the count of another."""
        response = super().get(request, **kwargs)
        if self.asked:
            QueryCount.objects.count_one(*self.asked)
        return response

    def page(self, filterset, answer):
        """As of every list. Who turns a page or chooses a filter asks nothing new."""
        typed, settled = filterset.form.cleaned_data["q"], filterset.settled
        if typed.words and answer.question.page == 1 and not answer.question.chosen:
            is_empty = not answer.total or settled.is_mended or bool(settled.question.query.left_out)
            self.asked = typed.text, is_empty
        return super().page(filterset, answer)

    def everywhere(self, filterset):
        """This is everywhere."""
        return []


class TermPage(Everything):
    """One term: what it means, and everything about it of all kinds."""

    template_name = "content/term.html"

    def get(self, request, slug):
        """The page; 404 for a term that does not exist."""
        self.term = get_object_or_404(Term, slug=slug)
        return super().get(request)

    def title(self):
        """The term."""
        return self.term.name

    def within(self):
        """Everything with this term."""
        return {self.term.facet: [self.term.slug]}

    def context(self):
        """The term itself."""
        return super().context() | {"term": self.term}


class Suggestions(View):
    """What a reader who types may mean: of public texts only, the same for everybody."""

    def get(self, request):
        """The options of a <datalist>, or JSON for format=json."""
        typed = request.GET.get("q", "")
        try:
            found = suggestions(typed)
        except bounded.TooSlow:
            found = []  # help that comes late is none
        if request.GET.get("format") == "json":
            response = JsonResponse({"suggestions": found}, json_dumps_params={"ensure_ascii": False})
        else:
            response = render(request, "content/suggestions.html", {"suggestions": found})
        patch_cache_control(response, public=True, max_age=300)
        return response


def bad_request(request, problems):
    """Status 400 with what is wrong, and no rows."""
    return _refusal(request, 400, problems)


def too_slow(request):
    """Status 503 with what to do."""
    return _refusal(request, 503, ["Het zoeken duurde te lang. Probeer het met andere woorden, of kies een filter."])


def _refusal(request, status, problems):
    if request.GET.get("format") == "json":
        return JsonResponse({"errors": problems}, status=status, json_dumps_params={"ensure_ascii": False})
    return render(request, f"{status}.html", {"problems": problems, "list_url": request.path}, status=status)


def _near(page, pages):
    """The page numbers to link: the first, the last, and those around this page."""
    return sorted({1, pages, *range(max(1, page - 3), min(pages, page + 3) + 1)})
