"""All of linking in its order: copies, events, origins, estimates, contradictions, grades; one pure function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from trucewatch.casebook import Casebook
from trucewatch.linking.contradictions import Scope, find_contradictions, story_pairs
from trucewatch.linking.copies import Searched, search_copies
from trucewatch.linking.counting import Count, read_counts
from trucewatch.linking.estimates import estimates_of
from trucewatch.linking.events import join_claims
from trucewatch.linking.grades import grade_events
from trucewatch.linking.model import Judgement, Row, Stopped, Tables
from trucewatch.linking.origins import find_origins
from trucewatch.linking.sources import mark_shared_sources
from trucewatch.linking.state import State
from trucewatch.linking.stories import Stories, Words, read_stories
from trucewatch.linking.tablerows import without_table_rows
from trucewatch.linking.topics import Setting, group_counts
from trucewatch.records import Issue, make_id
from trucewatch.records.link import Contradiction, Copy, Estimate, Event, Grade, Link, Origin

STEPS = ("copies", "origins", "events", "estimates", "contradictions", "grades")
OnStep = Callable[[str], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linking makes of a case. ``issues`` tell what it did not do, and why."""

    copies: tuple[Copy, ...]
    origins: tuple[Origin, ...]
    events: tuple[Event, ...]
    links: tuple[Link, ...]
    estimates: tuple[Estimate, ...]
    contradictions: tuple[Contradiction, ...]
    grades: tuple[Grade, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Traces:
    """What linking a case leaves for adding documents to it: see the fields' own classes.

    ``groups`` are the figures of the case as they count the same quantities.
    """

    state: State
    searched: Searched
    stories: Stories
    groups: tuple[tuple[Count, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What is left as an earlier linking of the case had it: how words are used, and what print is boilerplate."""

    words: Words
    most: int


def link_case(
    tables: Tables, casebook: Casebook, judgements: Sequence[Judgement] = (), on_step: OnStep | None = None
) -> Linked:
    """Link the claims of a case; see `link_wholly`."""
    return link_wholly(tables, casebook, judgements, on_step)[0]


def link_wholly(
    tables: Tables,
    casebook: Casebook,
    judgements: Sequence[Judgement] = (),
    on_step: OnStep | None = None,
    frozen: Frozen | None = None,
) -> tuple[Linked, Traces]:
    """Link the claims of a case, and return with them what is needed to add documents.

    Args:
        tables: Rows by table: documents, segments, claims (rejected ones dropped), figures, places, times,
            attributions.
        casebook: Whom the case knows.
        judgements: People's, on ids of these claims (of these documents where the relation is ``copy``), in the order
            in which they were made.
        on_step: Called with the name of each step (`STEPS`) as it begins.
        frozen: What is taken over from an earlier linking; None to take everything from the case as it is.
    """
    begin = on_step or (lambda step: None)
    documents, claims = tables["documents"], tables["claims"]
    of_pairs = [judgement for judgement in judgements if judgement.relation != "copy"]
    begin("copies")
    told = without_table_rows(tables)
    searched = search_copies(told["documents"], told["segments"], casebook, frozen.most if frozen else None)
    copies = with_judged(mark_shared_sources(searched.found), judgements)
    begin("origins")
    origins = find_origins(claims, documents, tables["attributions"], copies, casebook)
    begin("events")
    linking, state = join_claims(tables, casebook, of_pairs)
    begin("estimates")
    groups = group_counts(read_counts(tables, linking.events, origins, casebook), Setting.of(linking.events))
    estimates = estimates_of(groups)
    begin("contradictions")
    stories = read_stories(told, casebook, frozen.words if frozen else None)
    scope = Scope(story_pairs(stories.links))
    contradictions = find_contradictions(tables, linking.events, estimates, casebook, of_pairs, scope)
    begin("grades")
    grades = grade_events(linking.events, claims, origins, estimates, contradictions, casebook, documents)
    linked = Linked(
        copies=tuple(copies), origins=tuple(origins), events=linking.events, links=linking.links,
        estimates=tuple(estimates), contradictions=tuple(contradictions), grades=tuple(grades),
        issues=stopped_issues(linking.stopped, claims, documents),
    )  # fmt: skip
    return linked, Traces(state=state, searched=searched, stories=stories, groups=tuple(map(tuple, groups)))


def with_judged(copies: Sequence[Copy], judgements: Sequence[Judgement]) -> list[Copy]:
    """Return the copies with what people judged: a person's word on which is the source outranks a rule's.

    What no rule found is a whole copy of unknown extent: no passages, shares of 1.
    """
    by_pair = {frozenset((copy.left_id, copy.right_id)): copy for copy in copies}
    for judgement in judgements:
        if judgement.relation == "copy":
            pair = frozenset((judgement.left_id, judgement.right_id))
            by_pair[pair] = _judged(by_pair.get(pair), judgement)
    return sorted(by_pair.values(), key=lambda copy: (copy.left_id, copy.right_id))


def _judged(found: Copy | None, judgement: Judgement) -> Copy:
    why = f"{judgement.by} ({judgement.decision_id}): {judgement.why}"
    if found is None:
        return Copy(
            copy_id=make_id("x", *sorted((judgement.left_id, judgement.right_id))), left_id=judgement.left_id,
            right_id=judgement.right_id, kind="full", left_share=1.0, right_share=1.0, passages=(),
            direction="person", credit_start=None, credit_quote=None, why=why,
        )  # fmt: skip
    if found.left_id == judgement.left_id:
        return replace(found, direction="person", why=f"{why} {found.why}")
    turned = tuple(
        replace(
            passage, left_start=passage.right_start, left_end=passage.right_end, right_start=passage.left_start,
            right_end=passage.left_end,
        )
        for passage in found.passages
    )  # fmt: skip
    return replace(
        found, left_id=found.right_id, right_id=found.left_id, left_share=found.right_share,
        right_share=found.left_share, passages=turned, direction="person", credit_start=None, credit_quote=None,
        why=why,
    )  # fmt: skip


def stopped_issues(stopped: Sequence[Stopped], claims: Sequence[Row], documents: Sequence[Row]) -> tuple[Issue, ...]:
    """Return what linking did not do as issues, each with the words of the claim that it begins with."""
    wanted = {one.claim_ids[0] for one in stopped if one.claim_ids}
    by_id = {row["claim_id"]: row for row in claims if row["claim_id"] in wanted}
    origins = {row["document_id"]: row["origin"] for row in documents}
    return tuple(_issue(one, by_id.get(one.claim_ids[0]) if one.claim_ids else None, origins) for one in stopped)


def _issue(stopped: Stopped, claim: Row | None, origins: dict[str, str]) -> Issue:
    pairs = "; ".join(" – ".join(pair) for pair in stopped.pairs)
    reason = f"{stopped.reason} The pairs that caused it: {pairs}." if pairs else stopped.reason
    return Issue(
        issue_id=make_id("i", "link", stopped.code, stopped.reason, *stopped.claim_ids),
        document_id=claim["document_id"] if claim else None,
        origin=origins.get(claim["document_id"], "") if claim else "", stage="link", code=stopped.code,
        reason=reason, start=claim["start"] if claim else None, end=claim["end"] if claim else None,
        quote=claim["quote"] if claim else None,
    )  # fmt: skip
