"""Find the actors named or pointed at, and resolve them within the document and by the casebook."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.extract.actors.coreference import History, speaks
from trucewatch.extract.actors.index import ActorIndex, index_of
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.phrases import read_drafts
from trucewatch.extract.actors.resolve import Resolver
from trucewatch.extract.actors.scan import Scan, scan_passage
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.names import Name, names_of
from trucewatch.extract.words import read_all_words
from trucewatch.records import ActorMention, Issue, PlaceMention, make_id

__all__ = ["find_actors"]

_PRONOUNS = frozenset(("he", "him", "she", "her", "they", "them", "it"))


def find_actors(
    annotated: Annotated, knowledge: Knowledge, places: list[PlaceMention], published: Published | None
) -> tuple[list[ActorMention], list[Issue]]:
    """Return the actor mentions of a document in text order, and what could not be resolved.

    Mentions may lie inside one another, never across: the owner inside a longer phrase ("the [Velmari] …" does
    not, "the wife of [President Tarn]" does). Of two that begin together the longer comes first.
    """
    known = index_of(knowledge.casebook)
    passages = read_all_words(annotated)
    names = names_of(annotated, passages)
    by_passage: dict[int, list[Name]] = {}
    for name in names:
        by_passage.setdefault(name.passage, []).append(name)
    scans = [scan_passage(index, words, by_passage.get(index, ()), known) for index, words in enumerate(passages)]
    drafts = [draft for scan in scans for draft in (*read_drafts(scan, known), *_pronouns(scan))]
    drafts.sort(key=lambda draft: (draft.passage, draft.first, -draft.last))
    _link_appositions(drafts, scans)
    history = History(scans)
    resolver = Resolver(known, published, history, _bases(names))
    for draft in drafts:
        resolver.settle(draft)
    return _records(annotated, scans, [draft for draft in drafts if _is_kept(draft, scans)])


def _bases(names: list[Name]) -> list[str]:
    """Return the one-word names of the document that may be lands, for the people's adjectives made from them."""
    return sorted(
        {name.full for name in names if name.kind == "unknown" and " " not in name.full}, key=lambda full: -len(full)
    )


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


def _link_appositions(drafts: list[Draft], scans: list[Scan]) -> None:
    """Tie a role set off by a comma to the name beside it: ``X, head of Y,`` and ``the head of Y, X,``."""
    ends = {(draft.passage, draft.last): draft for draft in drafts if draft.kind == "person" and not draft.plural}
    for draft in drafts:
        if draft.kind != "person" or draft.plural or draft.form == "pronoun":
            continue
        words = scans[draft.passage].words
        comma = draft.first - (2 if draft.determiner in ("a", "an", "the") else 1)
        other = ends.get((draft.passage, comma))
        if other is None or words.texts[comma] != "," or other.named == draft.named:
            continue
        role, name = (other, draft) if draft.named else (draft, other)
        apposed = words.deps[draft.head] == "appos"
        closed = words.texts[draft.last : draft.last + 1] in ([","], ["."], ["—"], [")"])
        if role.antecedent is None and (apposed or closed):
            role.antecedent = name
            role.rules.append("actors.apposition")
            name.owners = name.owners or role.owners
            if name.office is None and not name.core:
                name.office, name.role, name.core = role.office, role.role, role.core
            name.female = role.female if name.female is None else name.female


def _is_kept(draft: Draft, scans: list[Scan]) -> bool:
    """Whether a draft is worth a record: what points to nobody must at least speak or act."""
    if draft.actor_id:
        return True
    words = scans[draft.passage].words
    if draft.form == "pronoun":
        return words.lowers[draft.head] != "it" and speaks(words, draft.head)
    return draft.subject or draft.kind not in ("state", "person")


def _records(annotated: Annotated, scans: list[Scan], drafts: list[Draft]) -> tuple[list[ActorMention], list[Issue]]:
    ids: dict[int, str] = {}
    mentions, issues = [], []
    for draft in drafts:
        words = scans[draft.passage].words
        start, end = words.starts[draft.first], words.ends[draft.last - 1]
        ids[id(draft)] = make_id("a", annotated.document_id, start, end)
    for draft in drafts:
        mention = _record(annotated, scans[draft.passage], draft, ids)
        mentions.append(mention)
        if draft.actor_id is None:
            issues.append(_issue(mention))
    return mentions, issues


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
        document_id=mention.document_id, origin=mention.segment_id, stage="resolve", code="actor-unresolved",
        reason=reason, start=mention.start, end=mention.end, quote=mention.quote,
    )  # fmt: skip
