"""What a reader who types may mean: terms, words of the thesaurus, titles, and the word itself written out.

Of public texts only, so that nobody learns a title or a word from it that they may not read; each has results.
"""

from toolbox.search import analysis, selection, thesaurus
from toolbox.search.models import Entry, SynonymGroup, Word
from toolbox.search.query import MAX_LENGTH, parse

from .models import Term

SHORTEST = 2  # signs
MOST = 8
TITLES = 4
TRIED = 12  # candidates of which we look whether they have results


def suggestions(typed):
    """At most MOST texts that begin like this one, or go on from its last word. Raises bounded.TooSlow."""
    typed = " ".join(typed[:MAX_LENGTH].replace("\x00", " ").split())
    name = thesaurus.key(typed)
    if len(name) < SHORTEST:
        return []
    groups = SynonymGroup.objects.in_use()
    titles = Entry.objects.visible_to(None).filter(sort_title__startswith=analysis.sort_key(typed))
    candidates = {
        **_by_key(name, Term.objects.in_order().values_list("name", flat=True)),
        **_by_key(name, sorted(thesaurus.words_of(groups, related=False))),
    }
    candidates = list(candidates.values())[:TRIED]
    candidates += titles.order_by("sort_title", "id").values_list("title", flat=True)[:TITLES]
    *before, last = typed.split()
    if len(last) >= SHORTEST:
        candidates += [" ".join([*before, word]) for word in Word.objects.starting_with(analysis.fold(last), TITLES)]
    different = {}  # what is asked -> the first text that asks it: "coach", not "coaches" too
    for text in candidates:
        if asked := parse(text, groups).tsquery():
            different.setdefault(asked, text)
    numbers = selection.numbers(different, None, {}, most=1) if different else []
    return [text for text, number in zip(different.values(), numbers, strict=True) if number][:MOST]


def _by_key(name, words):
    """{key: word} of the words that begin so."""
    keys = ((thesaurus.key(word), word) for word in words)
    return {key: word for key, word in keys if key.startswith(name)}
