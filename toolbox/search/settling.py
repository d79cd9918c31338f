"""What becomes of a question that finds nothing or little: a mistake mended, or words left out; and always said so."""

import re
from dataclasses import dataclass, replace
from math import ceil, log

from . import selection, spelling
from .models import Word
from .thesaurus import words_of

FEW = 3  # results below which a mistake is suspected
LOOSE = 15  # results below which a sentence may miss words
LONG = 3  # conditions that make a question a sentence, also without words that say little
MUCH_MORE = 5  # times as frequent as a word that was typed, to be offered instead of it


@dataclass(frozen=True)
class Settled:
    """The question that is answered, and what to tell about it."""

    question: selection.Question
    suggestion: str = ""  # the reader's text without its mistakes
    is_mended: bool = False  # the question is the suggestion already: the text itself found nothing


def settle(question, user, parse, groups, total=None):
    """The question as it is best answered for this reader; `parse` reads a text as the question's was read.

    `total` is how many entries it has, when that is known.

    With filters chosen no word is left out: the page offers the list without one of them.
    """
    query = question.query
    if not query.words:
        return Settled(question)
    total = selection.total(question, user) if total is None else total
    if total >= FEW and not (total < LOOSE and _may_miss(query)):
        return Settled(question)
    *found, size = selection.numbers([*(clause.tsquery() for clause in query.clauses), ""], user, question.within)
    suggestion = _without_mistakes(query, found, total, groups)
    if not total and suggestion:
        mended = replace(question, query=parse(suggestion))
        if selection.total(mended, user):
            return Settled(settle(mended, user, parse, ()).question, suggestion, True)
    if any(question.chosen.values()):
        return Settled(question, suggestion)
    if not total:
        question, found = _without_useless(question, found)
        total = selection.total(question, user)
    if total < LOOSE and _may_miss(question.query):
        question = _loosely(question, user, found, size, total)
    elif not total:
        question = nearest(question, user, found)
    return Settled(question, suggestion)


def nearest(question, user, found):
    """The question without the conditions that keep it from having an answer; itself when none has one.

    `found` has the number of entries per condition. What is kept first is what says most: words that belong together,
    and then the rarest.
    """
    kept, stays = question.query, []
    together = [max(len(term.words) for term in clause.terms) for clause in kept.clauses]
    order = sorted((-together[n], number, n) for n, number in enumerate(found) if number)
    if len(found) < 2 or not order:
        return question
    for *_, n in order:
        rest = [clause for other, clause in enumerate(kept.clauses) if other not in (*stays, n)]
        if selection.total(replace(question, query=kept.leave_out(rest)), user):
            stays.append(n)
    return replace(question, query=kept.leave_out([c for n, c in enumerate(kept.clauses) if n not in stays]))


def _without_useless(question, found):
    """The question without what nothing has, or nearly everything, and the numbers of the rest; else as it is."""
    rows = list(zip(question.query.clauses, found, strict=True))
    useless = [clause for clause, number in rows if not number or clause.is_common]
    if len(useless) == len(rows):  # beside a word that nothing has, one that nearly all is about still says something
        useless = [clause for clause, number in rows if not number]
    if len(useless) == len(rows):
        return question, found
    kept = [number for clause, number in rows if clause not in useless]
    return replace(question, query=question.query.leave_out(useless)), kept


def _loosely(question, user, found, size, total):
    """The question where half of the conditions are enough, or one when too little has that many."""
    loose = question.query.loosely(1, [log(1 + size / max(number, 1)) for number in found])
    half = replace(question, query=replace(loose, needed=ceil(len(loose.choosing()) / 2)))
    if selection.total(half, user) >= LOOSE:
        return half
    one = replace(question, query=loose)
    return question if selection.total(one, user) == total else one  # it gives nothing more: then all words hold


def _is_sentence(query):
    """Plain words as one says them to somebody: the sort of question that few texts answer word for word."""
    return _is_plain(query) and len(query.clauses) >= (2 if query.light else LONG)


def _may_miss(query):
    """May a word be missing: of a sentence, or beside a word that nearly all is about ("minderjarigen")?"""
    return _is_sentence(query) or (
        _is_plain(query) and len(query.clauses) > 1 and any(c.is_common for c in query.clauses)
    )


def _is_plain(query):
    return not query.without and not any(len(c.terms) > 1 or c.terms[0].is_phrase for c in query.clauses)


def _without_mistakes(query, found, total, groups):
    """The text with the words that were probably meant, or ""; a word with results stays unless they are few."""
    text = query.text
    for clause, number in zip(query.clauses, found, strict=True):
        (term, *others) = clause.terms
        is_right = number >= FEW or (number and _is_sentence(query))  # a rare word of a sentence is no mistake
        if others or term.is_phrase or " " in term.text or is_right:
            continue
        if better := _meant(term.text, number, groups):
            text = re.sub(rf"(?<!\w){re.escape(term.text)}(?!\w)", better, text, count=1, flags=re.IGNORECASE)
    return "" if text == query.text else text


def _meant(typed, number, groups):
    folded = spelling.fold(typed)
    mistakes = spelling.most_mistakes(folded)
    if not mistakes:
        return ""
    known = list(Word.objects.near(folded, mistakes))
    known += [(word, spelling.fold(word), 0) for word in words_of(groups) if word.isalpha()]
    if number:  # a rare word: only for one that is nearly the same, and that many more texts have
        known = [row for row in known if row[2] >= MUCH_MORE * number]
    return spelling.best(typed, known)
