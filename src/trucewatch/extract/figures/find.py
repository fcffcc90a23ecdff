"""Find the figures of a document: read numbers, sift, decide units, nest, and tell who gives them."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.annotate import Annotated, Passage, even_text
from trucewatch.extract.figures.bounds import find_quantities
from trucewatch.extract.figures.context import as_of, innermost, period
from trucewatch.extract.figures.drafts import FATEFUL, Draft
from trucewatch.extract.figures.fates import applies
from trucewatch.extract.figures.lexicon import Fate, Lexicon, load_lexicon
from trucewatch.extract.figures.named import named_unit
from trucewatch.extract.figures.nesting import coordinate, find_wholes, inherit_units, share_fates
from trucewatch.extract.figures.numbers import find_numerals
from trucewatch.extract.figures.parsed import clause_fate, clause_on, parsed_fate
from trucewatch.extract.figures.sieve import is_no_figure, stands_in_time, time_spans
from trucewatch.extract.figures.units import begin_draft
from trucewatch.extract.figures.view import View
from trucewatch.extract.figures.worth import is_worth
from trucewatch.records import Attribution, Figure, TimeMention, make_id

SKIPPED_ROLES = frozenset({"byline", "dateline", "furniture"})
_UNKNOWN_FATES = frozenset({"killed", "wounded", "dead-or-wounded", "displaced", "votes"})
_OUTRANKED = frozenset({"displaced", "captured", "wounded", "missing"})


def find_figures(annotated: Annotated, attributions: list[Attribution], times: list[TimeMention]) -> list[Figure]:
    """Return the figures of a document in text order.

    Args:
        annotated: The parsed document.
        attributions: Who says what in it; a figure belongs to the innermost one that holds it.
        times: Its expressions of time; a number within one is no figure.
    """
    lexicon = load_lexicon()
    spans = time_spans([(time.start, time.end) for time in times])
    figures: list[Figure] = []
    for passage in annotated.passages:
        if passage.segment.role not in SKIPPED_ROLES:
            figures += _passage_figures(annotated, passage, lexicon, spans, attributions, times)
    return figures


def _passage_figures(
    annotated: Annotated, passage: Passage, lexicon: Lexicon, spans: tuple[list[int], list[int]],
    attributions: Sequence[Attribution], times: Sequence[TimeMention],
) -> list[Figure]:  # fmt: skip
    text = _text_of(annotated, passage)
    quantities = [
        quantity
        for quantity in find_quantities(text, find_numerals(text, lexicon), lexicon)
        if not stands_in_time(passage.start + quantity.inner, passage.start + quantity.inner_end, spans)
    ]
    if not quantities:
        return []
    view = View(passage.doc, text, lexicon)
    quantities = [quantity for quantity in quantities if not is_no_figure(view, quantity)]
    drafts = [draft for quantity in quantities if (draft := begin_draft(view, quantity))]
    kept = _decide(view, drafts)
    return _records(annotated, passage, view, kept, attributions, times)


def _text_of(annotated: Annotated, passage: Passage) -> str:
    """Return the evened text of a passage, cut from the document's text."""
    if not len(passage.doc):
        return ""
    last = passage.doc[len(passage.doc) - 1]
    return even_text(annotated.text[passage.start : passage.start + last.idx + len(last)])


def _decide(view: View, drafts: list[Draft]) -> list[Draft]:
    """Settle the unit of every draft and return those that are figures."""
    open_drafts = [draft for draft in drafts if draft.unit is None]
    groups = coordinate(view, open_drafts)
    for draft in open_drafts:
        draft.fate = draft.fate if draft.fate and _fits(draft.fate, draft) else None
    for group in groups:
        share_fates(group, _fits)
    find_wholes(view, drafts)
    for draft in open_drafts:
        if draft.fate is None:
            draft.fate = _distant_fate(view, draft)
        elif later := _outlived(view, draft):
            draft.fate = later
    for group in groups:
        share_fates(group, _fits)
    for draft in open_drafts:
        _set_unit(view, draft)
    inherit_units(view, drafts)
    return [draft for draft in drafts if draft.unit is not None and is_worth(view, draft, drafts)]


def _fits(fate: Fate, draft: Draft) -> bool:
    return applies(fate, draft.counted, draft.quantity.size)


def _distant_fate(view: View, draft: Draft) -> Fate | None:
    """Return a fate from the parse or from further along the clause; none for a part, which has its whole's."""
    counted = draft.counted
    if counted.fate is not None or draft.whole is not None:
        return None
    head = draft.token if counted.empty else counted.end - 1
    fates = [clause_on(view, head), parsed_fate(view, draft.token if counted.partitive else head, alone=counted.empty)]
    if not counted.empty and not _is_governed(view, draft):
        fates.append(clause_fate(view, draft.behind))
    return next((fate for fate in fates if fate is not None and _fits(fate, draft)), None)


def _is_governed(view: View, draft: Draft) -> bool:
    """Tell whether a verb or preposition before the number takes it as object, so that no clause is about it."""
    before = view.token_over(draft.quantity.start) - 1
    if before < draft.sentence:
        return False
    word = view.words[before]
    return (
        view.tags[before][:2] == "VB"
        or word in view.lexicon.words["placing"]
        or word in view.lexicon.words["governing"]
    )


