"""What passes between receiving, reading and segmenting; none of it is stored."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a source says of itself outside its text; values as written there, unparsed."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    modified: str | None = None
    address: str | None = None
    language: str | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One document as received, before its bytes are decoded.

    ``source_sha256`` is the hash of the archived file it came in; ``locator`` tells where inside (a zip
    member's name, ``row 3``, ``record 5``), empty for a plain file. ``payload`` are the document's own bytes.
    """

    document_id: str
    source_sha256: str
    origin: str
    locator: str
    media_type: str
    payload: bytes
    metadata: Metadata = field(default_factory=Metadata)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text that its markup or layout sets apart, with what that says of its role.

    ``hint`` is ``text``, ``heading1`` … ``heading6``, ``nav``, ``header``, ``footer``, ``aside``, ``form``,
    ``caption``, ``quote``, ``list``, ``table``, ``byline``, ``time``, ``link`` (nothing but a link), ``title``.
    ``inside`` holds the hints of the enclosing elements, outermost first.
    """

    start: int
    end: int
    hint: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """The one text of a document, with its blocks (not overlapping, in order) and what its source says."""

    text: str
    blocks: tuple[Block, ...]
    pages: tuple[int, ...] = ()
    encoding: str | None = None
    metadata: Metadata = field(default_factory=Metadata)
