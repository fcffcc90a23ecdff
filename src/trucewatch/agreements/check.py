"""Check agreements that a person writes: all errors and warnings at once, each with its place."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.agreements.doubts import doubt_agreement
from trucewatch.agreements.load import Source, casebook_of, read_agreements
from trucewatch.casebook.finding import Finding


def check_agreement(
    name_or_path: Source, casebooks: Sequence[Source] = (), beside: Sequence[Source] = ()
) -> list[Finding]:
    """Return everything wrong or doubtful in one agreement, by line; nothing where it is clean.

    Warnings are told only of an agreement without errors.

    Args:
        name_or_path: The YAML file, or the name of a shipped agreement.
        casebooks: Casebooks besides those that it names.
        beside: Other agreements whose provisions it may name.

    Raises:
        CasebookError: where a casebook is wrong.
        UsageError: where there is no such file.
    """
    loaded = read_agreements([name_or_path, *beside], casebooks)
    draft = loaded.drafts[0]
    findings = [finding for finding in loaded.findings if finding.file == draft.file]
    if draft.agreement is None or any(finding.severity == "error" for finding in findings):
        return findings
    casebook, _ = casebook_of(draft, casebooks)
    findings += [
        draft.finding(item.severity, item.message, item.path) for item in doubt_agreement(draft.agreement, casebook)
    ]
    return sorted(findings, key=lambda finding: (finding.line, finding.column))
