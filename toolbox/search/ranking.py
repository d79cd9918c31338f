"""What comes first among matches: SQL over the small vector, and over the index of the large one."""

import re

from .analysis import sort_key

TITLE, FRONT = 1.0, 0.9  # what a condition is worth where it is found: in the title, or in names and summary
SYNONYM = 0.9  # of that, when only a word that means the same is there
LIGHT, MEANT = 0.2, 0.6  # a word that says little, in front; when it means more than it says ("terecht": instroom)
OWN = ALL = 0.5  # for each condition, when a text holds all the reader's own words; or all, where some may be missing
NEAR = 2  # how near the words are to each other (ts_rank_cd is at most about 1)
OFTEN = 0.5  # how often they stand in the whole text (ts_rank is at most about 1)
SAME = "CASE WHEN sort_title = %s THEN 3 ELSE 0 END"
IN_FRONT = "WHEN rank_vector @@ %s::tsquery THEN {}"
ANYWHERE = "CASE WHEN id IN (SELECT id FROM search_entry WHERE full_vector @@ %s::tsquery) THEN {} ELSE 0 END"
_LITERAL = re.compile(r"'(?:[^'\\]|''|\\.)*'")


def score(query):
    """(sql, params): what each condition is worth, where it is found best.

    A title before names and summary, and those before the text; the reader's own words before words that mean the
    same; rare words before common ones (`query.weights`). Then how often they stand in front, and how near to each
    other. A record that is named by the question comes first.
    """
    own, wide, any_of_it = query.literally(), query.strictly().tsquery(), query.any_of_it()
    front = [_worth(clause, weight) for clause, weight in zip(query.clauses, query.weights, strict=True)]
    front += [_when(clause.tsquery(), str(MEANT if clause.equal else LIGHT)) for clause in query.light]
    front.append(("ts_rank(rank_vector, %s::tsquery)", [any_of_it]))
    front += [(f"{NEAR} * ts_rank_cd(rank_vector, %s::tsquery)", [tsquery]) for tsquery in dict.fromkeys((own, wide))]
    terms = [_when(any_of_it, *_sum(front)), (SAME, [sort_key(query.text)])]
    if own != wide:
        terms.append((ANYWHERE.format(OWN * sum(query.weights)), [own]))
    if query.is_loose:
        terms.append((ANYWHERE.format(ALL * sum(query.weights)), [wide]))
    return _sum(terms)


def often(query):
    """(sql, params): how often its words stand in the whole text. It costs, so only the best few are asked."""
    return f"{OFTEN} * ts_rank(full_vector, %s::tsquery)", [query.any_of_it()]


def _worth(clause, weight):
    """(sql, params) of one condition."""
    own, wide = clause.tsquery(is_wide=False), clause.tsquery()
    levels = [(TITLE, _in_title(own)), (TITLE * SYNONYM, _in_title(wide)), (FRONT, own), (FRONT * SYNONYM, wide)]
    *better, (least, _) = levels[::2] if own == wide else levels
    whens = " ".join(IN_FRONT.format(round(worth * weight, 4)) for worth, _ in better)
    return _when(wide, f"CASE {whens} ELSE {round(least * weight, 4)} END", [tsquery for _, tsquery in better])


def _when(tsquery, sql, params=()):
    """(sql, params) of what counts only when this is in front; most texts have nothing there, and are asked once."""
    return f"CASE {IN_FRONT.format(sql)} ELSE 0 END", [tsquery, *params]


def _sum(terms):
    return " + ".join(sql for sql, _ in terms), [value for _, values in terms for value in values]


def _in_title(tsquery):
    """The condition, of words that stand in a title (weight A)."""
    return _LITERAL.sub(r"\g<0>:A", tsquery)
