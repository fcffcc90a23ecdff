"""Load agreements: shipped ones by name, others from files; several together may name each other's provisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from trucewatch.agreements.model import Agreement
from trucewatch.agreements.read import Draft, read_agreement
from trucewatch.agreements.references import Ids, references_of
from trucewatch.agreements.verify import verify_agreement, verify_together
from trucewatch.casebook.finding import Finding
from trucewatch.casebook.load import load_casebooks, shipped_casebooks
from trucewatch.casebook.model import Casebook
from trucewatch.errors import AgreementError, UsageError

Source = str | Path


@dataclass(frozen=True, slots=True)
class Loaded:
    """Agreements as far as they can be made, as read, and everything wrong in them, by file and line."""

    drafts: tuple[Draft, ...]
    agreements: tuple[Agreement, ...]
    findings: tuple[Finding, ...]


@cache
def shipped_agreements() -> tuple[str, ...]:
    """Return the names of the agreements that come with the program."""
    folder = files("trucewatch.agreements") / "data"
    names = [item.name for item in folder.iterdir()] if folder.is_dir() else []
    return tuple(sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml")))


def load_agreement(name_or_path: Source, casebooks: Sequence[Source] = (), beside: Sequence[Source] = ()) -> Agreement:
    """Return one agreement, which may name those given as ``beside``; see `load_agreements`."""
    return load_agreements([name_or_path, *beside], casebooks)[0]


def load_agreements(names_or_paths: Sequence[Source], casebooks: Sequence[Source] = ()) -> list[Agreement]:
    """Return several agreements, in order, checked together.

    Args:
        names_or_paths: Names of shipped agreements ("karabakh-2020") or paths of YAML files.
        casebooks: Casebooks in which actors and places are looked up besides those that an agreement names. Of
            these, shipped ones and files beside the agreement's are found; with ``casebooks`` given, others are
            taken to be among them.

    Raises:
        AgreementError: with file, line and column of the first thing that is wrong.
        CasebookError: where a casebook is wrong.
        UsageError: where there is no such agreement or file.
    """
    loaded = read_agreements(names_or_paths, casebooks)
    for finding in loaded.findings:
        if finding.severity == "error":
            raise AgreementError(finding.file, finding.line, finding.message, finding.column)
    return list(loaded.agreements)


def read_agreements(names_or_paths: Sequence[Source], casebooks: Sequence[Source] = ()) -> Loaded:
    """Return agreements as far as they can be made, with everything that is wrong in them."""
    names = list(dict.fromkeys(map(str, names_or_paths)))
    drafts = [_draft(name) for name in names]
    findings = [finding for draft in drafts for finding in draft.findings]
    agreements = [draft.agreement for draft in drafts if draft.agreement]
    findings += _same_ids(drafts)
    ids = _ids(agreements)
    by_file = {draft.file: draft for draft in drafts}
    for agreement in agreements:
        draft = by_file[agreement.file]
        casebook, missing = casebook_of(draft, casebooks)
        findings += missing
        if not missing:
            troubles = verify_agreement(agreement, casebook, ids)
            findings += [draft.finding(item.severity, item.message, item.path) for item in troubles]
    for agreement, item in verify_together(agreements, ids):
        findings.append(by_file[agreement.file].finding(item.severity, item.message, item.path))
    order = [draft.file for draft in drafts]
    findings.sort(key=lambda finding: (order.index(finding.file), finding.line, finding.column))
    return Loaded(tuple(drafts), tuple(agreements), tuple(findings))


def read_casebook(name_or_path: Source, casebooks: Sequence[Source] = ()) -> Casebook:
    """Return the casebooks of one agreement, merged, as far as they are to be found."""
    return casebook_of(_draft(str(name_or_path)), casebooks)[0]


def named_casebooks(name_or_path: Source) -> list[Source]:
    """Return the casebooks that an agreement names: shipped names, and the paths of files beside it."""
    draft = _draft(str(name_or_path))
    names = draft.agreement.casebooks if draft.agreement else ()
    beside = {name: Path(draft.file).parent / name for name in names}
    return [
        name if name in shipped_casebooks() else beside[name]
        for name in names
        if name in shipped_casebooks() or beside[name].is_file()
    ]


def casebook_of(draft: Draft, casebooks: Sequence[Source] = ()) -> tuple[Casebook, list[Finding]]:
    """Return the casebooks of an agreement, merged, and a finding for each that is not to be found."""
    names, missing = [str(name) for name in casebooks], []
    for name in draft.agreement.casebooks if draft.agreement else ():
        beside = Path(draft.file).parent / name
        if name in shipped_casebooks():
            names.append(name)
        elif beside.is_file():
            names.append(str(beside))
        elif not casebooks:
            reason = f"there is no casebook “{name}”: neither shipped nor beside this file"
            missing.append(draft.finding("error", reason, ("casebooks", name)))
    return _merged(tuple(dict.fromkeys(names))), missing


def _merged(names: tuple[str, ...]) -> Casebook:
    return _merged_shipped(names) if all(name in shipped_casebooks() for name in names) else load_casebooks(names)


@cache
def _merged_shipped(names: tuple[str, ...]) -> Casebook:
    return load_casebooks(names)


def _draft(name: str) -> Draft:
    return _shipped(name) if name in shipped_agreements() else read_agreement(_given(name), name)


@cache
def _shipped(name: str) -> Draft:
    file = f"{name}.yml"
    draft = read_agreement((files("trucewatch.agreements") / "data" / file).read_bytes(), file)
    if draft.agreement and draft.agreement.id != name:
        raise AgreementError(
            file, 1, f"its id is {draft.agreement.id}; a shipped agreement has its file's name as its id"
        )
    return draft


def _given(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except (OSError, ValueError) as error:
        shipped = ", ".join(shipped_agreements()) or "none is shipped"
        reason = (error.strerror if isinstance(error, OSError) else None) or "cannot be read"
        raise UsageError(f"No agreement “{name}”: {reason}. Give a YAML file or one of: {shipped}.") from error


def _same_ids(drafts: Sequence[Draft]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for draft in drafts:
        if draft.agreement:
            first = seen.setdefault(draft.agreement.id, draft.file)
            if first != draft.file:
                yield draft.finding("error", f"the id {draft.agreement.id} is also that of {first}", ("id",))


def _ids(agreements: Sequence[Agreement]) -> Ids:
    """Return the provisions of agreements, and of those shipped ones that they name."""
    ids = {agreement.id: _own_ids(agreement) for agreement in agreements}
    for agreement in agreements:
        for name in _names(agreement):
            other = name.partition("/")[0]
            if other not in ids and other in shipped_agreements():
                shipped = _shipped(other).agreement
                ids[other] = _own_ids(shipped) if shipped else frozenset()
    return ids


def _own_ids(agreement: Agreement) -> frozenset[str]:
    return frozenset(provision.id for provision in agreement.provisions)


def _names(agreement: Agreement) -> Iterator[str]:
    yield from (*agreement.amended_by, *agreement.extended_by, *agreement.suspended_by, *agreement.supersedes)
    for provision in agreement.provisions:
        yield from (item.name for item in references_of(provision))
