"""What a build is given beforehand: casebooks and agreements, checked before anything is written, kept in the case."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from trucewatch.agreements.load import load_agreements, named_casebooks, read_agreements, shipped_agreements
from trucewatch.casebook.load import load_casebooks, shipped_casebooks
from trucewatch.errors import UsageError
from trucewatch.storage import CaseWriter, Manifest
from trucewatch.storage.manifest import read_manifests

Source = str | Path


@dataclass(frozen=True, slots=True)
class Beforehand:
    """Names of shipped casebooks and agreements, or files; files of the case itself are as its manifest calls them."""

    casebooks: tuple[str, ...]
    agreements: tuple[str, ...]

    def keep(self, writer: CaseWriter) -> Beforehand:
        """Copy the files into the case; return what a manifest calls them."""
        casebooks = [writer.keep_casebook(Path(item)) if _is_new(item) else item for item in self.casebooks]
        agreements = [writer.keep_agreement(Path(item)) if _is_new(item) else item for item in self.agreements]
        return Beforehand(tuple(casebooks), tuple(agreements))


def settle_beforehand(
    case: Path, casebooks: Sequence[Source], agreements: Sequence[Source], adding: bool = False
) -> Beforehand:
    """Return the casebooks and agreements of a build, the agreements checked against the casebooks.

    A case keeps both: where none are given they are those of its last snapshot. A case without casebooks takes those
    that the first agreements name. ``adding`` puts what is given to those of the last snapshot; an agreement of the
    same id takes the place of the former one.

    Raises:
        AgreementError: where an agreement is wrong.
        CasebookError: where a casebook is wrong.
        UsageError: where there is no such file, or an agreement needs a casebook that the case would not have.
    """
    last = _last(case)
    books = [str(_existing(item)) for item in casebooks] or list(last.casebooks if last else ())
    if adding and last:
        books = list(dict.fromkeys([*last.casebooks, *books]))
    if not agreements:
        load_casebooks(list(casebooks))
        return Beforehand(tuple(books), last.agreements if last else ())
    books = books or [str(name) for item in agreements for name in named_casebooks(item)]
    located = [located_in(case, name) for name in books]
    former = _former(case, last.agreements, agreements) if adding and last else []
    load_agreements([*(_agreement_in(case, name) for name in former), *agreements], located)
    _check_held(agreements, located)
    return Beforehand(tuple(dict.fromkeys(books)), tuple(dict.fromkeys([*former, *map(str, agreements)])))


def casebooks_lacking(case: Path, manifest: Manifest) -> list[str]:
    """Return the shipped casebooks that the agreements of a snapshot name and it was not built with.

    Its agreements can be read, but their actors and places were not looked for in the reports.
    """
    agreements = [_agreement_in(case, name) for name in manifest.agreements]
    named = {name for agreement in agreements for name in named_casebooks(agreement) if isinstance(name, str)}
    return sorted(named - set(manifest.casebooks))


def located_in(case: Path, name: str) -> Source:
    """Return where a casebook of a manifest is: its shipped name, or the file in the case."""
    return case / name if name.startswith("casebooks/") else name


def _agreement_in(case: Path, name: str) -> Source:
    return case / name if name.startswith("agreements/") else name


def _former(case: Path, names: Sequence[str], given: Sequence[Source]) -> list[str]:
    """Return the agreements that a case has and whose ids none of those given has."""
    new = {_id_of(item) for item in given}
    return [name for name in names if _id_of(_agreement_in(case, name)) not in new]


def _id_of(agreement: Source) -> str | None:
    read = read_agreements([agreement]).drafts[0].agreement
    return read.id if read else None


def _is_new(item: str) -> bool:
    shipped = (*shipped_casebooks(), *shipped_agreements())
    return item not in shipped and not item.startswith(("casebooks/", "agreements/"))


def _last(case: Path) -> Manifest | None:
    manifests = read_manifests(case) if (case / "snapshots").is_dir() else []
    return manifests[-1] if manifests else None


def _existing(item: Source) -> Source:
    if str(item) not in shipped_casebooks() and not Path(item).is_file():
        known = ", ".join(shipped_casebooks())
        raise UsageError(f"There is no casebook “{item}”: no file, and none of {known}.")
    return item


def _check_held(agreements: Sequence[Source], casebooks: Sequence[Source]) -> None:
    """Refuse an agreement whose casebook file would not be in the case: it could not be read there."""
    held = {_digest(Path(item)) for item in casebooks if Path(item).is_file()}
    for agreement in agreements:
        for name in named_casebooks(agreement):
            if isinstance(name, Path) and _digest(name) not in held:
                raise UsageError(f"{agreement} relies on the casebook {name}; add “--casebook {name}”.")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
