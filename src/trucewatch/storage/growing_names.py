"""Whom documents name: which older ones a new document bears on, by a new outlet or by a source of the same name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import duckdb

from trucewatch.casebook import Casebook
from trucewatch.linking.credits import CreditNames
from trucewatch.linking.identity import Bodies
from trucewatch.linking.voices import is_nameless, is_pronoun, voice_words
from trucewatch.storage.reading import Reader, Row

NAMED_MOST = 300
"""Of more documents that name the same sources or outlets, the older ones stay as they are."""
_OUTLETS = """
    SELECT outlet, outlet_id, CASE WHEN genre = 'statement' THEN genre ELSE 'news' END AS genre,
        min(document_id) AS document_id
    FROM documents WHERE (outlet IS NOT NULL OR outlet_id IS NOT NULL) AND NOT list_contains(?, document_id)
    GROUP BY ALL
"""
_NAMED = r"""
    SELECT DISTINCT document_id, claimant, lower(regexp_extract(claimant, '(\w+)\W*$', 1)) AS last FROM claims
    WHERE NOT own_voice AND claimant IS NOT NULL AND NOT list_contains(?, coalesce(claimant_actor_id, ''))
"""
_NAMING = "SELECT DISTINCT document_id FROM named WHERE last IN (SELECT unnest(?))"
_LAST_WORDS = "SELECT DISTINCT claimant, last FROM named WHERE document_id IN (SELECT unnest(?))"


@dataclass(frozen=True, slots=True)
class Outlets:
    """A document of each outlet of the case, and the older documents that a new outlet's name bears on."""

    rows: list[Row]
    named_in: frozenset[str]


def find_outlets(reader: Reader, casebook: Casebook, new: Sequence[str]) -> Outlets:
    """Return the outlets of a case to which some documents were added."""
    rows, before = reader.ask(_OUTLETS, [[""]]), reader.ask(_OUTLETS, [list(new)])
    names = _moved_names(before, rows, casebook)
    if not names:
        return Outlets(rows, frozenset())
    pattern = rf"\b(?:{'|'.join(re.escape(name) for name in sorted(names))})\b"
    found = reader.ask(
        "SELECT document_id FROM documents WHERE regexp_matches(text, ?, 'i') OR regexp_matches(outlet, ?, 'i')",
        [pattern, pattern],
    )
    return Outlets(rows, frozenset(row["document_id"] for row in found) if len(found) <= NAMED_MOST else frozenset())


def _moved_names(before: list[Row], after: list[Row], casebook: Casebook) -> set[str]:
    """Return the names that mean other outlets than before, or one that speaks otherwise."""
    old, new = (CreditNames(rows, casebook).listed() for rows in (before, after))
    names = {name for name, keys in new.items() if old.get(name) != keys}
    was, now = (Bodies(rows, casebook) for rows in (before, after))
    speaking = was.listed()
    moved = {key for key, identity in now.listed().items() if speaking.get(key) != identity}
    if was.commands() != now.commands():
        names |= voice_words("armies")
    return names | {name for name, keys in new.items() if not moved.isdisjoint(keys)}


def named_beside(reader: Reader, casebook: Casebook, document_ids: Iterable[str]) -> tuple[frozenset[str], bool]:
    """Return the documents that name sources by the last words by which some documents name theirs, and so on.

    Sources that the casebook knows, and those that have no name, are left aside. The second value is false where there
    are too many to follow.
    """
    found, words = frozenset(document_ids), frozenset[str]()
    with duckdb.connect(":memory:") as connection:
        connection.register("named", reader.table(_NAMED, [[*casebook.actors, *casebook.outlets]]))
        while True:
            fresh = _last_words(connection, found) - words
            if not fresh:
                return found, True
            words |= fresh
            rows = connection.execute(_NAMING, [sorted(words)]).fetchall()
            wider = found | {row[0] for row in rows}
            if len(wider) > NAMED_MOST:
                return frozenset([*sorted(found), *sorted(wider - found)][:NAMED_MOST]), False
            found = wider


def _last_words(connection: duckdb.DuckDBPyConnection, document_ids: Iterable[str]) -> frozenset[str]:
    """Return the last words of the names of the sources that some documents name."""
    rows = connection.execute(_LAST_WORDS, [sorted(document_ids)]).fetchall()
    return frozenset(last for name, last in rows if not is_pronoun(name) and not is_nameless(name))
