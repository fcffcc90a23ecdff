"""Find the actors named or pointed at, and resolve them within the document and by the casebook."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.annotate import Annotated
from trucewatch.extract.actors.apposition import link_appositions
from trucewatch.extract.actors.bare import BareOrgans
from trucewatch.extract.actors.belonging import LOCAL
from trucewatch.extract.actors.coreference import History
from trucewatch.extract.actors.index import index_of
from trucewatch.extract.actors.lands import find_lands
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.phrases import read_drafts
from trucewatch.extract.actors.resolve import Resolver
from trucewatch.extract.actors.scan import Scan, scan_passage
from trucewatch.extract.actors.worth import is_worth_a_record
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.names import Name, find_names
from trucewatch.extract.words import read_all_words
from trucewatch.records import ActorMention, Issue, PlaceMention, make_id

__all__ = ["find_actors"]

_PRONOUNS = frozenset(("he", "him", "she", "her", "they", "it"))


def find_actors(
    annotated: Annotated,
    knowledge: Knowledge,
    places: list[PlaceMention],
    published: Published | None,
    outlet_id: str | None = None,
) -> tuple[list[ActorMention], list[Issue]]:
    """Return the actor mentions of a document in text order, and what could not be resolved.

    Mentions may lie inside one another, never across: "the wife of President Tarn" holds "President Tarn". Of two
    that begin together the longer comes first; the one that a word heads is the shortest that covers it.
    """
    known = index_of(knowledge.casebook)
    names = find_names(annotated)
    by_passage: dict[int, list[Name]] = {}
    for name in names:
        by_passage.setdefault(name.passage, []).append(name)
    scans = [
        scan_passage(index, words, by_passage.get(index, ()), known)
        for index, words in enumerate(read_all_words(annotated))
    ]
    lands = find_lands(scans, names, places)
    drafts = [draft for scan in scans for draft in (*read_drafts(scan, known, lands), *_pronouns(scan))]
    drafts.sort(key=lambda draft: (draft.passage, draft.first, -draft.last))
    link_appositions(drafts, scans)
    history = History(scans, known.states | {LOCAL + land for land in lands.states})
    resolver = Resolver(known, published, history, lands, BareOrgans(known, scans, drafts, outlet_id))
    kept = []
    for draft in drafts:
        resolver.settle(draft)
        if is_worth_a_record(draft, scans[draft.passage].words):
            history.add(draft)
            kept.append(draft)
    return _records(annotated, scans, kept)


def _pronouns(scan: Scan) -> list[Draft]:
    words, drafts = scan.words, []
    for at, lower in enumerate(words.lowers):
        if lower in _PRONOUNS and words.tags[at] == "PRP":
            draft = Draft(scan.index, at, at + 1, at, "", "pronoun", words.texts[at])
            draft.subject = words.deps[at] in ("nsubj", "nsubjpass")
            draft.verb = words.heads[at] if words.heads[at] != at else None
            draft.rules.append("actors.pronoun")
            drafts.append(draft)
    return drafts


def _records(
    annotated: Annotated, scans: Sequence[Scan], drafts: Sequence[Draft]
) -> tuple[list[ActorMention], list[Issue]]:
    ids: dict[int, str] = {}
    for draft in drafts:
        words = scans[draft.passage].words
        start, end = words.starts[draft.first], words.ends[draft.last - 1]
        ids[id(draft)] = make_id("a", annotated.document_id, start, end)
    mentions = [_record(annotated, scans[draft.passage], draft, ids) for draft in drafts]
    return mentions, [_issue(mention) for mention in mentions if mention.actor_id is None]


def _record(annotated: Annotated, scan: Scan, draft: Draft, ids: dict[int, str]) -> ActorMention:
    start, end = scan.words.starts[draft.first], scan.words.ends[draft.last - 1]
    return ActorMention(
        mention_id=ids[id(draft)], document_id=annotated.document_id,
        segment_id=scan.words.passage.segment.segment_id, start=start, end=end, quote=annotated.quote(start, end),
        actor_id=draft.actor_id, name=draft.name, kind=draft.kind or "organisation", form=draft.form,
        office=draft.office, affiliation=draft.affiliation, side=draft.side,
        antecedent_id=ids.get(id(draft.antecedent)) if draft.antecedent else None,
        score=round(draft.score, 3), rules=tuple(dict.fromkeys(draft.rules)),
    )  # fmt: skip


def _issue(mention: ActorMention) -> Issue:
    reason = f"Nothing in the text or the casebook tells whom “{' '.join(mention.quote.split())}” means."
    return Issue(
        issue_id=make_id("i", mention.document_id, "resolve", "actor", mention.start, mention.end),
        document_id=mention.document_id, origin="", stage="resolve", code="actor-unresolved",
        reason=reason, start=mention.start, end=mention.end, quote=mention.quote,
    )  # fmt: skip
