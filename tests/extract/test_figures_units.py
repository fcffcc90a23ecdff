"""What a quantity counts: nouns, fates, measures, terms, and what is no figure."""

from __future__ import annotations

import pytest

from tests.extract.counting import brief, figures_of

FATES = [
    ("Twelve miners were killed in Grunau.", "Twelve miners", 12, "killed"),
    ("At least nine guards are known to have been killed.", "At least nine guards", 9, "killed"),
    ("Rockets killed 12 shepherds near Lesk.", "12 shepherds", 12, "killed"),
    ("The raid on Odrava left 15 people dead.", "15 people", 15, "killed"),
    ("The raid left 15 dead in Odrava.", "15 dead", 15, "killed"),
    ("The flood claimed the lives of 31 farmers.", "31 farmers", 31, "killed"),
    ("Thirty-four Velmari soldiers have lost their lives.", "Thirty-four Velmari soldiers", 34, "killed"),
    ("The mayor mourned the deaths of two nurses.", "two nurses", 2, "killed"),
    ("The toll of the market shelling rose to 14, the mayor said.", "14", 14, "killed"),
    ("Rescuers pulled 40 bodies from the rubble.", "40 bodies", 40, "killed"),
    ("More than 20 people, among them a priest, in the town of Lesk on Sunday were killed.", "More than 20 people", 20,
     "killed"),
    ("A family of four died on the road to Pell.", "four", 4, "killed"),
    ("Among the dead were three children.", "three children", 3, "killed"),
    ("Two guards wounded in the ambush died in hospital.", "Two guards", 2, "killed"),
    ("8 killed in Odrava blast", "8", 8, "killed"),
    ("Doctors in Kestrin treated 26 wounded.", "26", 26, "wounded"),
    ("The blast wounded 15 villagers.", "15 villagers", 15, "wounded"),
    ("Seventeen people suffered burns, 17 of them were hospitalised.", "Seventeen people", 17, "wounded"),
    ("More than 60 people were killed or wounded in May.", "More than 60 people", 60, "dead-or-wounded"),
    ("The brigade took 400 casualties at the ford.", "400 casualties", 400, "dead-or-wounded"),
    ("Gunmen took 12 people hostage at the mill.", "12 people", 12, "captured"),
    ("The rebels captured 20 soldiers.", "20 soldiers", 20, "captured"),
    ("Police in Karsholt detained 40 demonstrators.", "40 demonstrators", 40, "captured"),
    ("Norrland released 30 prisoners of war on Monday.", "30 prisoners of war", 30, "prisoners"),
    ("Nine sailors are still missing.", "Nine sailors", 9, "missing"),
    ("More than 9,000 Velmaris fled the valley.", "More than 9,000 Velmaris", 9000, "displaced"),
    ("The war forced 3,000 people to leave their homes.", "3,000 people", 3000, "displaced"),
    ("Camps hold 250,000 refugees.", "250,000 refugees", 250_000, "displaced"),
    ("The navy evacuated 420 passengers from Lesk.", "420 passengers", 420, "evacuated"),
    ("The port is home to 38,000 people.", "38,000 people", 38_000, "population"),
    ("Odrava's 38,000 residents have no water.", "38,000 residents", 38_000, "population"),
    ("Deputies passed the law by 101 votes.", "101 votes", 101, "votes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "number", "unit"), FATES)
def test_fates(text: str, quote: str, number: float, unit: str) -> None:
    found = {figure.quote: figure for figure in figures_of(text)}
    assert quote in found, list(found)
    assert (found[quote].low, found[quote].unit) == (number, unit)


THINGS = [
    ("Some 2,000 Norrland peacekeepers will move in.", "Some 2,000 Norrland peacekeepers", "troops"),
    ("The column, 640 officers and men, crossed the pass.", "640 officers and men", "troops"),
    ("A battalion of 700 men marched to Grunau.", "700 men", "troops"),
    ("A 200-strong force holds the bridge.", "200-strong", "troops"),
    ("Some 300 policemen guard the house.", "Some 300 policemen", "police"),
    ("Hundreds of students gathered at the gate.", "Hundreds of students", "people"),
    ("Thousands marched in Karsholt on Friday.", "Thousands", "people"),
    ("The army sent 35 vehicles.", "35 vehicles", "vehicles"),
    ("A 20-truck convoy reached Pell.", "20-truck", "vehicles"),
    ("They lost 15 tanks in the valley.", "15 tanks", "armoured-vehicles"),
    ("They have 90 armoured personnel carriers.", "90 armoured personnel carriers", "armoured-vehicles"),
    ("Velmar shot down two Osterian drones.", "two Osterian drones", "aircraft"),
    ("They took over 90 enemy positions.", "over 90 enemy positions", "positions"),
    ("The front crept past 14 villages.", "14 villages", "settlements"),
    ("Observers recorded 27 violations.", "27 violations", "other"),
    ("The truce was broken 312 times.", "312 times", "other"),
    ("Contingents rotate twice a year.", "twice a year", "other"),
    ("Six shells fell on the market.", "Six shells", "other"),
    ("The state owns 20 percent of the field.", "20 percent", "percent"),
    ("Prices rose by 7.5%.", "7.5%", "percent"),
    ("Half of the population has no water.", "Half of the population", "percent"),
    ("Donors gave US$4 billion.", "US$4 billion", "money"),
    ("Donors gave 40 million euros.", "40 million euros", "money"),
    ("It covers 11,458 square kilometres.", "11,458 square kilometres", "area"),
    ("Guns move back 15 km.", "15 km", "length"),
    ("Both presidents signed an accord of 43 points.", "43 points", "documents-points"),
    ("They agreed on a nine-point plan.", "nine-point", "documents-points"),
    ("The force has a five-year mandate.", "five-year mandate", "duration-limit"),
    ("Guards must leave the pass within 60 days.", "60 days", "duration-limit"),
    ("They prolonged the truce by 90 days.", "90 days", "duration-limit"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "quote", "unit"), THINGS)
def test_things_and_measures(text: str, quote: str, unit: str) -> None:
    assert (quote, unit) in [(words, kind) for words, _, _, kind in brief(text)], brief(text)


@pytest.mark.parametrize(
    "text",
    [
        "Both sides met in Karsholt on 20 September 2031 at 13:00.",
        "In 2031 two countries signed Article 5 and Resolution 2231.",
        "The two leaders spoke for 20 minutes; one of them smiled.",
        "The six-week war ended three years ago.",
        "In 44 days of fighting the town changed hands.",
        "The 10-day drills began at two facilities near Grunau.",
        "Oskar Brem, 58, a 40-year-old mill in mind, was aged 12 then.",
        "The Group of Seven met in Room 12; call 504-471-2789.",
        "Several civilians were hurt.",
        "No casualties were reported.",
        "Three officials said the talks had failed.",
        "Flour is three times dearer and twice as scarce.",
        "He scored 22 points in the game and the side won 2-1.",
        "2. The parties meet again. [3]",
        "It struck at twenty to twelve.",
        "The mother of three spoke.",
        "The mill at 12 Main Street burned.",
    ],
)
def test_numbers_that_are_no_figures(text: str) -> None:
    assert brief(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No one was killed.", [("No one", 0, 0, "killed")]),
        ("No one else was hurt.", []),
        ("One soldier was killed at the ford.", [("One soldier", 1, 1, "killed")]),
        ("One of the soldiers was killed.", []),
        ("Three gunmen killed two nurses.", [("Three gunmen", 3, 3, "troops"), ("two nurses", 2, 2, "killed")]),
        ("They threatened to kill 12 hostages.", [("12 hostages", 12, 12, "captured")]),
    ],
)
def test_none_one_and_doers(text: str, expected: list[tuple[str, float, float, str]]) -> None:
    assert brief(text) == expected
