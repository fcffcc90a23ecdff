"""Find acts in the passages of a document."""

from __future__ import annotations

from trucewatch.extract.acts.model import Act
from trucewatch.extract.scene import Scene


def find_acts(scene: Scene) -> list[Act]:
    """Return the acts of a document in text order."""
    return []
