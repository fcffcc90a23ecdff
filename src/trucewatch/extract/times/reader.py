"""Read the times of a document passage by passage, keeping what later expressions point back to."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

from trucewatch.annotate import Annotated
from trucewatch.casebook import Casebook
from trucewatch.extract.edtf import bounds, grain
from trucewatch.extract.model import Published
from trucewatch.extract.times.counted import add_namings
from trucewatch.extract.times.happenings import index_happenings
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.narrative import Anchor, Narrative
from trucewatch.extract.times.resolve import resolve_found
from trucewatch.extract.times.scan import Found, days_of, lower_text, month_of, scan_passage, text_of
from trucewatch.extract.times.sense import Sense, View, in_brackets, modifies
from trucewatch.records import Issue, TimeMention, make_id


class TimeReader:
    """Collects the mentions and issues of one document; passages are to be read in text order."""

    def __init__(self, annotated: Annotated, published: Published | None, casebook: Casebook | None = None) -> None:
        self.mentions: list[TimeMention] = []
        self.issues: list[Issue] = []
        self._annotated = annotated
        self._published = published
        self._texts = [text_of(annotated, passage) for passage in annotated.passages]
        happenings = index_happenings(tuple(casebook.happenings.values()) if casebook else ())
        self._narrative = Narrative(happenings=happenings, texts=[lower_text(text) for text in self._texts])
        self._scanned = [
            scan_passage(passage, text) for passage, text in zip(annotated.passages, self._texts, strict=True)
        ]
        self._collect_given_days()

    def _collect_given_days(self) -> None:
        for found in (found for scanned in self._scanned for found in scanned):
            if found.read == "days" and "year" in found.said:
                for day in days_of(found.said["days"])[:1]:
                    self._narrative.given.setdefault((month_of(found), day), set()).add(int(found.said["year"]))

    def read_passage(self, number: int) -> None:
        """Resolve the expressions of one passage and append their mentions."""
        passage, text, low = self._annotated.passages[number], self._texts[number], self._narrative.texts[number]
        scanned = add_namings(self._scanned[number], passage, low, self._narrative.happenings)
        if not scanned:
            return
        starts = [sentence.start_char for sentence in passage.doc.sents]
        before: tuple[Found, Sense] | None = None
        for index, found in enumerate(scanned):
            following = scanned[index + 1] if index + 1 < len(scanned) else None
            sentence = bisect_right(starts, found.start) - 1
            view = View(found, text, low, passage, number, sentence, self._narrative, self._published, following)
            sense = resolve_found(view, before)
            if sense is not None:
                mention = self._mention(view, sense)
                self.mentions.append(mention)
                self._note(view, sense, mention, starts)
                before = (found, sense)

    def _mention(self, view: View, sense: Sense) -> TimeMention:
        found, passage = view.found, view.passage
        start, end = passage.start + found.start, passage.start + found.end
        first, last = _bounds(sense)
        zone = found.said.get("zone")
        rules = dict.fromkeys((*found.rules, *sense.rules))
        return TimeMention(
            time_id=make_id("t", self._annotated.document_id, start, end), document_id=self._annotated.document_id,
            segment_id=passage.segment.segment_id, start=start, end=end, quote=self._annotated.quote(start, end),
            value=sense.value, earliest=first.isoformat() if first else None,
            latest=last.isoformat() if last else None, kind=sense.kind, anchor_id=sense.anchor_id,
            basis=sense.basis, zone=_zone(zone) if zone else None, part=_part(found), rules=tuple(rules),
        )  # fmt: skip

    def _note(self, view: View, sense: Sense, mention: TimeMention, starts: list[int]) -> None:
        """Remember a resolved mention as an anchor, or report an open one."""
        if sense.value is None:
            self.issues.append(self._issue(sense, mention))
            return
        first, last = bounds(sense.value)
        if first is None or last is None:
            last = first = first or last
            assert first is not None
        assert last is not None
        at = grain(sense.value)
        if at == "interval" and sense.value.endswith("/.."):
            at = grain(sense.value[:-3])
        end = starts[view.sentence_number + 1] if view.sentence_number + 1 < len(starts) else len(view.low)
        anchor = Anchor(
            mention.time_id, mention.quote, sense.value, at, first, last, view.passage_number, view.sentence_number,
            aside=in_brackets(view.low, view.found.start), modifier=modifies(view.passage, view.found),
            caption=view.passage.segment.role == "caption", year_from=sense.year_from,
        )  # fmt: skip
        self._narrative.add(anchor, view.low[starts[view.sentence_number] : end])

    def _issue(self, sense: Sense, mention: TimeMention) -> Issue:
        code = sense.problem or "undated-time"
        return Issue(
            issue_id=make_id("i", mention.document_id, "resolve", code, mention.start),
            document_id=mention.document_id, origin="", stage="resolve", code=code,
            reason=f"The time “{mention.quote}” stays open. {sense.basis}", start=mention.start, end=mention.end,
            quote=mention.quote,
        )  # fmt: skip


def _bounds(sense: Sense) -> tuple[date | None, date | None]:
    if sense.value is None:
        return sense.first, sense.last
    first, last = bounds(sense.value)
    if sense.first and (first is None or first < sense.first) and (last is None or sense.first <= last):
        first = sense.first
    if sense.last and (last is None or sense.last < last) and (first is None or first <= sense.last):
        last = sense.last
    return first, last


def _zone(words: str) -> str:
    plain = words.strip().strip("[]()").strip()
    return load_lexicon().words["zone_word"].get(plain) or ("local" if plain.endswith("local time") else plain.upper())


def _part(found: Found) -> str | None:
    words = load_lexicon().words
    said = found.said
    part = words["part_word"].get(said.get("part", ""))
    for name in ("night", "morning", "afternoon", "evening"):
        if part is None and name in said.get("deictic", "") + said.get("unit", ""):
            part = name
    if (part is None and "overnight" in said.get("deictic", "")) or said.get("deictic") == "tonight":
        part = "night"
    edge = words["edge_word"].get(said["edge"], said["edge"]) if "edge" in said else None
    return " ".join(word for word in (edge, part) if word) or None
