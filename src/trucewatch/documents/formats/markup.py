"""What HTML elements and their attributes say of the role of what stands in them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from trucewatch.rulebooks.load import load_rulebook

UNSEEN = frozenset({
    "script", "style", "template", "noscript", "head", "title", "svg", "canvas", "iframe", "object", "video", "audio",
    "datalist", "noframes", "noembed", "frameset", "map", "area", "applet", "embed", "rp", "param", "source", "track",
    "input",
})  # fmt: skip
"""Elements whose text a browser does not show."""

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "label", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup",
    "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "textarea", "tfoot", "thead",
    "tr", "ul", "xmp",
})  # fmt: skip
"""Elements that stand on lines of their own; cells of a table are set apart by the walk itself."""

VERBATIM = frozenset({"pre", "textarea", "listing", "xmp"})
"""Elements whose white space is kept."""

_TAG_HINTS = {
    **{f"h{level}": f"heading{level}" for level in range(1, 7)},
    "nav": "nav", "menu": "nav", "header": "header", "footer": "footer", "aside": "aside", "form": "form",
    "search": "form", "button": "form", "select": "form", "textarea": "form", "fieldset": "form",
    "figcaption": "caption", "caption": "caption", "blockquote": "quote", "li": "list", "dt": "list", "dd": "list",
    "table": "table", "time": "time", "a": "link", "article": "article", "main": "main",
}  # fmt: skip
_ROLE_HINTS = {
    "navigation": "nav", "menu": "nav", "menubar": "nav", "banner": "header", "contentinfo": "footer",
    "complementary": "aside", "search": "form", "form": "form", "dialog": "form", "alertdialog": "form",
    "article": "article", "main": "main",
}  # fmt: skip
_UNNAMED = frozenset({"html", "body", "td", "th", "tr", "tbody", "figure"})
"""Elements whose class says nothing of a role: most wrap all kinds of things."""

_UNSEEN_STYLE = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNSEEN_CLASSES = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader", "screenreader",
    "element-invisible", "assistive-text",
})  # fmt: skip
_JOINTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_\s-]+")
_STATES = frozenset({"no", "has", "with", "without", "is", "js", "not", "hide", "show"})
_LONGEST_NAME = 80


def is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Tell whether a browser would not show an element, as far as its tag and attributes tell."""
    if tag in UNSEEN:
        return True
    if not attributes:
        return tag == "dialog"
    if "hidden" in attributes:
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    if (style := attributes.get("style")) and _UNSEEN_STYLE.search(style):
        return True
    names = attributes.get("class")
    return names is not None and not _UNSEEN_CLASSES.isdisjoint(names.split())


def element_hint(tag: str, attributes: Mapping[str, str], main: bool) -> str | None:
    """Return the hint an element gives, or None.

    Args:
        tag: Lower-case name of the element.
        attributes: Its attributes.
        main: Whether it holds the article or the main heading of the page, so that it cannot be furniture.
    """
    if not attributes:
        return _TAG_HINTS.get(tag)
    if attributes.get("rel") == "author" or attributes.get("itemprop") == "author":
        return "byline"
    if hint := _TAG_HINTS.get(tag):
        return hint
    if role := _ROLE_HINTS.get(attributes.get("role", "")):
        return role if role in ("article", "main") or not main else None
    if tag in _UNNAMED:
        return None
    for attribute in ("class", "id"):
        for name in attributes.get(attribute, "").split()[:20]:
            hint, furniture = hint_of_name(name[:_LONGEST_NAME])
            if hint and not (furniture and main):
                return hint
    return None


@lru_cache(maxsize=10_000)
def hint_of_name(name: str) -> tuple[str | None, bool]:
    """Return the hint of one class or id, and whether it speaks of page furniture.

    The whole name is looked up, then its last parts, then its first ones: ``main-nav``, ``navLinks``.
    """
    parts = [part for part in _JOINTS.split(name) if part]
    parts = [part.lower() for part in parts]
    if not parts or parts[0] in _STATES:
        return None, False
    known = _named_hints()
    for length in range(len(parts), 0, -1):
        for phrase in ("-".join(parts[-length:]), "-".join(parts[:length])):
            if phrase in known:
                return known[phrase]
    return None, False


@cache
def _named_hints() -> dict[str, tuple[str, bool]]:
    rules = load_rulebook("markup", frozenset({"hint", "words", "furniture"}), frozenset({"hint", "words"}))
    return {word: (rule.get("hint"), bool(rule.get("furniture"))) for rule in rules for word in rule.get("words")}
