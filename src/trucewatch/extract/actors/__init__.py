"""Find the actors named or pointed at, and resolve them within the document and by the casebook."""

from __future__ import annotations

from trucewatch.annotate import Annotated
from trucewatch.extract.actors.agents import does, is_agent
from trucewatch.extract.actors.coreference import History, is_spoken_to, speaks
from trucewatch.extract.actors.index import index_of
from trucewatch.extract.actors.lands import find_lands
from trucewatch.extract.actors.model import Draft
from trucewatch.extract.actors.phrases import read_drafts
from trucewatch.extract.actors.resolve import Resolver
from trucewatch.extract.actors.scan import Scan, scan_passage
from trucewatch.extract.model import Knowledge, Published
from trucewatch.extract.names import Name, find_names
from trucewatch.extract.words import Words, read_all_words
from trucewatch.records import ActorMention, Issue, PlaceMention, make_id

__all__ = ["find_actors"]

_APPOSED = frozenset(("person", "organisation", "armed-group", "party", "force", "outlet", "body", "separatists", ""))
_INSTITUTIONS = frozenset(("ministry", "government", "court", "force", "peacekeepers", "armed-group"))
_BODIES = frozenset(("body", "organisation", "party", "outlet", "office"))
_PRONOUNS = frozenset(("he", "him", "she", "her", "they", "it"))


def find_actors(
    annotated: Annotated, knowledge: Knowledge, places: list[PlaceMention], published: Published | None
) -> tuple[list[ActorMention], list[Issue]]:
    """Return the actor mentions of a document in text order, and what could not be resolved.

    Mentions may lie inside one another, never across: the owner inside a longer phrase ("the [Velmari] …" does
    not, "the wife of [President Tarn]" does). Of two that begin together the longer comes first.
    """
    known = index_of(knowledge.casebook)
    passages = read_all_words(annotated)
    names = find_names(annotated)
    by_passage: dict[int, list[Name]] = {}
    for name in names:
        by_passage.setdefault(name.passage, []).append(name)
    scans = [scan_passage(index, words, by_passage.get(index, ()), known) for index, words in enumerate(passages)]
    lands = find_lands(scans, names, places)
    drafts = [draft for scan in scans for draft in (*read_drafts(scan, known, lands), *_pronouns(scan))]
    drafts.sort(key=lambda draft: (draft.passage, draft.first, -draft.last))
    _link_appositions(drafts, scans)
    _share_kinds(drafts)
    history = History(scans, known.states)
    resolver = Resolver(known, published, history, lands)
    kept = []
    for draft in drafts:
        resolver.settle(draft)
        if _is_kept(draft, scans):
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


def _link_appositions(drafts: list[Draft], scans: list[Scan]) -> None:
    """Tie a role to the name beside it: ``X, head of Y,``, ``the head of Y, X,`` and ``expert and author X``."""
    ends = {(draft.passage, draft.last): draft for draft in drafts if not draft.plural}
    for draft in drafts:
        if draft.plural or draft.form == "pronoun" or draft.kind not in _APPOSED:
            continue
        words = scans[draft.passage].words
        before = draft.first - (1 if draft.determiner in ("a", "an", "the") else 0)
        if words.texts[before - 1 : before] == [","]:
            behind_bracket = before - 2 if words.texts[before - 2 : before - 1] == [")"] else before - 1
            other = ends.get((draft.passage, behind_bracket))
            apposed = words.deps[draft.head] == "appos"
            closed = words.texts[draft.last : draft.last + 1] in ([","], ["."], ["—"], [")"])
            if other and other.named != draft.named and (apposed or closed):
                _tie(*((other, draft) if draft.named else (draft, other)))
        elif (
            draft.named and (role := ends.get((draft.passage, draft.first))) and not role.named and not role.determiner
        ):
            _tie(role, draft)
            joint = ends.get((draft.passage, role.first - 1))
            if (
                joint
                and joint.kind == "person"
                and words.lowers[role.first - 1] == "and"
                and not joint.named
                and not joint.determiner
            ):
                _tie(joint, draft)


def _share_kinds(drafts: list[Draft]) -> None:
    """Give every mention of a body the kind that a description beside one of them tells."""
    kinds = {draft.antecedent.name: draft.kind for draft in drafts if draft.antecedent and draft.kind != "person"}
    for draft in drafts:
        if draft.form == "name" and draft.kind == "organisation" and not draft.ids:
            draft.kind = kinds.get(draft.name, draft.kind)


def _agree(one: Draft, other: Draft) -> bool:
    """Whether a name and a description can be one: both persons, or both bodies of people."""
    if "person" in (one.kind, other.kind):
        return one.kind == other.kind
    described = one if other.named else other
    return described.determiner in ("a", "an", "the") and not (one.placelike or other.placelike)


def _tie(role: Draft, name: Draft) -> None:
    if role.antecedent is not None:
        return
    role.antecedent = name
    role.rules.append("actors.apposition")
    if name.kind != "person":
        name.kind = role.kind if name.kind in ("", "organisation") and not name.ids else name.kind
        return
    name.owners = name.owners or role.owners
    if name.office is None and not name.core and not (role.modified and role.office):
        name.office, name.role, name.core = role.office, role.role, role.core
    name.past = name.past or role.past
    name.female = role.female if name.female is None else name.female


def _is_kept(draft: Draft, scans: list[Scan]) -> bool:
    """Whether a draft is worth a record: what names nobody must at least speak, act or be spoken to."""
    words = scans[draft.passage].words
    if draft.form == "pronoun":
        return draft.actor_id is not None or (words.lowers[draft.head] != "it" and speaks(words, draft.head))
    if draft.pair:
        return True
    if draft.kind == "state" and draft.form == "description":
        return draft.actor_id is not None and is_agent(words, draft.first, draft.last, strict=False)
    if draft.weak:
        return _is_heard(words, draft)
    if draft.role in ("side", "sides", "capitals") and draft.actor_id is None:
        return draft.subject
    indefinite = draft.determiner in ("a", "an", "") and not draft.plural and draft.antecedent is None
    return not (
        draft.kind == "person" and not draft.named and indefinite and words.deps[draft.head] in ("attr", "oprd")
    )


def _is_heard(words: Words, draft: Draft) -> bool:
    """Whether a common noun speaks, is spoken to, heads a report, or is an institution that does something."""
    if speaks(words, draft.head) or is_spoken_to(words, draft.head) or _heads_report(words, draft):
        return True
    if not draft.subject:
        return False
    if draft.kind in _INSTITUTIONS:
        return True
    return draft.kind in _BODIES and draft.determiner == "the" and does(words, words.heads[draft.head])


def _heads_report(words: Words, draft: Draft) -> bool:
    """``Witnesses: …``, ``Ministry: …`` at the head of a sentence names who says the rest."""
    return draft.first == words.sentences[draft.first] and words.texts[draft.last : draft.last + 1] == [":"]


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
