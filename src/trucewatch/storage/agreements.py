"""The agreements of a case, as its snapshot names them."""

from __future__ import annotations

from trucewatch.agreements.load import load_agreements
from trucewatch.agreements.model import Agreement
from trucewatch.storage.case import Case


def case_agreements(case: Case) -> list[Agreement]:
    """Return the agreements that the opened snapshot of a case was built with, in order; none where it has none.

    Raises:
        AgreementError: where one is no longer as this version reads it; the rest of the case is not concerned.
    """
    names = [case.path / name if name.startswith("agreements/") else name for name in case.manifest.agreements]
    books = [case.path / name if name.startswith("casebooks/") else name for name in case.manifest.casebooks]
    return load_agreements(names, books)
