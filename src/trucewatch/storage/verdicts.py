"""What people decide on findings: rows of the same log as all other decisions, undone in the same way."""

from __future__ import annotations

from pathlib import Path

from trucewatch.errors import UsageError
from trucewatch.records.finding import FINDINGS, Finding, Verdict
from trucewatch.storage.case import Case
from trucewatch.storage.decide import Reason
from trucewatch.storage.decisions import FINDING, Anchor, Decision, record_decision, standing


def decide_finding(path: Path, finding: Finding, status: str, reason: Reason) -> Decision:
    """Write down a person's status for a provision from a day on; the rule's finding stays beside it.

    Args:
        path: The folder of the case.
        finding: The rule's finding on the day from which the decision holds.
        status: One of `FINDINGS`.
        reason: Who decides, and why.

    Raises:
        UsageError: where there is no such status.
    """
    if status not in FINDINGS:
        raise UsageError(f"A status is one of {', '.join(FINDINGS)}; not “{status}”.")
    anchor = Anchor(
        document_id="", origin="", source_sha256="", text_sha256="", quote="", start=0, occurrence=0, kind=FINDING,
        act=None,
    )  # fmt: skip
    before = {"status": finding.status, "rule": finding.rule, "known": finding.known, "snapshot": finding.snapshot}
    draft = Decision(
        by=reason.by, why=reason.why, action=FINDING, claim_id=f"{finding.agreement_id}/{finding.provision_id}",
        anchor=anchor, before=before, after={"status": status, "on": finding.on},
    )  # fmt: skip
    return record_decision(path, draft)


def read_verdicts(case: Case) -> dict[str, list[Verdict]]:
    """Return what people decided and did not take back, by ``AGREEMENT/PROVISION``, by the day it holds from."""
    found: dict[str, list[Verdict]] = {}
    for decision in standing(case.decisions):
        if decision.action == FINDING and decision.after:
            verdict = Verdict(
                decision_id=decision.decision_id, status=decision.after["status"], on=decision.after["on"],
                by=decision.by, at=decision.at, why=decision.why,
            )  # fmt: skip
            found.setdefault(decision.claim_id, []).append(verdict)
    return {name: sorted(verdicts, key=lambda verdict: (verdict.on, verdict.at)) for name, verdicts in found.items()}
