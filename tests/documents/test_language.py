"""The language of a text; English by its function words, also in short and capital texts."""

from __future__ import annotations

import pytest

from trucewatch.documents.language import find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army of Velmar left the town on Tuesday, officials said.", "en"),
        ("THE ARMY OF VELMAR LEFT THE TOWN ON TUESDAY, AND THE OBSERVERS HAVE NOT BEEN SEEN.", "en"),
        ("Three soldiers were killed on Sunday.", "en"),
        ("Армия покинула город во вторник, сообщили официальные лица в столице.", "ru"),
        ("Die Armee hat die Stadt am Dienstag verlassen, teilte das Ministerium mit.", "de"),
        ("El ejército abandonó la ciudad el martes, según informaron las autoridades.", "es"),
        ("L’armée a quitté la ville mardi, ont annoncé les autorités de la capitale.", "fr"),
        ("Армія залишила місто у вівторок, повідомили в міністерстві оборони.", "uk"),
        ("", None),
        ("12:30 – 4", None),
    ],
)
def test_languages(text: str, language: str | None) -> None:
    assert find_language(text) == language


def test_what_metadata_say_decides_where_words_do_not() -> None:
    assert find_language("Orsk", "en-GB") in ("en", None)
    assert find_language("1203", "ru") is None


def test_a_page_partly_in_english_is_english() -> None:
    english = "The army of Velmar left the town on Tuesday, and the observers have not been seen at the bridge. " * 20
    assert find_language("Армия покинула город во вторник. " * 10 + english) == "en"
