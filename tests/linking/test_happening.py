"""When what a document is about happened."""

from __future__ import annotations

from datetime import date

from tests.linking.told import Shelf, dated, profiles
from trucewatch.linking.happening import Happening


def happening(text: str, *times: tuple[str, ...], title: str | None = None, published: str = "2033-05-10") -> Happening:
    shelf = Shelf()
    shelf.document("d", text, published, title=title)
    for quote, *days in times:
        dated(shelf, "d", quote, *days)
    return profiles(shelf)["d"].happening


def test_the_lead_gives_the_day() -> None:
    found = happening("On Sunday a bridge fell into the river near the mill.", ("Sunday", "2033-05-08"))
    assert found.days == {date(2033, 5, 8)}
    assert not found.reviews


def test_a_lead_without_a_day_is_of_the_day_of_publication() -> None:
    assert happening("A bridge fell into the river near the mill.").days == {date(2033, 5, 10)}


def test_a_day_behind_the_lead_is_told_and_no_more() -> None:
    lead = (
        "A bridge fell into the river near the mill while two carts were on it, said the miller who saw it all happen. "
    )
    more = "Nobody had looked at its piers for years although many people had asked for it to be done in time. "
    found = happening(lead + more + "Another fell on 2 May.", ("2 May", "2033-05-02"))
    assert found.days == {date(2033, 5, 10)}
    assert found.told == {date(2033, 5, 2)}


def test_a_day_of_publication_that_is_not_known_closely_is_none_of_the_happening() -> None:
    shelf = Shelf()
    shelf.document("d", "A bridge fell.", "2033-05-10", published_from="2033-04-10")
    assert not profiles(shelf)["d"].happening.days


def test_the_date_of_a_caption_is_not_that_of_the_report() -> None:
    shelf = Shelf()
    shelf.document("d", "The bridge on 4 March 2030.\n\nA bridge fell into the river.")
    shelf.tables["segments"][-1].update({"start": 29})
    dated(shelf, "d", "4 March 2030", "2030-03-04")
    assert profiles(shelf)["d"].happening.days == {date(2033, 5, 10)}


def test_a_look_back_at_the_long_past_is_about_that() -> None:
    text = "Who crosses the ford today thinks of June 2027. In that month a battalion marched away and came back again."
    found = happening(text, ("today", "2033-05-10"), ("June 2027", "2027-06-01"), ("that month", "2027-06-01"))
    assert found.days == {date(2027, 6, 1)}


def test_news_that_mentions_the_past_is_news() -> None:
    text = "On Monday a bridge fell. It had been built on 4 March 2030."
    found = happening(text, ("Monday", "2033-05-09"), ("4 March 2030", "2030-03-04"))
    assert found.days == {date(2033, 5, 9)}


def test_an_anniversary_is_about_what_it_recalls() -> None:
    text = "On Monday bells rang on the anniversary of the flood of 9 May 2028."
    found = happening(text, ("Monday", "2033-05-09"), ("9 May 2028", "2028-05-09"))
    assert found.days == {date(2028, 5, 9)}


def test_a_weekly_report_reviews_its_week() -> None:
    text = "This report covers 1 to 8 May. On 2 May a bridge fell. On 7 May a mill burned."
    times = (("1 to 8 May", "2033-05-01", "2033-05-08"), ("2 May", "2033-05-02"), ("7 May", "2033-05-07"))
    found = happening(text, *times)
    assert (found.first, found.last, found.reviews) == (date(2033, 5, 1), date(2033, 5, 8), True)


def test_a_stretch_from_a_day_to_this_day() -> None:
    found = happening("From 3 April to this day the truce was broken 40 times.", ("3 April", "2033-04-03"))
    assert (found.first, found.last) == (date(2033, 4, 3), date(2033, 5, 10))


def test_items_under_names_are_several_happenings() -> None:
    text = "This report covers 1 to 8 May. Pellor: a bridge fell on 5 May. Lake Vennograd: a mill burned."
    times = (("1 to 8 May", "2033-05-01", "2033-05-08"), ("5 May", "2033-05-05"))
    assert happening(text, *times).reviews
    plain = text.replace("Pellor", "Traffic").replace("Lake Vennograd", "Work")
    assert not happening(plain, *times).reviews


def test_one_happening_over_two_days_is_no_review() -> None:
    text = "This report covers 1 to 8 May. On 6 May a bridge fell. On 7 May it was closed."
    times = (("1 to 8 May", "2033-05-01", "2033-05-08"), ("6 May", "2033-05-06"), ("7 May", "2033-05-07"))
    assert not happening(text, *times).reviews
