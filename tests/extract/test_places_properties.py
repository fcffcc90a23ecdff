"""What holds for every text: exact quotes, order, determinism."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Reader

PIECES = st.lists(
    st.sampled_from(
        ["Kenya", "the Malindi corridor", "Mombasa’s", "U.S.-led", "al-Fasher", "southern", "Lake", "of", "and", ",",
         ".", "(", "Mr.", "London", "said", "in", "the city of", "Qelmarhund", "Paris, Texas", "-", "—", "NKR", "\n\n",
         "\u00a0", "[corridor]", "Côte d'Ivoire", "districts", "Port-au-Prince", "“Tirv”", "Republic of", "Ras al-Ain",
         "x/Y", "İzmir", "\u200e"]
    ),
    max_size=25,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
def test_every_mention_quotes_exactly_and_twice_the_same(read: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    tables = read(text)
    if not tables.get("documents"):
        return
    whole = tables["documents"][0].text
    mentions = tables.get("places", [])
    for mention in mentions:
        assert whole[mention.start : mention.end] == mention.quote
        assert (mention.place_id is None) == (mention.lat is None) == (mention.radius_km is None)
        assert 0 <= mention.score <= 1 and mention.names and mention.rules
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)
    assert len({mention.mention_id for mention in mentions}) == len(mentions)
    assert read(text).get("places", []) == mentions
