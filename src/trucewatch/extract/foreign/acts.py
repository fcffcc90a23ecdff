"""Which act a row tells of: by its table's own kinds, or by the words that describe what was observed."""

from __future__ import annotations

import re
from functools import cache

from trucewatch.extract.acts.lexicon import ActType, act_lexicon
from trucewatch.extract.foreign.row import Cell, Row
from trucewatch.rulebooks import Rule, load_rulebook

_WORD = re.compile(r"[a-z]+")
_NOTHING = re.compile(r"\b(?:no|not|none|nothing|neither|without)\b", re.IGNORECASE)
_SEEN = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT")
"""Types of acts that monitors can witness in the field; words said are none of them."""

_WATCHED = "ceasefire"
"""What monitors watch over, so that its name mostly tells where or against what ("the ceasefire line")."""

FIELDS = frozenset({"table", "values", "act", "begins", "kind", "organ"})


@cache
def foreign_rules() -> tuple[Rule, ...]:
    """Return the rules on tables that others made."""
    return load_rulebook("foreign", FIELDS)


@cache
def _kinds(table: str) -> dict[str, tuple[ActType | None, str]]:
    """Return the act and the rule of every kind of event of a table, by the kind in lower case."""
    types = act_lexicon().types
    found: dict[str, tuple[ActType | None, str]] = {}
    if table == "acled":
        for kind in types.values():
            found.setdefault(kind.acled.lower(), (kind, kind.id))
    for rule in foreign_rules():
        if rule.get("table") == table:
            for value in rule.get("values"):
                found[value.lower()] = (types.get(rule.get("act")), rule.id)
    return found


def act_of_kind(row: Row, table: str, cell: Cell | None) -> tuple[ActType | None, tuple[str, ...]]:
    """Return the act of a kind of event and the rules it rests on; a kind that the table has not is noted as bad."""
    if cell is None:
        return None, ()
    known = _kinds(table).get(cell.value.lower())
    if known is None:
        row.mark_bad(cell, "is no kind of event that is known")
        return None, ()
    return known[0], (known[1],)


def act_of_words(text: str) -> tuple[ActType | None, tuple[str, ...]]:
    """Return the act that the first telling noun of a description names; none where it says what was not there."""
    if _NOTHING.search(text):
        return None, ()
    nouns, words = act_lexicon().nouns, _WORD.findall(text.lower())
    for at, word in enumerate(words):
        if word not in nouns or (at + 1 < len(words) and words[at + 1] in nouns):
            continue  # of two nouns side by side the second is the head: "ceasefire violation"
        for entry in nouns[word]:
            before = [part for part in entry.before if part != "-"]
            stands = len(before) <= at and words[at - len(before) : at] == before
            seen = entry.type.event_type in _SEEN and entry.type.code != _WATCHED
            if stands and seen and entry.type.needs is None:
                return entry.type, (entry.type.id,)
    return None, ()
