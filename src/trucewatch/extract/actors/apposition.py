"""Tie a description to the name beside it: ``X, head of Y,``, ``the head of Y, X,``, ``author X``, ``Y (Z)``."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.scan import Scan
from trucewatch.extract.words import Words

_APPOSED = frozenset(("person", "organisation", "armed-group", "party", "force", "outlet", "body", "separatists", ""))
_CLOSING = ([","], ["."], ["—"], [")"])


def link_appositions(drafts: Sequence[Draft], scans: Sequence[Scan]) -> None:
    """Make descriptions beside a name point to it, and give the name what they tell of it."""
    ends: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        if not draft.plural or draft.named:
            ends.setdefault((draft.passage, draft.last), draft)  # the outer of two that end together
    for draft in drafts:
        if draft.form == "pronoun" or (draft.plural and not draft.named) or draft.kind not in _APPOSED:
            continue
        words = scans[draft.passage].words
        begin = draft.first - (1 if draft.determiner in ("a", "an", "the") else 0)
        before = words.texts[begin - 1 : begin]
        if before == [","]:
            _link_by_comma(draft, words, begin, ends)
        elif before == ["("]:
            _link_by_bracket(draft, words, begin, ends)
        elif draft.named and draft.kind == "person":
            _link_straight(draft, words, ends)
    _share_kinds(drafts)


def _link_by_comma(draft: Draft, words: Words, begin: int, ends: dict[tuple[int, int], Draft]) -> None:
    at = begin - 2 if words.texts[begin - 2 : begin - 1] == [")"] else begin - 1
    other = ends.get((draft.passage, at))
    closed = words.texts[draft.last : draft.last + 1] in _CLOSING
    if other is None or other.named == draft.named or not (closed or words.deps[draft.head] == "appos"):
        return
    role, name = (other, draft) if draft.named else (draft, other)
    if _agree(role, name):
        _tie(role, name)


def _link_by_bracket(draft: Draft, words: Words, begin: int, ends: dict[tuple[int, int], Draft]) -> None:
    """``the Tarsk Front (Strelitza)``: another name of the same body."""
    other = ends.get((draft.passage, begin - 1))
    closed = words.texts[draft.last : draft.last + 1] == [")"]
    if other and closed and other.named and draft.named and not draft.ids and "person" not in (other.kind, draft.kind):
        draft.antecedent = other


def _link_straight(name: Draft, words: Words, ends: dict[tuple[int, int], Draft]) -> None:
    """``activist and author X``: roles without an article straight before the name."""
    role = ends.get((name.passage, name.first))
    if role is None or not _is_bare_role(role):
        return
    _tie(role, name)
    joint = ends.get((name.passage, role.first - 1))
    if joint and _is_bare_role(joint) and words.lowers[role.first - 1] == "and":
        _tie(joint, name)


def _is_bare_role(draft: Draft) -> bool:
    return draft.kind == "person" and not draft.named and not draft.determiner


def _agree(role: Draft, name: Draft) -> bool:
    """Whether a name and a description can be one: both persons, or both bodies of people."""
    if "person" in (role.kind, name.kind):
        return role.kind == name.kind
    return role.determiner in ("a", "an", "the") and not (role.placelike or name.placelike)


def _tie(role: Draft, name: Draft) -> None:
    if role.antecedent is not None:
        return
    role.antecedent = name
    role.rules.append("actors.apposition")
    if name.kind != "person":
        name.kind = role.kind if name.kind in ("", "organisation") and not name.ids else name.kind
        return
    name.owners = name.owners or role.owners
    if name.office is None and not name.core and not (role.modified and role.office):
        name.office, name.role, name.core = role.office, role.role, role.core
    name.past = name.past or role.past
    name.female = role.female if name.female is None else name.female


def _share_kinds(drafts: Sequence[Draft]) -> None:
    """Give every mention of a body the kind that a description beside one of them tells."""
    tied = (draft for draft in drafts if draft.antecedent and not draft.named and draft.kind != "person")
    kinds = {draft.antecedent.name: draft.kind for draft in tied if draft.antecedent}
    for draft in drafts:
        if draft.form == "name" and draft.kind == "organisation" and not draft.ids:
            draft.kind = kinds.get(draft.name, draft.kind)
