"""More sentences as reports on truces write them, with the times that each names."""

from __future__ import annotations

import pytest

from tests.extract.timed import values

CASES: list[tuple[str, str, list[tuple[str, str | None]]]] = [
    ("2031-05-07", "The accord was signed on the 5th of May.", [("the 5th of May", "2031-05-05")]),
    (
        "2031-05-07",
        "Talks ran between May 3 and May 7, an aide said.",
        [("between May 3 and May 7", "2031-05-03/2031-05-07")],
    ),
    (
        "2031-05-09",
        "Shells fell on 3, 5 and 7 May in Orlevik.",
        [("3", "2031-05-03"), ("5", "2031-05-05"), ("7 May", "2031-05-07")],
    ),
    ("2031-05-07", "The patrol may march on the second day.", []),
    ("2031-05-07", "Gunfire was heard at 13:00 on Tuesday.", [("13:00 on Tuesday", "2031-05-06T13:00")]),
    (
        "2031-05-07",
        "The truce takes effect at 6 a.m. local time (0300 GMT) on Friday.",
        [("6 a.m. local time (0300 GMT) on Friday", "2031-05-09T06:00")],
    ),
    ("2031-05-07", "The truce begins at noon on 12 May.", [("noon on 12 May", "2031-05-12T12:00")]),
    ("2031-05-07", "It was the worst night since the early 1990s.", [("since the early 1990s", "1990s/..")]),
    ("2031-05-07", "The dam should be finished by the mid-2030s.", [("the mid-2030s", "2030s")]),
    ("2031-05-07", "The mission ends in September.", [("September", "2031-09")]),
    ("2031-05-07", "They met on Sunday night.", [("Sunday night", "2031-05-04")]),
    (
        "2031-05-07",
        "The bridge was closed yesterday and will reopen tomorrow.",
        [("yesterday", "2031-05-06"), ("tomorrow", "2031-05-08")],
    ),
    (
        "2031-05-07",
        "The bridge was hit earlier this month and twice last month.",
        [("earlier this month", "2031-05"), ("last month", "2031-04")],
    ),
    ("2031-05-07", "The blockade began last autumn.", [("last autumn", "2030-FA")]),
    (
        "2031-05-07",
        "The truce was signed two years ago and broken three months ago.",
        [("two years ago", "2029"), ("three months ago", "2031-02")],
    ),
    (
        "2031-05-07",
        "The truce was signed on 3 March 2029. It was broken two days later.",
        [("3 March 2029", "2029-03-03"), ("two days later", "2029-03-05")],
    ),
    (
        "2031-05-07",
        "The truce was signed on 3 March 2029. The following day shelling resumed.",
        [("3 March 2029", "2029-03-03"), ("The following day", "2029-03-04")],
    ),
    (
        "2031-05-07",
        "The truce was signed on 3 March 2029. On 12 April, guards left.",
        [("3 March 2029", "2029-03-03"), ("12 April", "2031-04-12")],
    ),
    ("2031-05-07", "In 2026 the town fell. In June, its people fled.", [("2026", "2026"), ("June", "2026-06")]),
    ("2031-05-07", "Dozens have died over the past two weeks.", [("the past two weeks", "2031-04-23/2031-05-07")]),
    ("2031-05-07", "At least 12 shells fell in the past 24 hours.", [("the past 24 hours", "2031-05-06/2031-05-07")]),
    ("2031-05-07", "Since 13 March no convoy has passed.", [("Since 13 March", "2031-03-13/..")]),
    (
        "2031-05-07",
        "A deadline of 20.05.2031 was set on 2031-05-01.",
        [("20.05.2031", "2031-05-20"), ("2031-05-01", "2031-05-01")],
    ),
    ("2031-05-07", "The vote was held on 05/04/2031.", [("05/04/2031", None)]),
    ("2031-05-07", "The vote was held on 05/05/2031.", [("05/05/2031", "2031-05-05")]),
    (
        "2031-05-07",
        "Q1 2031 was calm; the second quarter of 2030 was not.",
        [("Q1 2031", "2031-Q1"), ("the second quarter of 2030", "2030-Q2")],
    ),
    (
        "2031-05-07",
        "In the first half of 2030, 40 clashes were logged.",
        [("the first half of 2030", "2030-01/2030-06")],
    ),
    ("2031-05-07", "The guards left by the end of the year 2030.", [("2030", "2030")]),
    ("2031-05-07", "All troops must leave by the end of the year.", [("by the end of the year", "2031")]),
    (
        "2031-05-07",
        "Observers counted 12 flights in the first three months of 2031.",
        [("the first three months of 2031", "2031-01/2031-03")],
    ),
    (
        "2031-05-07",
        "The war of 1992-1994 killed thousands; so did that of 2020–21.",
        [("1992-1994", "1992/1994"), ("2020–21", "2020/2021")],
    ),
    ("2031-05-07", "On Tuesday, 6 May, gunmen struck.", [("Tuesday, 6 May", "2031-05-06")]),
    (
        "2031-05-07",
        "Gunmen struck on Tuesday morning and again overnight.",
        [("Tuesday morning", "2031-05-06"), ("overnight", "2031-05-06/2031-05-07")],
    ),
    (
        "2031-05-07",
        "In the early hours of Tuesday drones struck Orlevik.",
        [("the early hours of Tuesday", "2031-05-06")],
    ),
    (
        "2031-05-07",
        "On the night of 14-15 April drones struck Orlevik.",
        [("the night of 14-15 April", "2031-04-14/2031-04-15")],
    ),
    ("2031-05-07", "The last week of April was calm.", [("The last week of April", "2031-W17")]),
    ("2031-05-07", "Guards left over the weekend.", [("over the weekend", "2031-05-03/2031-05-04")]),
    (
        "2031-05-07",
        "On 2 May the town fell. As the day wore on, people fled; by evening it was empty.",
        [("2 May", "2031-05-02"), ("As the day", "2031-05-02")],
    ),
    (
        "2031-05-07",
        "It is weaker today than in 2029. Today the envoy arrived in Halbrin.",
        [("2029", "2029"), ("Today", "2031-05-07")],
    ),
    (
        "2031-05-07",
        "The agreement of 10 November 2030 obliges Ardovia to leave by 1 December.",
        [("10 November 2030", "2030-11-10"), ("1 December", "2030-12-01")],
    ),
    ("2031-05-07", "Shelling resumed on 29 February 2031.", [("29 February 2031", None)]),
    (
        "2031-05-07",
        "The convoy left at dawn on Monday and arrived at around 3 p.m. the same day.",
        [("dawn on Monday", "2031-05-05"), ("3 p.m. the same day", "2031-05-05T15:00")],
    ),
    (
        "2031-05-07",
        "The truce, agreed in Halbrin in April 2030, was extended in October and again in March this year.",
        [("April 2030", "2030-04"), ("October", "2030-10"), ("March this year", "2031-03")],
    ),
    ("2031-05-07", "He has been in jail since at least mid-2028.", [("since at least mid-2028", "2028/..")]),
    ("2031-05-07", "The pact was signed a year and a half ago.", [("a year and a half ago", "2029")]),
    ("2031-05-07", "Convoys will run daily from 1 June onwards.", [("1 June onwards", "2031-06-01/..")]),
    ("2031-05-07", "The families mourn those killed in Saturday's attack.", [("Saturday", "2031-05-03")]),
    ("2031-05-07", "As the minister told the envoy today, Ardovia supports the accord.", [("today", "2031-05-07")]),
    ("2031-05-07", "At 1700, the bridge was blown up.", []),
    (
        "1990-01-20",
        "LIMA, 9 JAN 90 (DPA) -- THREE MEN DIED ON 8 JANUARY.",
        [("9 JAN 90", "1990-01-09"), ("8 JANUARY", "1990-01-08")],
    ),
    (
        "2031-05-07",
        "Since the start of the year, 40 shells have hit Orlevik.",
        [("Since the start of the year", "2031/..")],
    ),
    (
        "2031-05-07",
        "On 26 and 27 April, monitors recorded 12 violations.",
        [("26", "2031-04-26"), ("27 April", "2031-04-27")],
    ),
    (
        "2031-05-07",
        "Between the evenings of 4 and 6 May, the mission saw 12 flashes.",
        [("4", "2031-05-04"), ("6 May", "2031-05-06")],
    ),
    (
        "2031-05-07",
        "He was sworn in on 1 January 2030, a year after the war, and said on 4 May that it was over.",
        [("1 January 2030", "2030-01-01"), ("a year after", None), ("4 May", "2031-05-04")],
    ),
    (
        "2031-05-07",
        "“We will be home by Christmas,” said the colonel, 54, who joined in 1999.",
        [("Christmas", "2031-12-25"), ("1999", "1999")],
    ),
    (
        "2031-05-07",
        "In the spring of 2030 and the winter of 2030-31, aid stopped.",
        [("spring of 2030", "2030-SP"), ("winter of 2030-31", "2030-WI")],
    ),
    (
        "2031-05-07",
        "The column reached Halbrin by mid-April and left at the end of April.",
        [("mid-April", "2031-04"), ("the end of April", "2031-04")],
    ),
    (
        "2031-05-07",
        "The truce was first agreed in 2029, renewed a year later, and lapsed in April this year.",
        [("2029", "2029"), ("a year later", "2030"), ("April this year", "2031-04")],
    ),
    (
        "2031-05-07",
        "Later that day, the army said two guards had died. The next morning the bridge was hit.",
        [("Later that day", None)],
    ),
    (
        "2031-05-07",
        "On Monday, the army said two guards had died. The next morning the bridge was hit.",
        [("Monday", "2031-05-05"), ("The next morning", "2031-05-06")],
    ),
    (
        "2031-05-07",
        "The first phase lasts 60 days; the second, until 1 August, covers the north.",
        [("1 August", "2031-08-01")],
    ),
    ("2031-05-07", "Their F-16s, Su-24s and T-72s fired 1,960 rounds at 45 km; he scored 3-2 and paid $2030.", []),
    (
        "2031-05-07",
        "The army took the town late on Saturday, and early Sunday its men reached the dam.",
        [("late on Saturday", "2031-05-03"), ("early Sunday", "2031-05-04")],
    ),
    (
        "2031-05-07",
        "The ban runs from 1 April until 30 June 2031.",
        [("from 1 April until 30 June 2031", "2031-04-01/2031-06-30")],
    ),
    (
        "2031-05-07",
        "Envoys last met in 2029, and two years before that in Sundmark.",
        [("2029", "2029"), ("two years before", "2027")],
    ),
    ("2031-05-07", "A curfew from 8 pm to 6 am was imposed on Sunday.", [("Sunday", "2031-05-04")]),
    ("2031-05-07", "It was the deadliest day since the war began; in recent weeks and over the years many fled.", []),
    (
        "2031-05-07",
        "The mandate, renewed on Dec. 31, runs out on Dec. 31, 2031.",
        [("Dec. 31", "2030-12-31"), ("Dec. 31, 2031", "2031-12-31")],
    ),
    (
        "2031-05-07",
        "“On Tuesday we will bury them,” he said on Monday.",
        [("Tuesday", "2031-05-13"), ("Monday", "2031-05-05")],
    ),
    ("2031-05-07", "Talks resume on Monday in Sundmark.", [("Monday", "2031-05-12")]),
    (
        "2031-05-07",
        "The attack took place two days before the vote, on 1 May.",
        [("two days before", None), ("1 May", "2031-05-01")],
    ),
    (
        "2031-05-07",
        "The bridge was hit on 1 May 2031 (Thursday).",
        [("1 May 2031", "2031-05-01"), ("Thursday", "2031-05-01")],
    ),
    (
        "2031-05-07",
        "The town has changed hands three times this year, most recently in March.",
        [("this year", "2031"), ("March", "2031-03")],
    ),
    (
        "2031-05-07",
        "Nearly 300 died in the week to Monday and 200 in the first two weeks of May.",
        [("Monday", "2031-05-05"), ("the first two weeks of May", "2031-05-01/2031-05-14")],
    ),
    (
        "2031-05-07",
        "The head of the mission, appointed in January, leaves in June.",
        [("January", "2031-01"), ("June", "2031-06")],
    ),
    (
        "2031-05-07",
        "It fell in August, months after the siege began, and was retaken years later.",
        [("August", "2030-08")],
    ),
    ("2031-05-07", "Up to 500 have been killed since October 7.", [("since October 7", "2030-10-07/..")]),
    (
        "2031-05-07",
        "Up to 500 have been killed since April 15, when fighting broke out.",
        [("since April 15", "2031-04-15/..")],
    ),
    ("2031-05-07", "For the second time this week, sirens sounded.", [("this week", "2031-W19")]),
    (
        "2031-05-07",
        "Halbrin, 6 May (TNA) - Rebels freed ten men on Tuesday.",
        [("6 May", "2031-05-06"), ("Tuesday", "2031-05-06")],
    ),
    (
        "2031-05-07",
        "HALBRIN (Reuters) – Rebels on Tuesday freed ten men, a day after a truce took effect.",
        [("Tuesday", "2031-05-06"), ("a day after", None)],
    ),
    (
        "2031-05-07",
        "In a statement dated 5 May 2031, the ministry said 30 were wounded that day.",
        [("5 May 2031", "2031-05-05"), ("that day", "2031-05-05")],
    ),
    (
        "2031-05-07",
        "Published: 07 May 2031 14:05 Updated: 7 May 2031, 16:30 GMT",
        [("07 May 2031 14:05", "2031-05-07T14:05"), ("7 May 2031, 16:30 GMT", "2031-05-07T16:30")],
    ),
    (
        "2031-05-07",
        "The last such raid was on the night of Saturday to Sunday.",
        [("the night of Saturday to Sunday", "2031-05-03/2031-05-04")],
    ),
    (
        "2031-05-20",
        "On the evening and night of 16–17 May, monitors saw flashes.",
        [("night of 16–17 May", "2031-05-16/2031-05-17")],
    ),
    ("2031-05-20", "They heard 12 blasts at about 22:00-23:00 on 17 May.", [("23:00 on 17 May", "2031-05-17T23:00")]),
    ("2031-05-20", "They were at the gate on 2 and 3 May.", [("2", "2031-05-02"), ("3 May", "2031-05-03")]),
    (
        "2031-05-20",
        "On the night between 3 and 4 May a shell fell.",
        [("between 3 and 4 May", "2031-05-03/2031-05-04")],
    ),
    (
        "2031-05-20",
        "As of 24 February 2030, 200 had fled (as at 12 May: 400).",
        [("24 February 2030", "2030-02-24"), ("12 May", "2031-05-12")],
    ),
    ("2031-05-20", "Since the outbreak of the war on 15 April, 200 have fled.", [("15 April", "2031-04-15")]),
    (
        "2031-05-20",
        "In the week of 6–12 May, 40 raids were logged.",
        [("the week of 6–12 May", "2031-05-06/2031-05-12")],
    ),
    (
        "2031-05-20",
        "During the reporting period, 1 to 15 May, it was calm.",
        [("1 to 15 May", "2031-05-01/2031-05-15")],
    ),
    (
        "2031-05-20",
        "Between 1 January and 31 March 2031, 40 raids were logged.",
        [("Between 1 January and 31 March 2031", "2031-01-01/2031-03-31")],
    ),
    (
        "2031-05-20",
        "January–March 2031 was calm; from January to March this year none died.",
        [("January–March 2031", "2031-01/2031-03"), ("from January to March this year", "2031-01/2031-03")],
    ),
    (
        "2031-05-20",
        "The handover is due by mid-2032, the audit in early-June.",
        [("mid-2032", "2032"), ("early-June", "2031-06")],
    ),
    ("2031-05-20", "The Halbrin Agreement of December 2028 covers the port.", [("December 2028", "2028-12")]),
    (
        "2031-05-20",
        "A 72-hour truce starts at midnight (2100 GMT) Thursday.",
        [("midnight (2100 GMT) Thursday", "2031-05-22T00:00")],
    ),
    ("2031-05-20", "The truce takes effect at 00:00 hours on 22 May.", [("00:00 hours on 22 May", "2031-05-22T00:00")]),
    ("2031-05-20", "The war ended a decade ago.", [("a decade ago", "2020s")]),
    ("2031-05-20", "They were shot on 6 and 7 May respectively.", [("6", "2031-05-06"), ("7 May", "2031-05-07")]),
    ("2031-05-20", "Talks ran 30 April – 2 May in Halbrin.", [("30 April – 2 May", "2031-04-30/2031-05-02")]),
    ("2031-05-20", "Talks ran May 2-4, 2030.", [("May 2-4, 2030", "2030-05-02/2030-05-04")]),
    ("2031-05-20", "The 2029-2030 war left scars.", [("2029-2030", "2029/2030")]),
    (
        "2031-05-20",
        "Earlier on Monday, the army fired; later on Monday it stopped.",
        [("Earlier on Monday", "2031-05-19"), ("later on Monday", "2031-05-19")],
    ),
    ("2031-05-20", "Shelling has gone on in the last 48 hours.", [("the last 48 hours", "2031-05-18/2031-05-20")]),
    (
        "2031-05-20",
        "They meet this coming Friday, having met this past Sunday.",
        [("this coming Friday", "2031-05-23"), ("this past Sunday", "2031-05-18")],
    ),
    (
        "2031-05-20",
        "The curfew holds until at least 15 June and no later than 1 July.",
        [("15 June", "2031-06-15"), ("1 July", "2031-07-01")],
    ),
    (
        "2031-05-20",
        "The army says it shot down a drone on May 19 at around 3 a.m.",
        [("May 19 at around 3 a.m.", "2031-05-19T03:00")],
    ),
    (
        "2031-05-20",
        "Gunmen killed four on Saturday 17 May, police said Sunday.",
        [("Saturday 17 May", "2031-05-17"), ("Sunday", "2031-05-18")],
    ),
    (
        "2031-05-20",
        "The siege, which began in October 2030, was lifted in March and resumed in April.",
        [("October 2030", "2030-10"), ("March", "2031-03"), ("April", "2031-04")],
    ),
    (
        "2031-05-20",
        "The first convoy since February arrived on Monday; the next is expected on Thursday.",
        [("since February", "2031-02/.."), ("Monday", "2031-05-19"), ("Thursday", "2031-05-22")],
    ),
    (
        "2031-05-20",
        "“Yesterday they shelled us, today they will come,” said a teacher.",
        [("Yesterday", "2031-05-19"), ("today", "2031-05-20")],
    ),
    ("2031-05-20", "Aid was due to be delivered by 10 May but was not.", [("10 May", "2031-05-10")]),
    ("2031-05-20", "The rebels have until Friday to leave.", [("Friday", "2031-05-23")]),
    (
        "2031-05-20",
        "Elections scheduled for June have been put off until next year.",
        [("June", "2031-06"), ("next year", "2032")],
    ),
    ("2031-05-20", "Under the accord, both were to leave by 1 June.", [("1 June", "2031-06-01")]),
    ("2031-05-20", "The two sides were to exchange prisoners on Thursday.", [("Thursday", "2031-05-22")]),
    (
        "2031-05-20",
        "It was the first such strike since the ceasefire of 3 April 2031 took hold.",
        [("3 April 2031", "2031-04-03")],
    ),
    (
        "2031-05-20",
        "In a letter of 9 May to the Council, the envoy asked for help by the end of May.",
        [("9 May", "2031-05-09"), ("the end of May", "2031-05")],
    ),
    (
        "2031-05-20",
        "He died at the age of 72 in 2029; his son, born 1960, took over.",
        [("2029", "2029"), ("1960", "1960")],
    ),
    (
        "2031-05-20",
        "On 12 May, at 14.30 local time, a mine went off.",
        [("12 May, at 14.30 local time", "2031-05-12T14:30")],
    ),
    (
        "2031-05-20",
        "The president, elected in 2028 for six years, spoke on the eve of the summit on 18 May.",
        [("2028", "2028"), ("18 May", "2031-05-18")],
    ),
    ("2031-05-20", "Up to 19 May 2031 the toll stood at 40.", [("19 May 2031", "2031-05-19")]),
    ("2031-05-20", "Rains in July and August will close the road.", [("July", "2031-07"), ("August", "2031-08")]),
    ("2031-05-20", "UN report S/2031/214 of 3 May cites para. 2019 and $2,030.", [("3 May", "2031-05-03")]),
    ("2031-05-20", "Call +41 22 2031 1994.", []),
    (
        "2031-05-20",
        "In the summer, the army massed; by autumn, it had struck.",
        [("summer", "2030-SU"), ("autumn", "2030-FA")],
    ),
    (
        "2031-05-20",
        "Overnight on Sunday, drones hit Orlevik; overnight into Tuesday, Selkova.",
        [("Sunday", "2031-05-18"), ("Tuesday", "2031-05-20")],
    ),
    ("2031-05-20", "The night before, 20 had died.", [("The night before", "2031-05-19")]),
    (
        "2031-05-20",
        "Tirvania’s army fired on 18 May, Ardovia’s the day before.",
        [("18 May", "2031-05-18"), ("the day before", "2031-05-17")],
    ),
    (
        "2031-05-20",
        "Talks began on 4 May. Within a week they had failed; ten days later the guns spoke.",
        [("4 May", "2031-05-04"), ("ten days later", "2031-05-14")],
    ),
    (
        "2031-05-20",
        "Since Saturday, 30 have died and since the start of May, 200.",
        [("Since Saturday", "2031-05-17/.."), ("since the start of May", "2031-05/..")],
    ),
]


@pytest.mark.parametrize(("published", "text", "expected"), CASES, ids=lambda case: str(case)[:40])
def test_times_of_a_report(published: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert values(text, published) == expected
