"""What the portal proposes for a file that was read: by its own vocabulary, for an editor to confirm. No Django.

Precision before recall: a wrong proposal costs an editor more than none. The same file and vocabulary give the same.
"""

from .doubles import Known, fingerprint, likeness, likeness_of
from .propose import Proposal, Proposed, Source, propose
from .vocabulary import Municipality, Term, Vocabulary, also_words, fixed_names

__all__ = [
    "Known",
    "Municipality",
    "Proposal",
    "Proposed",
    "Source",
    "Term",
    "Vocabulary",
    "also_words",
    "fingerprint",
    "fixed_names",
    "likeness",
    "likeness_of",
    "propose",
]
