"""When and where acts were that other acts stand beside: after a clause, until a day, abroad, by a known name."""

from __future__ import annotations

from dataclasses import replace

from tests.conftest import Reader
from tests.extract.acting import velmar
from tests.extract.test_acts import acts_in, names, only
from trucewatch.casebook import Casebook, Happening, Name
from trucewatch.documents.model import Metadata, Received
from trucewatch.extract.acts.named import Named, is_outside
from trucewatch.pipeline.document import Tools, process_documents
from trucewatch.records import Claim, make_id


def known(tools: Tools, text: str, published: str, *happenings: Happening) -> list[Claim]:
    """Return the acts of a text, read with a casebook that knows these happenings too."""
    old: Casebook = tools.knowledge.casebook
    book = replace(old, happenings={one.id: one for one in happenings}, sha256="f" * 64)
    received = Received(
        document_id=make_id("d", text), source_sha256="0" * 64, origin="test.txt", locator="",
        media_type="text/plain", payload=text.encode(), metadata=Metadata(published=published),
    )  # fmt: skip
    with_book = replace(tools, knowledge=replace(tools.knowledge, casebook=book))
    return [claim for claim in process_documents([received], with_book)[0]["claims"] if claim.kind == "act"]


def war(name: str, since: str, until: str) -> Happening:
    return Happening(name.replace(" ", "-").lower(), (Name(name),), since, until, "war")


def test_a_time_after_a_clause_is_that_of_the_clause_around_it(tools: Tools) -> None:
    text = "Two weeks after the Ridge War began, rebel troops shelled the town. The village was taken by the army."
    acts = known(tools, text, "2031-05-07", war("Ridge War", "2031-02-01", "2031-04-30"))
    dated = {act.act: act.date for act in acts}
    assert dated["shelling"] == "2031-02-15" and dated["capture"] == "2031-02-15"
    assert dated.get("armed-clash") != "2031-02-15"


def test_joined_participles_share_what_is_to_be(read: Reader) -> None:
    text = "The militia is to be disarmed and disbanded. The rebel soldiers were detained and released."
    assert {act.act: act.status for act in acts_in(read, text)} == {
        "disarmament": "planned", "dissolution": "planned", "detention": "happened", "release": "happened",
    }  # fmt: skip


def test_what_is_ended_was_not_begun_that_day(read: Reader) -> None:
    acts = acts_in(read, "On 3 May the blockade was lifted and the army ended its offensive.", "2031-05-07")
    assert {act.act for act in acts} == {"closure-lifted", "ceasefire"}


def test_until_is_a_last_day_that_begins_where_the_report_said(read: Reader) -> None:
    text = (
        "Soldiers blocked the road to the enclave in March 2030. Until June 2030, the blockade of Kenya was partial, "
        "said the rebel army. The siege was not lifted until August 2030."
    )
    acts = acts_in(read, text)
    assert [act.date for act in acts if act.act == "blockade"] == ["2030-03", "2030-03/2030-06"]
    lifted = only(read, text, "closure-lifted")
    assert (lifted.status, lifted.date) == ("happened", "2030-08")


def test_a_war_elsewhere_keeps_to_its_own_words(read: Reader) -> None:
    text = (
        "Kenyan troops attacked Somali forces in Somalia on Monday. Somali forces shelled Kenyan troops in Somalia. "
        "The Somali army said Kenya had attacked Somalia before. Diplomats were busy with the war in Ukraine."
    )
    (abroad,) = [act for act in acts_in(read, text) if act.act == "armed-clash"]
    assert names(abroad) == ([], []) and abroad.place_ids == ("country:UA",)


def test_wars_are_told_apart_by_their_numbers(tools: Tools) -> None:
    text = "The rebel army fought the second Ridge War with Kenya. Its fathers fought the first Ridge War with Kenya."
    first, second = (war(f"{name} Ridge War", a, b) for name, a, b in (
        ("First", "2001-03", "2003-05-01"), ("Second", "2031-02-01", "2031-04-30")))  # fmt: skip
    acts = known(tools, text, "2031-05-07", first, second)
    assert [act.date for act in acts if act.act == "armed-clash"] == ["2031-02-01/2031-04-30", "2001-03/2003-05-01"]


def test_a_happening_after_printing_is_not_meant(tools: Tools) -> None:
    text = "The army said the Ridge War against the rebels had cost it 40 tanks."
    acts = known(tools, text, "2030-05-07", war("Ridge War", "2031-02-01", "2031-04-30"))
    assert all(act.date is None for act in acts)


def test_a_date_outside_a_happening() -> None:
    named = Named("2031-02/2031-04", "Ridge War", counted=True)
    assert (
        is_outside("2029", named.days) and not is_outside("2031", named.days) and is_outside("2031-05-01", named.days)
    )


def test_the_definite_noun_means_the_newest(read: Reader) -> None:
    text = (
        "Kenya launched an offensive against Somalia on 2 May 2031. It had attacked Somalia on 6 March 2029 too. "
        "\n\nWhen the offensive began, villagers hid in cellars."
    )
    began = [act for act in acts_in(read, text) if act.quote.startswith("offensive began")]
    assert [act.date for act in began] == ["2031-05-02"]


def test_wars_of_words_are_none(read: Reader) -> None:
    text = "Rebel troops and the army fought a war of words. The rebels began a charm offensive and a trade war."
    assert [act for act in acts_in(read, text) if act.event_type == "ASSAULT" and "war" in act.quote] == []


def test_of_doers_in_one_camp_the_one_that_most_tellings_name_is_meant(tools: Tools) -> None:
    text = (
        "Ardovian soldiers blocked the road to Velmar on 2 March 2030. Many condemned the blockade of Velmar by "
        "Ardovia. They spoke of Ardovia's blockade of Velmar.\n\nUntil June 2030, the blockade of Velmar was partial, "
        "since food was let through."
    )
    in_velmar = replace(tools, knowledge=replace(tools.knowledge, casebook=velmar()))
    acts = [act for act in known(in_velmar, text, "2031-05-07") if act.act == "blockade"]
    assert [[who.actor_id for who in act.actors] for act in acts][1:] == [["ardovia"]] * 3
    assert acts[0].actors[0].actor_id != "ardovia"
