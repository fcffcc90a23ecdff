"""The small word lists of the layout (``layout_words.yml``)."""

from __future__ import annotations

from functools import cache

from trucewatch.rulebooks import load_rulebook


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the list ``layout_words.NAME``."""
    rules = load_rulebook("layout_words", frozenset({"words"}), frozenset({"words"}))
    lists = {rule.id.partition(".")[2]: frozenset(rule.get("words").split()) for rule in rules}
    return lists[name]
