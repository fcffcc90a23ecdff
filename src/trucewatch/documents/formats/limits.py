"""How much of a file is taken in, so that no file, by accident or on purpose, exhausts memory or time."""

from __future__ import annotations

MAX_DOCUMENT_BYTES = 128 * 2**20
"""Bytes of one document, or one member of an archive; beyond it, it is ``too-large``. Containers are streamed."""

MAX_TEXT = 64_000_000
"""Code points of the text of one document; beyond it, it is ``too-large``. Later stages read less of it."""

MAX_MARKUP_BYTES = 32 * 2**20
"""Bytes of one page of HTML, embedded pictures taken out; a parsed tree takes some ten times its size."""

MAX_PAGES = 10_000
"""Pages of one PDF."""

MAX_ITEM_CHARS = 16 * 2**20
"""Code points of one row, line or item of a CSV, JSON or JSON lines file."""

MAX_UNPACKED_BYTES = 4 * 2**30
"""Bytes that all members of one archive may unpack to."""

MAX_UNPACKED_RATIO = 200
"""Unpacked bytes for each packed byte; deflate reaches 1,000 on zeros, reports stay below 20."""

UNPACKED_FLOOR = 16 * 2**20
"""Bytes that may be unpacked at any ratio: small and very regular files are no bomb."""

MAX_MEMBERS = 100_000
"""Members of one archive."""

MAX_NESTING = 1_000
"""Open elements of a page that are told apart; what lies deeper counts as inside the last of them."""

MAX_INSIDE = 16
"""Enclosing hints kept for one block, the innermost ones."""

HEAD_BYTES = 64 * 2**10
"""Bytes from the start of a file by which its type is told."""
