"""Approaches and practices, and the facts and evidence that belong to them."""

from .approach import AgeBand, Approach, ApproachTerm, CostClass, LookAlike, Recognition
from .evidence import Effect, Evidence, Grounding
from .fact import Fact, Section
from .known import EFFECT_CHOICES, GROUNDING_CHOICES
from .practice import Phase, Practice, PracticeTerm, Scale

__all__ = [
    "AgeBand",
    "Approach",
    "ApproachTerm",
    "CostClass",
    "EFFECT_CHOICES",
    "Effect",
    "Evidence",
    "Fact",
    "GROUNDING_CHOICES",
    "Grounding",
    "LookAlike",
    "Phase",
    "Practice",
    "PracticeTerm",
    "Recognition",
    "Scale",
    "Section",
]
