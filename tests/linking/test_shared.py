"""What two documents both claim, and from how many independent origins."""

from __future__ import annotations

from tests.linking.told import CASEBOOK, Shelf, dated, said
from trucewatch.linking.shared import Shared, find_shared
from trucewatch.linking.stories import StoryLink
from trucewatch.records.link import Copy

DROWNED = "two deckhands of the ferry Albatross drowned"


def link(relation: str = "same") -> StoryLink:
    return StoryLink(left_id="a", right_id="b", relation=relation, score=0.9, comparisons=())


def by(outlet: str) -> dict[str, str | None]:
    return {"outlet": outlet, "outlet_id": outlet.lower().replace(" ", "-"), "author": None, "address": None}


def shelf(right: str, outlet: str = "Evening Lamp") -> Shelf:
    found = Shelf()
    found.document("a", f"At Pellor {DROWNED} on Sunday.", "2033-05-08", **by("Daily Oar"))
    found.document("b", right, "2033-05-09", **by(outlet))
    dated(found, "a", "Sunday", "2033-05-08")
    return found


def shared(found: Shelf, relation: str = "same", **more: object) -> Shared:
    copies = [more["copy"]] if "copy" in more else []
    denied = frozenset({frozenset(("a", "b"))}) if more.get("denied") else frozenset()
    return find_shared(found.tables, CASEBOOK, [link(relation)], copies, denied)[frozenset(("a", "b"))]  # type: ignore[arg-type]


def test_two_own_voices_are_two_origins() -> None:
    assert shared(shelf(f"In the bay {DROWNED}.")).origins == ("Daily Oar", "Evening Lamp")


def test_one_source_in_two_papers_is_one_origin() -> None:
    found = shelf(f"In the bay {DROWNED}, Mayor Ana Quill said.")
    said(found, "a", DROWNED, "Ana Quill")
    said(found, "b", DROWNED, "Mayor Ana Quill")
    assert shared(found).origins == ("Ana Quill",)


def test_a_body_that_is_quoted_and_speaks_itself_is_one_origin() -> None:
    found = shelf(f"In the bay {DROWNED}.", outlet="Pellor Harbour Office")
    said(found, "a", DROWNED, "Pellor Harbour Office")
    assert len(shared(found).origins) == 1


def test_copied_words_are_of_one_origin() -> None:
    copy = Copy(
        copy_id="x", left_id="a", right_id="b", kind="partial", left_share=0.5, right_share=0.5, passages=(),
        direction="time", credit_start=None, credit_quote=None, why="",
    )  # fmt: skip
    assert len(shared(shelf(f"In the bay {DROWNED}."), copy=copy).origins) == 1


def test_who_only_denies_is_no_origin() -> None:
    found = shelf(f"It is untrue that {DROWNED}.")
    assert shared(found, denied=True).origins == ("Daily Oar",)


def test_different_happenings_share_no_claim() -> None:
    assert shared(shelf("A barge of grain was robbed."), "different").origins == ()


def test_what_is_recalled_in_passing_is_shared() -> None:
    text = (
        "A tanker ran aground off the sandbank on Friday and spilled oil over four kilometres of beach, people said. "
        "Its captain had been warned twice by radio about a bank that every chart of the bay has shown for many years. "
        f"On 8 May {DROWNED}."
    )
    found = shelf(text)
    dated(found, "b", "Friday", "2033-05-27")
    dated(found, "b", "8 May", "2033-05-08")
    answer = shared(found, "different")
    assert answer.origins == ("Daily Oar", "Evening Lamp")
    assert answer.right is not None
    assert text[slice(*answer.right)].startswith("On 8 May")
