"""Commitments: who owes what to whom, where, by when, and under which accord, order, mandate or promise."""

from trucewatch.extract.commitments.find import find_commitments
from trucewatch.extract.commitments.model import Commitment

__all__ = ["Commitment", "find_commitments"]
