"""Find commitments in the passages of a document."""

from __future__ import annotations

from trucewatch.extract.acts.model import Act
from trucewatch.extract.commitments.model import Commitment
from trucewatch.extract.scene import Scene


def find_commitments(scene: Scene, acts: list[Act]) -> list[Commitment]:
    """Return the commitments of a document in text order."""
    return []