def _outlived(view: View, draft: Draft) -> Fate | None:
    """Return the death said, further on, of those wounded or captured: "two soldiers wounded there died"."""
    fate = draft.fate
    if fate is None or fate.unit not in _OUTRANKED or draft.counted.empty:
        return None
    later = parsed_fate(view, draft.counted.end - 1, alone=False)
    return later if later is not None and later.unit == "killed" else None


def _set_unit(view: View, draft: Draft) -> None:
    counted, fate = draft.counted, draft.fate
    if counted.fate is not None:
        outranked = (
            fate is not None and counted.fate.unit in _OUTRANKED and fate.role in ("past", "active", "undergoes")
        )
        chosen = fate if outranked and fate is not None else counted.fate
        draft.unit, rule = chosen.unit, chosen.rule
    elif fate is not None and (not counted.unknown or _befalls_unknown(view, draft, fate)):
        draft.unit, rule = fate.unit, fate.rule
    elif counted.noun is not None:
        draft.unit, rule = _plain_unit(view, draft), counted.noun.rule
    elif counted.empty and draft.quantity.numeral.vague and _does(view, draft.behind):
        draft.unit, rule = "people", view.lexicon.nouns["people"].rule
    elif counted.empty and (named := named_unit(view, draft)):
        draft.unit, rule = named.unit, named.rule
    else:
        return
    draft.rules.append(rule)
    if counted.noun is not None and counted.noun.rule != rule:
        draft.rules.append(counted.noun.rule)


def _befalls_unknown(view: View, draft: Draft, fate: Fate) -> bool:
    """Tell whether a fate may be taken of a noun that the rulebook does not hold: persons die, so do sheep."""
    head = view.words[draft.counted.end - 1]
    others = (view.lexicon.animals, view.lexicon.terms["unit"], view.lexicon.parties if fate.unit != "votes" else ())
    return fate.unit in _UNKNOWN_FATES and not any(head in words for words in others)


def _does(view: View, token: int) -> bool:
    """Tell a bare "thousands", "dozens" that acts or suffers: persons ("thousands marched")."""
    acts = token < len(view.tags) and view.tags[token] in ("VBD", "VBP", "MD")
    return acts or view.words[token : token + 1] == ["who"]


def _plain_unit(view: View, draft: Draft) -> str | None:
    """Return the unit of the noun itself; many persons of a place ("Lesk's 120,000 people") are its population."""
    noun = draft.counted.noun
    if noun is None:
        return None
    owned = draft.token > 0 and view.words[draft.token - 1] in ("’s", "'s", "its", "their", "’")
    if noun.unit == "people" and owned and draft.quantity.size >= 1000:
        return "population"
    start = view.token_over(draft.quantity.start)
    forces = view.words[max(0, start - 2) : start]
    if (
        view.words[draft.counted.end - 1] == "men"
        and forces[-1:] == ["of"]
        and forces[0] in view.lexicon.words["force"]
    ):
        return "troops"
    return noun.unit


def _records(
    annotated: Annotated, passage: Passage, view: View, drafts: list[Draft],
    attributions: Sequence[Attribution], times: Sequence[TimeMention],
) -> list[Figure]:  # fmt: skip
    made: dict[int, Figure] = {}
    for draft in drafts:
        made[id(draft)] = _record(annotated, passage, view, draft, made, attributions, times)
    return list(made.values())


def _record(
    annotated: Annotated, passage: Passage, view: View, draft: Draft, made: dict[int, Figure],
    attributions: Sequence[Attribution], times: Sequence[TimeMention],
) -> Figure:  # fmt: skip
    quantity = draft.quantity
    start, end = passage.start + quantity.start, passage.start + draft.end
    first, last = view.sentence(draft.token)
    sentence = (view.starts[first], view.end_of(last - 1))
    whole = made.get(id(draft.whole)) if draft.whole else None
    said = innermost(attributions, passage.start + quantity.inner, end)
    attribution_id, claimant = (said.attribution_id, said.source_name) if said else (None, None)
    if said is None and whole is not None:
        attribution_id, claimant = whole.attribution_id, whole.claimant
    counted = (passage.start + draft.words[0], passage.start + draft.words[1]) if draft.words else None
    spoken = view.text[sentence[0] : sentence[1]]
    return Figure(
        figure_id=make_id("f", annotated.document_id, start, end, draft.unit, quantity.low, quantity.high),
        document_id=annotated.document_id, segment_id=passage.segment.segment_id,
        start=start, end=end, quote=annotated.quote(start, end), low=quantity.low, high=quantity.high,
        best=quantity.low if quantity.low == quantity.high else None, approximate=quantity.approximate,
        unit=draft.unit or "other", counted_start=counted[0] if counted else None,
        counted_end=counted[1] if counted else None, counted_quote=annotated.quote(*counted) if counted else None,
        attribution_id=attribution_id, claimant=claimant,
        as_of=as_of(annotated.text, (passage.start + sentence[0], passage.start + sentence[1]), times),
        period=_period(draft, spoken), part_of=whole.figure_id if whole else None,
        rules=tuple(dict.fromkeys(draft.rules)),
    )  # fmt: skip


def _period(draft: Draft, sentence: str) -> str | None:
    if draft.unit not in FATEFUL and draft.unit != "other":
        return None
    return "total" if draft.quantity.total else period(sentence)
