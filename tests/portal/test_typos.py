"""For a letter too many, too few, another or swapped in a word of the portal, the right word comes first."""

import random
import string

import pytest

from toolbox.search import analysis, spelling
from toolbox.search.models import Word

SEED, SAMPLE = 11, 500


def typo(word, rng):
    """The word with one mistake."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            word[:at] + rng.choice(string.ascii_lowercase) + word[at + 1 :],
            word[:at] + rng.choice(string.ascii_lowercase) + word[at:],
        ]
    )


def same(one, two):
    """Do they find the same?"""
    return {word.whole for word in analysis.analyse(one)} == {word.whole for word in analysis.analyse(two)}


@pytest.mark.django_db
def test_the_right_word_first_for_a_mistake_in_a_word_of_the_portal(portal):
    """What finds the same, or is another word, is no mistake."""
    rng = random.Random(SEED)
    words = sorted(Word.objects.filter(length__gte=5).values_list("word", flat=True))
    words = [word for word in words if word.isascii() and word.isalpha()]
    known, wrong, asked = set(words), [], 0
    for word in rng.sample(words, SAMPLE):
        typed = typo(word, rng)
        if typed in known or same(typed, word):
            continue
        asked += 1
        rows = list(Word.objects.near(typed, spelling.most_mistakes(typed)))
        if not same(found := spelling.best(typed, rows), word):
            wrong.append((typed, word, found))
    print(f"\n{1 - len(wrong) / asked:.1%} of {asked}: {wrong}")
    assert asked > SAMPLE / 2
    assert len(wrong) <= 0.05 * asked
