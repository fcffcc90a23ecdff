"""What a container is split into: parts, each a document or a container itself, and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from trucewatch.documents.model import Metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One thing out of a container.

    ``locator`` tells where in the container it stands. ``media_type`` is None where the bytes are to be
    looked at like those of a file, which may be a container again; ``name`` then is its file name.
    """

    locator: str
    payload: bytes
    media_type: str | None = None
    name: str = ""
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a container that is not read: where, the short name of the reason, and a plain sentence."""

    locator: str
    code: str
    reason: str


Found: TypeAlias = Part | Problem
