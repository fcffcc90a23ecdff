"""Decide about a claim: accept it, reject it, take a decision back."""

from __future__ import annotations

import getpass
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.errors import UsageError
from trucewatch.storage.attach import word_places
from trucewatch.storage.case import Case, open_case
from trucewatch.storage.decisions import Anchor, Decision, record_decision, record_undo
from trucewatch.storage.history import find_claim

Row = dict[str, Any]

NO_REASON = "(no reason given)"
"""What stands as the reason of an undo that gives none."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Who decides, and why.

    Raises:
        UsageError: where either is empty.
    """

    by: str
    why: str

    def __post_init__(self) -> None:
        if not self.why.strip():
            raise UsageError("Say why, in words that the next reader can judge by: --why “…”.")
        if not self.by.strip():
            raise UsageError("Say who decides: --by NAME.")


def who_decides(name: str | None) -> str:
    """Return who decides: the name given, else ``TRUCEWATCH_USER``, else the login name."""
    try:
        chosen = name or os.environ.get("TRUCEWATCH_USER") or getpass.getuser()
    except (KeyError, OSError):
        chosen = ""
    return " ".join(chosen.split())


def judge_claim(path: Path, claim_id: str, action: str, reason: Reason) -> Decision:
    """Accept or reject a claim as it stands (``action`` is ``accept`` or ``reject``)."""
    case = open_case(path)
    return record_decision(path, about_claim(case, find_claim(case, claim_id), action, reason, None))


def undo_decision(path: Path, decision_id: str, by: str, why: str) -> Decision:
    """Take a decision back.

    Raises:
        UsageError: where there is no such decision, or it was undone already.
    """
    open_case(path)
    reason = Reason(by, why.strip() or NO_REASON)
    return record_undo(path, decision_id, reason.by, reason.why)


def about_claim(case: Case, claim: Row, action: str, reason: Reason, after: Row | None) -> Decision:
    """Return a decision about a claim, anchored and ready to be written."""
    (document,) = case.rows("SELECT * FROM documents WHERE document_id = ?", [claim["document_id"]])
    made = case.rows("SELECT * FROM machine_claims WHERE claim_id = ?", [claim["claim_id"]])
    return Decision(
        by=reason.by, why=reason.why, action=action, claim_id=claim["claim_id"], before=claim, after=after,
        anchor=anchor_of(document, claim, made[0] if made else claim),
    )  # fmt: skip


def anchor_of(document: Row, claim: Row, made: Row) -> Anchor:
    """Return what leads back to a claim: its words, and its kind and act as first made."""
    places = word_places(document["text"], claim["quote"])
    return Anchor(
        document_id=document["document_id"], origin=document["origin"], source_sha256=document["source_sha256"],
        text_sha256=hashlib.sha256(document["text"].encode()).hexdigest(), quote=claim["quote"],
        start=claim["start"], occurrence=places.index(claim["start"]), kind=made["kind"], act=made["act"],
    )  # fmt: skip
