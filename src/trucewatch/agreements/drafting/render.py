"""Write a draft as an agreement file: every value with its words behind it, every doubt on a line of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from trucewatch.agreements.drafting.assemble import sureties
from trucewatch.agreements.drafting.model import Cited, Proposal, Proposed, Who
from trucewatch.agreements.model import Agreement, Provision, Quantity, Reading, Term, Window

_UNPRINTABLE = re.compile(
    "[^\\t\\n\\r -~\\xa0-\\u200a\\u2010-\\u2027\\u202f-\\u205f\\u2070-\\ud7ff"
    "\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
"""What no line of a draft may hold: controls, and characters that break lines or turn their direction."""


def render_draft(agreement: Agreement, proposed: Mapping[str, Proposed], known: frozenset[str]) -> str:
    """Return the YAML of a draft.

    Args:
        agreement: The draft, with the readings of further versions.
        proposed: What was proposed by name of the version; the first is the one that the draft follows.
        known: Ids of the actors that the casebooks have; others are marked.
    """
    first = next(iter(proposed.values()))
    items = {item.id: item for item in first.provisions}
    lines = [
        "# A draft, made by a program from the words of the text. Compare every line with the text before using it.",
        "# Behind “#” stand the words that a value rests on, with their offsets; “?” marks what a person decides.",
        *_head(agreement, first, proposed, known),
        "",
        "provisions:" if agreement.provisions else "provisions: {}  # ? nothing was found that binds",
    ]
    for provision in agreement.provisions:
        lines += _provision(provision, items.get(provision.id), known)
    lines += [f"# ? not proposed: “{_comment(cited.quote)}” {cited.start}–{cited.end}" for cited in first.unread]
    return "\n".join(lines) + "\n"


def _head(
    agreement: Agreement, first: Proposed, proposed: Mapping[str, Proposed], known: frozenset[str]
) -> Iterator[str]:
    yield f"id: {agreement.id}"
    yield _line("title", _text(agreement.title), first.title)
    yield "kind: preliminary  # ? cessation, preliminary, definitive, order, mandate, treaty or declaration"
    yield _line("signed", agreement.signed, first.signed) + (
        "" if first.signed else "  # ? the text gives no day of signing"
    )
    begins = f'in_force: {{from: {agreement.in_force.start}, zone: "+00:00"}}'
    yield f"{begins}{_behind(first.in_force)}  # ? say the time zone"
    for field, people, ids in (
        ("parties", first.parties, agreement.parties),
        ("guarantors", sureties(first), agreement.guarantors),
    ):
        if ids:
            yield f"{field}: [{', '.join(ids)}]"
            yield from (f"  # {_named(who, known)}{_role(who)}" for who in people)
            yield from (f"  # ? {_comment(doubt)}" for doubt in (first.doubts if field == "parties" else ()))
    beside = [who for who in first.guarantors if who not in sureties(first)]
    yield from (f"# beside the parties: {_named(who, known)}{_role(who)}" for who in beside)
    if agreement.casebooks:
        yield f"casebooks: [{', '.join(agreement.casebooks)}]"
    if len(proposed) > 1:
        yield "versions:"
        yield from (
            f"  {version.id}: {{language: {version.language}, source: {_text(version.source)}}}"
            for version in agreement.versions
        )


def _provision(provision: Provision, item: Proposal | None, known: frozenset[str]) -> Iterator[str]:
    yield f"  {provision.id}:"
    yield f"    article: {_text(provision.article)}"
    yield f"    words: {_text(provision.words)}" + (f"  # {item.start}–{item.end}" if item else "")
    for reason in item.unsure if item else ():
        yield f"    # ? {_comment(reason)}"
    yield f"    kind: {provision.kind}" + (
        _behind(item.kind) if item and item.rules[:1] != ("drafting.heading",) else ""
    )
    for field in ("bearers", "beneficiaries"):
        ids: Sequence[str] = getattr(provision, field)
        people: Sequence[Who] = getattr(item, field) if item else ()
        if ids:
            yield f"    {field}: [{', '.join(ids)}]"
            yield from (f"      # {_named(who, known)}" for who in people)
    yield from _conduct(provision, item)
    if provision.window:
        yield f"    window: {_window(provision.window)}" + (_behind(item.window.cited) if item and item.window else "")
    for span in item.further if item else ():
        told = f"{span.form} {span.end or span.start or span.duration}"
        yield f"    # ? also {told}: “{_comment(span.cited.quote)}” {span.cited.start}–{span.cited.end}"
    if provision.quantities:
        yield "    quantity:"
        for number, quantity in enumerate(provision.quantities):
            amount = item.amounts[number].cited if item and number < len(item.amounts) else None
            yield f"      - {_quantity(quantity)}{_behind(amount)}"
    if provision.term:
        yield f"    term: {_term(provision.term)}" + (_behind(item.term.length) if item and item.term else "")
    for relation in ("parallel_with", "after", "under") if item else ():
        for cited in getattr(item, relation):
            yield f"    # ? {relation}: name the provision for “{_comment(cited.quote)}” {cited.start}–{cited.end}"
    if provision.check:
        yield f"    check: {provision.check}"
    elif item and item.check:
        yield f"    # ? check: {item.check}, once the other provision is named"
    if provision.only_in:
        yield f"    only_in: [{', '.join(provision.only_in)}]"
    if provision.versions:
        yield "    versions:"
        yield from (f"      {reading.id}: {_reading(reading)}" for reading in provision.versions)


def _conduct(provision: Provision, item: Proposal | None) -> Iterator[str]:
    acts, places = provision.conduct.acts, provision.conduct.places
    if acts or places:
        parts = [
            *([f"acts: [{', '.join(acts)}]"] if acts else []),
            *([f"places: [{', '.join(places)}]"] if places else []),
        ]
        yield f"    conduct: {{{', '.join(parts)}}}"
    for cited in item.acts if item else ():
        yield f"      # {cited.value}: “{_comment(cited.quote)}” {cited.start}–{cited.end}"
    for who in item.places if item else ():
        mark = "" if who.actor_id else " ? in no casebook"
        yield f"      # place: “{_comment(who.cited.quote)}” {who.cited.start}–{who.cited.end}{mark}"


def _named(who: Who, known: frozenset[str]) -> str:
    fuller = f" = {_comment(who.refers_to)}" if who.refers_to else ""
    marks = ["" if who.actor_id in known else " ? in no casebook", "" if who.cited.sure else " ? proposed, not said"]
    return f"“{_comment(who.cited.quote)}”{fuller} {who.cited.start}–{who.cited.end}{''.join(marks)}"


def _role(who: Who) -> str:
    """Return as what one beside the parties stands there; what the text does not tell a person says."""
    return f" ({who.role})" if who.role else ""


def _line(field: str, value: str, cited: Cited | None) -> str:
    return f"{field}: {value}{_behind(cited) if cited and field != 'title' else ''}"


def _behind(cited: Cited | None) -> str:
    if cited is None:
        return ""
    return f"  # “{_comment(cited.quote)}” {cited.start}–{cited.end}{'' if cited.sure else ' ?'}"


def _comment(text: str) -> str:
    return _printable(" ".join(text.split()))


def _text(text: str) -> str:
    return _printable(json.dumps(" ".join(text.split()), ensure_ascii=False))


def _printable(text: str) -> str:
    """Return text with what YAML does not take as it stands written as its number, as its quoted strings have it."""
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _window(window: Window) -> str:
    if window.form in ("within", "every"):
        return f"{{{window.form}: {window.duration}{f', of: {window.of}' if window.of else ''}}}"
    return f"{{{window.form}: {window.start or window.end}}}"


def _quantity(quantity: Quantity) -> str:
    what = f"number: {quantity.number:.15g}, unit: {quantity.unit}, bound: {quantity.bound}"
    return f"{{{what}, of: {_text(quantity.of or '')}}}"


def _term(term: Term) -> str:
    parts = [f"length: {term.length}"]
    parts += [f"renewal: {term.renewal}"] if term.renewal else []
    parts += [f"notice_before: {term.notice_before}"] if term.notice_before else []
    parts += [f"unless: [{', '.join(term.unless)}]"] if term.unless else []
    return f"{{{', '.join(parts)}}}"


def _reading(reading: Reading) -> str:
    parts = [f"words: {_text(reading.words)}"]
    parts += [f"kind: {reading.kind}"] if reading.kind else []
    parts += [f"bearers: [{', '.join(reading.bearers)}]"] if reading.bearers is not None else []
    parts += [f"beneficiaries: [{', '.join(reading.beneficiaries)}]"] if reading.beneficiaries is not None else []
    parts += [f"window: {_window(reading.window)}"] if reading.window else []
    if reading.quantities is not None:
        parts.append(f"quantity: [{', '.join(map(_quantity, reading.quantities))}]")
    parts += [f"term: {_term(reading.term)}"] if reading.term else []
    return f"{{{', '.join(parts)}}}"
