"""What comes first among matches: SQL over the small vector, and over the index of the large one."""

IN_FRONT = "CASE WHEN rank_vector @@ %s::tsquery THEN {} ELSE 0 END"
ANYWHERE = "CASE WHEN id IN (SELECT id FROM search_entry WHERE full_vector @@ %s::tsquery) THEN {} ELSE 0 END"


def score(query):
    """(sql, params): the reader's own words in title, names or summary first, then in the text, then words that mean
    the same.

    Then how many of the words are in front and where (ts_rank: a title counts most), and how near to each other
    (ts_rank_cd). Where a word may be missing, what holds them all comes before everything else.
    """
    own, wide, either = query.literally(), query.tsquery(), query.either().tsquery()
    terms = [
        (IN_FRONT.format(2), own),
        (IN_FRONT.format(1), wide),
        ("ts_rank(rank_vector, %s::tsquery)", either),
        ("2 * ts_rank_cd(rank_vector, %s::tsquery)", own),
        ("2 * ts_rank_cd(rank_vector, %s::tsquery)", wide),
    ]
    if own != query.strictly().tsquery():
        terms.append((ANYWHERE.format(1.5), own))
    if query.is_loose:
        terms.append((ANYWHERE.format(6), query.strictly().tsquery()))
    return " + ".join(sql for sql, _ in terms), [tsquery for _, tsquery in terms]
