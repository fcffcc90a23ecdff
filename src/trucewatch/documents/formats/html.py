"""HTML to the visible text of the whole page, in document order, by a walk of our own that keeps no recursion."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from trucewatch.documents.formats.charsets import decode_text
from trucewatch.documents.formats.html_deep import read_deep
from trucewatch.documents.formats.html_metadata import find_metadata
from trucewatch.documents.formats.limits import MAX_MARKUP_BYTES
from trucewatch.documents.formats.markup import is_unseen
from trucewatch.documents.formats.page_text import PageText
from trucewatch.documents.model import Metadata, Reading
from trucewatch.errors import Unreadable

_DECLARED = re.compile(
    rb"<meta[^>]{1,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{1,100}?encoding\s*=\s*[\"']([\w.:-]+)", re.I
)
_EMBEDDED = re.compile(r"data:[\w.+/-]{3,60};base64,[A-Za-z0-9+/=%\s]{64,}")
_DECLARED_WITHIN = 4096
_DEEPEST = 2_000
"""Open elements; libxml2 drops what lies deeper than 2,048, so such a page is read again without a tree."""


def read_html(payload: bytes, charset: str | None) -> Reading:
    """Return the visible text of a page with blocks, and what the page says of itself.

    Raises:
        Unreadable: ``too-large`` or ``no-text``.
    """
    page, codec = decode_text(payload, charset or declared_charset(payload))
    page = _EMBEDDED.sub("data:,", page).replace("\0", "\ufffd")
    encoded = page.encode("utf-8", "replace")
    if len(encoded) > MAX_MARKUP_BYTES:
        raise Unreadable("too-large", f"A page of {len(encoded):,} bytes of markup is more than one report can be.")
    root = _parse(encoded)
    written = PageText()
    metadata = Metadata()
    if root is not None:
        metadata = find_metadata(root, page[:_DECLARED_WITHIN])
        if _walk(root, written) >= _DEEPEST:
            written = read_deep(page)
    text = written.text()
    if not text:
        raise Unreadable("no-text", "The page shows no words.")
    return Reading(text=text, blocks=tuple(written.blocks), encoding=codec, metadata=metadata)


def declared_charset(payload: bytes) -> str | None:
    """Return the encoding a page declares in its first bytes."""
    found = _DECLARED.search(payload[:_DECLARED_WITHIN])
    return (found[1] or found[2]).decode("ascii") if found else None


def _parse(encoded: bytes) -> Any:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    try:
        return etree.fromstring(encoded, parser)
    except etree.XMLSyntaxError:
        return None


def _walk(root: Any, written: PageText) -> int:
    """Write out the seen elements of a tree; return how deep it goes."""
    main = _main_elements(root)
    depth = deepest = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    skipped = None
    for event, element in walker:
        if event == "start":
            depth += 1
            deepest = max(deepest, depth)
            tag, attributes = element.tag, dict(element.items())
            if is_unseen(tag, attributes):
                skipped = element
                walker.skip_subtree()
                continue
            written.open(tag, attributes, element in main)
            if text := element.text:
                written.add(text)
            continue
        depth -= 1
        if element is skipped:
            skipped = None
        else:
            written.close()
        if (tail := element.tail) and element is not root:
            written.add(tail)
    return deepest


def _main_elements(root: Any) -> set[Any]:
    """Return the elements that hold the article: all around the main heading, and around the most paragraphs."""
    marks = list(root.iter("h1", "article", "main"))
    weight: dict[Any, int] = {}
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            weight[parent] = weight.get(parent, 0) + sum(map(len, paragraph.itertext()))
    if weight:
        marks.append(max(weight, key=lambda element: weight[element]))
    main: set[Any] = set()
    for mark in marks:
        while mark is not None and mark not in main:
            main.add(mark)
            mark = mark.getparent()
    return main
