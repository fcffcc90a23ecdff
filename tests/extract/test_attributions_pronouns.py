"""Whom “they said” and “it said” mean: who spoke last, never whom the reported words are about."""

from __future__ import annotations

import pytest

from tests.conftest import Reader


def speakers(read: Reader, text: str) -> list[str | None]:
    """Return the names of who speaks, in the order of their cues."""
    found = sorted(read(text, "2031-05-07")["attributions"], key=lambda record: record.cue_start or record.start)
    return [record.source_name for record in found]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Orlevik Council and the Harbour League said on Friday that both sides had broken the truce. The army "
            "used mortars on Monday, and the Norrland Liberation Front went on to occupy farms and schools, they said.",
            ["Orlevik Council"] * 2,
        ),
        (
            "Mediators say both sides broke the truce.\n\nIlka Moren and Oren Talvik said on Friday that the truce was "
            "broken. The army used mortars on Monday, and the Norrland Liberation Front occupied schools, they said.",
            ["Mediators", "Ilka Moren", "Ilka Moren"],
        ),
        (
            "Two doctors said that the market was hit. The rebels shelled it from the hill, they said.",
            ["doctors"] * 2,
        ),
        (
            "Residents said that soldiers came at night. The Norrland Liberation Front burned four barns and “drove "
            "out whole families of the valley”, they said.",
            ["Residents"] * 2,
        ),
        (
            "Residents said that soldiers came at night. The Norrland Liberation Front burned four barns, they added.",
            ["Residents"] * 2,
        ),
        (
            "The Orlevik Council said that the truce was broken. The Norrland Liberation Front burned two barns, "
            "it said.",
            ["Orlevik Council"] * 2,
        ),
        (
            "The Orlevik Council said that the truce was broken.\n\nThe Norrland Liberation Front seized the mill "
            "on Sunday, according to it, and burned two barns, it added.",
            ["Orlevik Council"],
        ),
        (
            "Ilka Moren, a nurse, said that the market was hit. Governor Oren Talvik ordered the shelling, she said.",
            ["Ilka Moren"] * 2,
        ),
        (
            "Tomas Hark said that the market was hit. General Oren Talvik ordered the shelling, he said.",
            ["Tomas Hark"] * 2,
        ),
    ],
)
def test_a_tag_behind_reported_words_goes_on_with_who_spoke(read: Reader, text: str, names: list[str]) -> None:
    assert [name for name in speakers(read, text) if name != "it"][: len(names)] == names
    assert "Norrland Liberation Front" not in speakers(read, text)
    assert "Oren Talvik" not in speakers(read, text)


@pytest.mark.parametrize("verb", ["said", "added", "claimed"])
def test_nobody_admits_what_a_tag_without_a_speaker_closes(read: Reader, verb: str) -> None:
    text = f"Kenya sent troops to the border. The Norrland Liberation Front shelled Orlevik on Monday, they {verb}."
    assert "Norrland Liberation Front" not in speakers(read, text)


def test_a_speaker_within_the_reported_words_does_not_close_them(read: Reader) -> None:
    text = (
        "Two doctors said that the market was hit. The Norrland Liberation Front said that it would not leave Orlevik "
        "and went on to shell the mill, they said."
    )
    assert speakers(read, text)[-1] == "doctors"


def test_who_is_told_of_by_a_speaker_is_not_who_goes_on(read: Reader) -> None:
    text = (
        "The Orlevik Council said the Norrland Liberation Front had burned two barns. It said that eleven people "
        "were missing."
    )
    assert speakers(read, text) == ["Orlevik Council"] * 2


def test_who_acted_since_speaks_for_itself(read: Reader) -> None:
    text = (
        "The Orlevik Council said the truce was broken. The Norrland Liberation Front withdrew from the mill on "
        "Monday. It said that the retreat was orderly."
    )
    assert speakers(read, text)[-1] == "Norrland Liberation Front"


def test_an_added_remark_is_by_who_spoke(read: Reader) -> None:
    text = (
        "The Norrland Liberation Front shelled Orlevik on Monday, the Harbour League said, adding that eleven people "
        "were missing."
    )
    assert speakers(read, text) == ["Harbour League"] * 2


@pytest.mark.parametrize("tag", ["they said", "they added"])
def test_who_denied_before_others_came_up_does_not_admit(read: Reader, tag: str) -> None:
    text = (
        "The Norrland Liberation Front denied that it had shelled the mill. The Orlevik Council and the Harbour League "
        f"condemned the raid. The Norrland Liberation Front burned two barns on Sunday, {tag}."
    )
    assert speakers(read, text)[-1] in ("they", "Orlevik Council")
