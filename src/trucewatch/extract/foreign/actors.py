"""The actors that cells name, by exact name in the casebook or by the way that tables name organs of states."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.casebook import Actor
from trucewatch.extract.foreign.acts import foreign_rules
from trucewatch.extract.foreign.register import Register, register_of
from trucewatch.extract.foreign.row import Cell, Row
from trucewatch.records import ActorMention, Participant, make_id
from trucewatch.rulebooks import Rule

_BRACKETS = re.compile(r"\s*\([^()]*\)$")
_PART = re.compile(r"[^;\s](?:[^;]*[^;\s])?")
_DESCRIBED = ("population", "protesters")


def add_actors(row: Row, *columns: str) -> tuple[Participant, ...]:
    """Add the actors of some columns, several in a cell parted by semicolons, and return them as participants."""
    made = []
    for cell in filter(None, (row.cell(column) for column in columns)):
        for part in _PART.finditer(cell.value):
            made.append(_add_actor(row, cell, part))
    row.actors.extend(made)
    first: dict[str, Participant] = {}
    for mention in made:
        named = Participant(actor_id=mention.actor_id, name=mention.name, mention_id=mention.mention_id)
        first.setdefault(mention.actor_id or mention.name, named)
    return tuple(first.values())


def _add_actor(row: Row, cell: Cell, part: re.Match[str]) -> ActorMention:
    register = register_of(row.knowledge.casebook)
    start, end = cell.start + part.start(), cell.start + part.end()
    known, owner, rule = _resolve(register, part[0])
    kind = known.kind if known else rule.get("kind") if rule else "organisation"
    side = (known.side if known else None) or (owner.side if owner else None)
    return ActorMention(
        mention_id=make_id("a", row.document_id, start, end), **row.words(start, end),
        actor_id=known.id if known else f"local:{part[0]}", name=known.name if known else part[0], kind=kind,
        form="description" if kind in _DESCRIBED else "name", office=None, affiliation=owner.id if owner else None,
        side=side, antecedent_id=None, score=0.95 if known else 0.85,
        rules=(rule.id if rule else "foreign.actor", "actors.casebook" if known else "actors.local"),
    )  # fmt: skip


def _resolve(register: Register, name: str) -> tuple[Actor | None, Actor | None, Rule | None]:
    """Return the casebook's actor of a name, the state it belongs to, and the rule on names that begin so.

    Years and countries in brackets at the end ("(2031-)") tell actors of one table apart and are left out.
    """
    bare = _BRACKETS.sub("", name)
    known = register.actor(name) or register.actor(bare)
    rule, rest = next(
        ((rule, bare[len(text) :].strip()) for text, rule in _beginnings() if _begins(bare, text)), (None, "")
    )
    if known is None and rest and rule is not None and (state := register.state(rest)):
        return register.organ(rule.get("organ"), state), state, rule
    owner = known.affiliations[0].of if known and len(known.affiliations) == 1 else None
    return known, register.casebook.actors.get(owner) if owner else None, rule


@cache
def _beginnings() -> tuple[tuple[str, Rule], ...]:
    return tuple((text, rule) for rule in foreign_rules() for text in rule.get("begins", ()))


def _begins(name: str, text: str) -> bool:
    return name.startswith(text) and not name[len(text) : len(text) + 1].isalpha()
