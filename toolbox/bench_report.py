"""What was measured of search, in few numbers: per class of questions, and how it grows with the number of entries."""

from toolbox.benching import Times

PLAIN = ("R", "M", "C", "V", "RV", "MC", "CC", "VV", "MCV", "CCV", "VVVV")
CLASSES = (*PLAIN, "T", "TC")  # T: a word that the thesaurus widens
ALL = "all"  # the plain ones
SHARES = {"p50": 0.5, "p95": 0.95}
MEASURED = ("bare", "search", "page", "page sql")


def summary(figures):
    """All figures as plain values, from {size: [run]}; three numbers are [smallest, middle, largest] of the runs."""
    sizes = {size: _of_size(runs) for size, runs in figures.items()}
    small, large = min(figures), max(figures)
    return {"sizes": sizes, "growth": _growth(figures[small], figures[large]) if small < large else {}}


def _of_size(runs):
    """The classes, the updates, and each question."""
    keys = list(runs[0]["questions"])
    return {
        "classes": {name: _class(runs, _keys(runs[0], name)) for name in (*CLASSES, ALL)},
        "update": {"p50": spread(_update(run, 0.5) for run in runs), "p95": spread(_update(run, 0.95) for run in runs)},
        "questions": [_question(runs, key) for key in keys],
    }


def _keys(run, name):
    """The questions of a class."""
    return [key for key in run["questions"] if key[0] == name or (name == ALL and key[0] in PLAIN)]


def _class(runs, keys):
    found = sorted(runs[0]["questions"][key]["matches"] for key in keys)
    row = {"matches": [found[0], found[len(found) // 2], found[-1]]}
    for what in MEASURED:
        row[what] = {name: spread(_at(run, keys, what, share) for run in runs) for name, share in SHARES.items()}
    return row | {"ratio": _ratios([((run, "search"), (run, "bare")) for run in runs], keys)}


def _growth(small, large):
    """How many times as long it takes in the largest database, run by run."""
    runs = list(zip(large, small, strict=True))
    growth = {what: _ratios([((b, what), (a, what)) for b, a in runs], _keys(small[0], ALL)) for what in MEASURED}
    growth["update"] = {
        name: spread(_update(b, share) / _update(a, share) for b, a in runs) for name, share in SHARES.items()
    }
    return growth


def _ratios(pairs, keys):
    """Of pairs of (run, what): the median of the ratios of the questions, and the ratios of p50 and p95."""

    def each(one, other):
        return Times(tuple(_median(*one, key) / _median(*other, key) for key in keys)).median

    found = {"of each": spread(each(one, other) for one, other in pairs)}
    for name, share in SHARES.items():
        found[name] = spread(
            _at(one[0], keys, one[1], share) / _at(other[0], keys, other[1], share) for one, other in pairs
        )
    return found


def _median(run, what, key):
    return run["questions"][key][what].median


def _at(run, keys, what, share):
    """Of the medians of these questions."""
    return Times(tuple(_median(run, what, key) for key in keys)).at(share)


def _update(run, share):
    return Times(tuple(times.median for times in run["updates"])).at(share)


def _question(runs, key):
    """One question, with the middle of its medians."""
    middle = {what: spread(_median(run, what, key) for run in runs)[1] for what in MEASURED}
    return {"class": key[0], "text": key[1], "matches": runs[0]["questions"][key]["matches"], **middle}


def spread(values):
    """[smallest, middle, largest] of the runs."""
    values = sorted(values)
    return [round(value, 2) for value in (values[0], values[len(values) // 2], values[-1])]


def as_markdown(report):
    """The figures as tables."""
    lines = ["Milliseconds and ratios: of the runs the middle one (smallest - largest).", ""]
    for size, found in report["sizes"].items():
        heads = ["class", "matches", "bare p50", "p95", "search p50", "p95", "search / bare"]
        lines += [f"{size} texts", "", *_head(*heads, "page p50", "p95", "its SQL p50")]
        for name, row in found["classes"].items():
            cells = [row["matches"], *(row[what][share] for what in ("bare", "search") for share in SHARES)]
            cells += [row["ratio"]["of each"], row["page"]["p50"], row["page"]["p95"], row["page sql"]["p50"]]
            lines.append(_row(name, *map(_in_words, cells)))
        total, update = found["classes"][ALL]["ratio"], found["update"]
        lines += ["", f"All, p50 / p50: {_in_words(total['p50'])}; p95 / p95: {_in_words(total['p95'])}."]
        lines += [f"One changed text: p50 {_in_words(update['p50'])}, p95 {_in_words(update['p95'])}.", ""]
    if report["growth"]:
        lines += ["From the smallest to the largest", "", *_head("what", "median of each", "p50", "p95")]
        for what, row in report["growth"].items():
            cells = (_in_words(row[name]) if name in row else "" for name in ("of each", *SHARES))
            lines.append(_row(what, *cells))
    return "\n".join(lines)


def _head(*names):
    return [_row(*names), "|" + "---|" * len(names)]


def _row(*cells):
    return f"| {' | '.join(cells)} |"


def _in_words(three):
    """A middle figure with its spread."""
    least, middle, most = three
    return f"{middle:g} ({least:g} - {most:g})"
