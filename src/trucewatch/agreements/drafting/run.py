"""From files to a draft: read, propose, lay the versions over each other, write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.agreements.diff import Difference
from trucewatch.agreements.drafting.assemble import assemble_agreement, lay_versions, slug
from trucewatch.agreements.drafting.model import Proposed
from trucewatch.agreements.drafting.propose import propose_agreement
from trucewatch.agreements.drafting.read import read_accord
from trucewatch.agreements.drafting.render import render_draft
from trucewatch.annotate import Parser
from trucewatch.casebook import load_casebooks
from trucewatch.errors import UsageError
from trucewatch.extract.edtf import bounds
from trucewatch.extract.gazetteer import open_gazetteer
from trucewatch.extract.model import Knowledge
from trucewatch.settings import Settings


@dataclass(frozen=True, slots=True)
class Drafted:
    """The text of the draft, what was proposed by version, and how the versions differ from the first."""

    text: str
    proposed: dict[str, Proposed]
    differences: tuple[tuple[str, Difference], ...]


def draft_agreement(files: Sequence[Path], casebooks: Sequence[str], signed: str | None = None) -> Drafted:
    """Draft an agreement file from an accord's text; further files are versions or translations of the same text.

    Args:
        files: The texts, in any format that reports can have; the first is the one that the draft follows.
        casebooks: Casebooks that know the parties and places.
        signed: The day of signing (EDTF) where the texts give none.

    Raises:
        UsageError: where a file cannot be read, or the day is none.
    """
    _check_day(signed)
    knowledge = Knowledge(load_casebooks(casebooks), open_gazetteer())
    parser = Parser(Settings.from_environment().model)
    proposed: dict[str, Proposed] = {}
    for path in files:
        name = slug(path.stem)
        if name in proposed:
            raise UsageError(f"Two files are called {path.name}; versions are told apart by the names of their files.")
        proposed[name] = propose_agreement(read_accord(path), parser, knowledge, signed)
    made = [(name, assemble_agreement(item, name, casebooks)) for name, item in proposed.items()]
    agreement, differences = lay_versions(made[0], made[1:])
    text = render_draft(agreement, proposed, frozenset(knowledge.casebook.actors))
    return Drafted(text, proposed, tuple(differences))


def _check_day(signed: str | None) -> None:
    try:
        good = signed is None or bounds(signed) != (None, None)
    except ValueError:
        good = False
    if not good:
        raise UsageError(f"--signed takes a date such as 2031-05-07, not “{signed}”.")
