"""What comes first among matches: SQL over the small vector."""


def score(query):
    """(sql, params): the reader's own words in title, names or summary first, then words that mean the same, then fit.

    Where a word may be missing, what holds them all comes before everything else.
    """
    terms = [
        ("CASE WHEN rank_vector @@ %s::tsquery THEN 2 ELSE 0 END", query.literally()),
        ("CASE WHEN rank_vector @@ %s::tsquery THEN 1 ELSE 0 END", query.tsquery()),
        ("ts_rank(rank_vector, %s::tsquery)", query.either().tsquery()),
    ]
    if query.is_loose:
        terms.append(("CASE WHEN full_vector @@ %s::tsquery THEN 4 ELSE 0 END", query.strictly().tsquery()))
    return " + ".join(sql for sql, _ in terms), [tsquery for _, tsquery in terms]
