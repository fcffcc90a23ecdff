"""Contradictions of a case: what two accounts of one happening say that cannot both hold, with the words of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trucewatch.casebook import Casebook
from trucewatch.linking.account import Account, read_accounts
from trucewatch.linking.claimed import contradict_claims
from trucewatch.linking.clash_actors import clash_actors
from trucewatch.linking.clash_answers import clash_answers, is_likely
from trucewatch.linking.clash_causes import clash_causes
from trucewatch.linking.clash_copied import clash_copied
from trucewatch.linking.clash_counts import clash_counts
from trucewatch.linking.clash_figures import clash_figures
from trucewatch.linking.clash_places import clash_places
from trucewatch.linking.clash_states import clash_states
from trucewatch.linking.clash_status import clash_status, clash_within
from trucewatch.linking.clash_times import clash_times
from trucewatch.linking.clashing import Clash, Meeting, Span
from trucewatch.linking.model import Judgement, Row, Tables
from trucewatch.linking.stories import StoryLink, relate_documents
from trucewatch.linking.tablerows import without_table_rows
from trucewatch.records.link import Contradiction, Estimate, Event
from trucewatch.records.schema import make_id

Pair = tuple[str, str]
"""Ids of two documents, the lesser first."""

_FIRST = (clash_actors, clash_status, clash_states)
_THEN = (clash_places, clash_times, clash_figures, clash_copied)
MOST_TOGETHER = 30
"""Of more documents on one event each is compared with as many that follow it, in the order of their ids."""
LONGEST = 40
"""A text of more sentences tells of many happenings; it is compared by the sentences of shared events only."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What to compare where not a whole case is given, so that the outcome is that of the whole.

    ``stories`` are pairs of documents on one story, true where one is about a part of the other's (`story_pairs`): all
    of the documents to compare.
    ``pairs`` are the pairs to compare, None for all; ``told`` are all documents of the events that have sentences.
    """

    stories: Mapping[Pair, bool]
    told: Container[str] | None = None
    pairs: Container[Pair] | None = None

    def holds(self, pair: Pair) -> bool:
        """Tell whether a pair is to be compared."""
        return self.pairs is None or pair in self.pairs


def find_contradictions(
    tables: Tables,
    events: Sequence[Event],
    estimates: Sequence[Estimate],
    casebook: Casebook,
    judgements: Sequence[Judgement] = (),
    scope: Scope | None = None,
) -> list[Contradiction]:
    """Return the contradictions of a case, in the order of their documents.

    Documents are compared as wholes where their stories are the same or one a part of the other; else by the sentences
    that hold claims of an event they share. Claims of one event that assert and deny it are laid side by side, in one
    document too. Two different happenings never contradict each other. People's judgements that two claims contradict
    each other are added; a pair that a person called different is left out. Rows of tables that others made have no
    sentences to compare. With a scope, only some pairs are compared, and only their rows returned.
    """
    told = without_table_rows(tables)
    scope = scope or Scope(story_pairs(relate_documents(told, casebook)))
    stories = {pair: partial for pair, partial in scope.stories.items() if scope.holds(pair)}
    listed = {row["document_id"] for row in told["documents"]} if scope.told is None else scope.told
    shared = [(pair, event) for pair, event in shared_events(events, listed) if scope.holds(pair)]
    denying = {key for key in _denying(tables) if scope.holds((key, key))}
    wanted = denying.union(key for pair in (*stories, *(pair for pair, _ in shared)) for key in pair)
    beside = [pair for pair in scope.stories if not wanted.isdisjoint(pair)]
    accounts = clocked(read_accounts(tables, wanted.union(*beside), casebook), beside)
    by_claim = {claim_id: event for event in events for claim_id in event.claim_ids}
    rows = []
    for meeting in (*_story_meetings(stories, accounts), *_event_meetings(shared, accounts)):
        rows += [_row(clash, meeting.left, meeting.right, by_claim) for clash in contradict_accounts(meeting)]
    for account in (accounts[key] for key in sorted(denying)):
        rows += [_row(clash, account, account, by_claim) for clash in clash_within(account)]
    blamed = {_pair(row) for row in rows if row.kind == "actor" and stories.get(_pair(row)) is False}
    claimed = [row for row in contradict_claims(tables, events) if _pair(row) not in blamed]
    rows = one_a_matter([*sorted(claimed, key=_order), *sorted(rows, key=_order)])
    rows = [row for row in rows if not _of_two_events(row, by_claim)]
    found = {row.contradiction_id: row for row in rows if not _parted(row, judgements)}
    every = [*found.values(), *_judged(tables, judgements, by_claim)]
    return sorted((row for row in every if scope.holds(_pair(row))), key=_order)


def _pair(row: Contradiction) -> tuple[str, str]:
    """Return the documents of a contradiction, in the order of their ids."""
    left, right = sorted((row.left_document_id, row.right_document_id))
    return left, right


def _of_two_events(row: Contradiction, by_claim: Mapping[str, Event]) -> bool:
    """Tell whether two figures are of claims that tell of one act done twice: two exchanges, each with its number."""
    events = by_claim.get(row.left_claim_id), by_claim.get(row.right_claim_id)
    if row.kind != "figure" or events[0] is None or events[1] is None:
        return False
    return events[0].act == events[1].act and events[0].event_id != events[1].event_id


def one_a_matter(rows: Iterable[Contradiction]) -> list[Contradiction]:
    """Return the rows, of denials only the first where two documents contradict each other with the same words on
    either side: a denial that two sentences of the other meet is one matter, and so are two denials of one sentence."""
    kept: list[Contradiction] = []
    denials: dict[tuple[str, str], list[Contradiction]] = defaultdict(list)
    for row in rows:
        alike = denials[row.left_document_id, row.right_document_id] if row.kind == "status" else []
        if not any(_one_matter(row, other) for other in alike):
            kept.append(row)
            alike.append(row)
    return kept


def _one_matter(row: Contradiction, other: Contradiction) -> bool:
    return _overlap((row.left_start, row.left_quote), (other.left_start, other.left_quote)) or _overlap(
        (row.right_start, row.right_quote), (other.right_start, other.right_quote)
    )


def _overlap(one: tuple[int, str], other: tuple[int, str]) -> bool:
    return one[0] < other[0] + len(other[1]) and other[0] < one[0] + len(one[1])


def _order(row: Contradiction) -> tuple[str, str, int, int, str]:
    return row.left_document_id, row.right_document_id, row.left_start, row.right_start, row.contradiction_id


def story_pairs(links: Iterable[StoryLink]) -> dict[Pair, bool]:
    """Return the pairs of documents on one story; true where one is about a part of what the other covers."""
    return {
        (min(link.left_id, link.right_id), max(link.left_id, link.right_id)): link.relation == "sub"
        for link in links
        if link.relation != "different"
    }


def clocked(accounts: Mapping[str, Account], stories: Iterable[tuple[str, str]]) -> dict[str, Account]:
    """Return the accounts, those that do not say how far their clock is ahead of UTC with the offset that all others on
    their story that say so have: the local time of one happening is one."""
    stated: dict[str, set[float]] = defaultdict(set)
    for pair in stories:
        for here, there in (pair, pair[::-1]):
            offset = accounts[there].offset
            if offset is not None:
                stated[here].add(offset)
    return {
        key: replace(account, offset=min(stated[key])) if account.offset is None and len(stated[key]) == 1 else account
        for key, account in accounts.items()
    }  # fmt: skip


def _denying(tables: Tables) -> set[str]:
    """Return the documents that tell of a denial."""
    denied = {row["document_id"] for row in tables["claims"] if row["polarity"] == "denied"}
    return denied | {row["document_id"] for row in tables["attributions"] if row["stance"] == "deny"}


def shared_events(events: Sequence[Event], told: Container[str]) -> list[tuple[tuple[str, str], Event]]:
    """Return the events that two documents share, by the pair; those that are no rows of tables."""
    found = []
    for event in events:
        documents = sorted(key for key in event.document_ids if key in told)
        for at, left in enumerate(documents):
            found += [((left, right), event) for right in documents[at + 1 : at + 1 + MOST_TOGETHER]]
    return found


def _story_meetings(stories: Mapping[tuple[str, str], bool], accounts: Mapping[str, Account]) -> Iterator[Meeting]:
    for (left, right), partial in sorted(stories.items()):
        if max(len(accounts[key].lines) for key in (left, right)) <= LONGEST:
            yield Meeting(accounts[left], accounts[right], partial)


def _event_meetings(
    shared: Iterable[tuple[tuple[str, str], Event]], accounts: Mapping[str, Account]
) -> Iterator[Meeting]:
    for (left, right), event in shared:
        claims = frozenset(event.claim_ids)
        yield Meeting(_around(accounts[left], claims), _around(accounts[right], claims), partial=True)


def _around(account: Account, claim_ids: frozenset[str]) -> Account:
    """Return the account by its sentences that hold claims of an event, and those that follow in the paragraph."""
    starts = [row["start"] for row in account.claims if row["claim_id"] in claim_ids]
    holding = [any(line.holds(start) for start in starts) for line in account.lines]
    after = [False, *(
        held and line.sentence.paragraph == following.sentence.paragraph
        for held, line, following in zip(holding, account.lines, account.lines[1:], strict=False)
    )]  # fmt: skip
    return account.narrowed(
        line for line, held, next_one in zip(account.lines, holding, after, strict=True) if held or next_one
    )


def contradict_documents(
    tables: Tables, pairs: Mapping[tuple[str, str], bool], casebook: Casebook
) -> dict[tuple[str, str], list[Clash]]:
    """Return what contradicts between documents of one happening, for each pair of ids.

    Args:
        tables: Rows of ``documents``, ``segments``, ``times``, ``places``, ``claims``, ``figures``, ``attributions``.
        pairs: Pairs of document ids, with whether one is about a part of what the other covers.
        casebook: Nations and places with their names.
    """
    accounts = read_accounts(tables, {key for pair in pairs for key in pair}, casebook)
    return {
        (left, right): contradict_accounts(Meeting(accounts[left], accounts[right], partial))
        for (left, right), partial in pairs.items()
    }


def contradict_accounts(meeting: Meeting) -> list[Clash]:
    """Return what contradicts between two accounts of one happening.

    Where both say that it happened and blame each other, that is who did it, and no denial.
    """
    found = [clash for way in _FIRST for clash in way(meeting)]
    found += [clash for clash in clash_causes(meeting) if is_likely(meeting)]
    found = found or list(clash_answers(meeting))
    meeting = replace(meeting, rival=bool(found))
    found += [clash for way in _THEN for clash in way(meeting)]
    if not any(clash.kind == "figure" for clash in found):
        found += clash_counts(meeting)
    if any(clash.kind == "actor" for clash in found):
        found = [clash for clash in found if clash.kind != "status"]
    return sorted(set(found), key=lambda clash: (clash.kind, clash.left.start, clash.right.start, clash.why))


def _row(clash: Clash, left: Account, right: Account, by_claim: Mapping[str, Event]) -> Contradiction:
    claims = _claim_at(left, clash.left), _claim_at(right, clash.right)
    event = next((by_claim[row["claim_id"]].event_id for row in claims if row and row["claim_id"] in by_claim), None)
    ids = [row["claim_id"] if row else "" for row in claims]
    known = [account.document["published_to"] for account in (left, right)]
    return Contradiction(
        contradiction_id=make_id("k", clash.kind, left.id, clash.left.start, right.id, clash.right.start),
        kind=clash.kind, event_id=event, left_claim_id=ids[0], right_claim_id=ids[1], left_document_id=left.id,
        right_document_id=right.id, left_quote=_quote(left, clash.left), right_quote=_quote(right, clash.right),
        left_start=clash.left.start, right_start=clash.right.start,
        left_claimant=claims[0]["claimant"] if claims[0] else left.document["outlet"],
        right_claimant=claims[1]["claimant"] if claims[1] else right.document["outlet"],
        known_on=max(known) if all(known) else None, why=clash.why,
    )  # fmt: skip


def _quote(account: Account, span: Span) -> str:
    return str(account.document["text"][span.start : span.end])


def _claim_at(account: Account, span: Span) -> Row | None:
    """Return the claim at the words: the shortest that holds their start, else the nearest of the sentence."""
    holding = [row for row in account.claims if row["start"] <= span.start < row["end"]]
    if holding:
        return min(holding, key=lambda row: (row["end"] - row["start"], row["claim_id"]))
    line = account.line_at(span.start)
    near = [row for row in account.claims if line and line.start <= row["start"] < line.sentence.end]
    return min(near, key=lambda row: (abs(row["start"] - span.start), row["claim_id"]), default=None)


def _parted(row: Contradiction, judgements: Iterable[Judgement]) -> bool:
    """Tell whether a person said last that the two claims are about different happenings."""
    pair = {row.left_claim_id, row.right_claim_id}
    said = [item.relation for item in judgements if {item.left_id, item.right_id} == pair]
    return bool(said) and said[-1] == "different"


def _judged(tables: Tables, judgements: Iterable[Judgement], by_claim: Mapping[str, Event]) -> Iterator[Contradiction]:
    claims = {row["claim_id"]: row for row in tables["claims"]}
    documents = {row["document_id"]: row for row in tables["documents"]}
    for item in judgements:
        if item.relation == "contradicts" and item.left_id in claims and item.right_id in claims:
            left, right = sorted((claims[item.left_id], claims[item.right_id]), key=lambda row: str(row["claim_id"]))
            yield _judged_row(item, left, right, documents, by_claim)


def _judged_row(
    item: Judgement, left: Row, right: Row, documents: Mapping[str, Row], by_claim: Mapping[str, Event]
) -> Contradiction:
    known = [documents[row["document_id"]]["published_to"] for row in (left, right)]
    event = by_claim.get(left["claim_id"]) or by_claim.get(right["claim_id"])
    kind = "status" if left["polarity"] != right["polarity"] else "figure" if left["figure_ids"] else "actor"
    return Contradiction(
        contradiction_id=make_id("k", "person", left["claim_id"], right["claim_id"]), kind=kind,
        event_id=event.event_id if event else None, left_claim_id=left["claim_id"], right_claim_id=right["claim_id"],
        left_document_id=left["document_id"], right_document_id=right["document_id"], left_quote=left["quote"],
        right_quote=right["quote"], left_start=left["start"], right_start=right["start"],
        left_claimant=left["claimant"], right_claimant=right["claimant"], known_on=max(known) if all(known) else None,
        why=f"{item.by} ({item.decision_id}): {item.why}",
    )  # fmt: skip
