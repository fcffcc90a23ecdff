"""Small building blocks of SVG: elements as text, everything escaped."""

from __future__ import annotations

from html import escape


def element(name: str, *children: str, **attributes: object) -> str:
    """Return an element; ``class_`` gives ``class``, other underscores become hyphens; None is left out."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_shown(value), quote=True)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{pairs}>{''.join(children)}</{name}>" if children else f"<{name}{pairs}/>"


def words(text: str, x: float, y: float, **attributes: object) -> str:
    """Return a text element."""
    return element("text", escape(text), x=x, y=y, **attributes)


def link(target: str, tip: str, *children: str) -> str:
    """Return a link to a place of the page, with a tooltip."""
    return element("a", element("title", escape(tip)), *children, href=target)


def description(text: str) -> str:
    """Return the description of a picture, for those who do not see it."""
    return element("desc", escape(text))


def clipped(text: str, most: int) -> str:
    """Return text that is not longer than so many characters; what is cut off leaves an ellipsis."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _shown(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
