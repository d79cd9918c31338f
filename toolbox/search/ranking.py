"""What comes first among matches: SQL over the small vector."""


def score(query):
    """(sql, params): the reader's own words in title, names or summary first, then words that mean the same.

    Then how many of the words are there and where (ts_rank: a title counts most), and how near to each other
    (ts_rank_cd). Where a word may be missing, what holds them all comes before everything else.
    """
    own, wide, either = query.literally(), query.tsquery(), query.either().tsquery()
    terms = [
        ("CASE WHEN rank_vector @@ %s::tsquery THEN 2 ELSE 0 END", own),
        ("CASE WHEN rank_vector @@ %s::tsquery THEN 1 ELSE 0 END", wide),
        ("ts_rank(rank_vector, %s::tsquery)", either),
        ("2 * ts_rank_cd(rank_vector, %s::tsquery)", own),
        ("2 * ts_rank_cd(rank_vector, %s::tsquery)", wide),
    ]
    if query.is_loose:
        terms.append(("CASE WHEN full_vector @@ %s::tsquery THEN 4 ELSE 0 END", query.strictly().tsquery()))
    return " + ".join(sql for sql, _ in terms), [tsquery for _, tsquery in terms]
