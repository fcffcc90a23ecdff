"""What a page says of itself: title, outlet, author, dates, address, language; as written there, first found wins."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from trucewatch.documents.model import Metadata

_META = {
    "title": ("og:title", "dc.title", "dcterms.title", "twitter:title", "citation_title", "parsely-title"),
    "outlet": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "citation_publisher"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author",
               "citation_author", "byl"),
    "published": ("article:published_time", "og:article:published_time", "article:published", "datepublished",
                  "date.published", "publish-date", "publish_date", "publication_date", "pubdate", "publishdate",
                  "parsely-pub-date", "sailthru.date", "dcterms.created", "dc.date.issued", "dcterms.issued",
                  "dcterms.date", "dc.date", "citation_publication_date", "article.published",
                  "cxenseparse:recs:publishtime", "date"),
    "modified": ("article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
                 "dcterms.modified", "dc.date.modified"),
    "address": ("og:url", "twitter:url", "parsely-link"),
    "language": ("content-language", "dc.language", "dcterms.language", "og:locale", "language"),
    "section": ("article:section", "parsely-section", "section", "cxenseparse:category"),
}  # fmt: skip
"""For each field the names that pages use in meta elements, the most trusted first (Open Graph, Dublin Core …)."""

_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)|Page saved with SingleFile\s+url:\s*(\S+)", re.IGNORECASE)
_MOST_JSON = 2**20
_ARTICLE_TYPE = re.compile(r"Article|BlogPosting|Report|LiveBlog|Posting$")


def find_metadata(root: Any, head: str) -> Metadata:
    """Return what the elements of a page, its JSON-LD and the comment of the program that saved it say.

    Args:
        root: The page's tree.
        head: The first characters of the page as they are, where comments stand.
    """
    linked = _linked_data(root)
    metas = _metas(root)
    fields = {name: linked.get(name) or _first(metas, names) for name, names in _META.items()}
    fields["title"] = fields["title"] or _text(root.find(".//head/title"))
    fields["published"] = fields["published"] or _marked_time(root, "datePublished") or _time_element(root)
    fields["modified"] = fields["modified"] or _marked_time(root, "dateModified")
    fields["address"] = _canonical(root) or fields["address"] or _saved_from(head)
    fields["language"] = root.get("lang") or fields["language"]
    if fields["author"] and fields["author"].startswith(("http://", "https://")):
        fields["author"] = None
    return Metadata(**{name: clean_value(value) for name, value in fields.items()})


def clean_value(value: str | None) -> str | None:
    """Return a value as written, its white space evened; None where nothing is left of it."""
    text = " ".join((value or "").split())[:1000]
    return text.encode("utf-8", "replace").decode("utf-8") or None


def _metas(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        content = meta.get("content")
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv")
        if content and name:
            found.setdefault(name.strip().lower(), content)
    return found


def _first(metas: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if metas.get(name, "").strip()), None)


def _text(element: Any) -> str | None:
    return "".join(element.itertext()) if element is not None else None


def _canonical(root: Any) -> str | None:
    for link in root.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (link.get("href") or "").startswith("http"):
            return str(link.get("href"))
    return None


def _saved_from(head: str) -> str | None:
    found = _SAVED_FROM.search(head)
    return (found[1] or found[2]) if found else None


def _marked_time(root: Any, name: str) -> str | None:
    element = root.find(f".//*[@itemprop='{name}']")
    return None if element is None else element.get("content") or element.get("datetime") or _text(element)


def _time_element(root: Any) -> str | None:
    """Return the time of the first time element that stands in the article's head, before its first long paragraph."""
    for element in root.iter("time", "p"):
        if element.tag == "p" and len(_text(element) or "") > 200:
            return None
        if element.tag == "time" and element.get("datetime"):
            return str(element.get("datetime"))
    return None


def _linked_data(root: Any) -> dict[str, str]:
    """Return the fields of the first article among the JSON-LD (schema.org) of a page."""
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        text = (_text(script) or "")[:_MOST_JSON]
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            if _ARTICLE_TYPE.search(_name(node.get("@type")) or ""):
                return _article_fields(node)
    return {}


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    waiting = deque([data])
    while waiting:
        item = waiting.popleft()
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            yield item
            waiting.extend(
                item[key] for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement") if key in item
            )


def _article_fields(node: Mapping[str, Any]) -> dict[str, str]:
    keys = {
        "title": "headline", "outlet": "publisher", "author": "author", "published": "datePublished",
        "modified": "dateModified", "address": "url", "language": "inLanguage", "section": "articleSection",
    }  # fmt: skip
    return {field: value for field, key in keys.items() if (value := _name(node.get(key)))}


def _name(value: Any) -> str | None:
    """Return the name that a JSON-LD value gives: a string, an object with a name, or a list of either."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, list):
        return ", ".join(name for item in value[:10] if not isinstance(item, list) and (name := _name(item))) or None
    return value if isinstance(value, str) else None
