"""Resolve expressions that name their day, month, season or year: whole, or with the year to be supplied."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from trucewatch.extract.edtf import bounds
from trucewatch.extract.times.arithmetic import easter, is_day, shift, value_at
from trucewatch.extract.times.lexicon import load_lexicon
from trucewatch.extract.times.scan import days_of, month_of
from trucewatch.extract.times.sense import Sense, View, open_sense
from trucewatch.extract.times.years import Year, supply_year

_SEASON_MONTH = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


def resolve_iso(view: View) -> Sense | None:
    """Resolve “2031-05-07” and “2031-05-07T14:30Z”."""
    said = view.said
    year, month, day = int(said["year"]), int(said["month"]), int(said["day"])
    if not is_day(year, month, day):
        return None
    return Sense(date(year, month, day).isoformat(), "absolute", "as written", year_from="said")


def resolve_numeric(view: View) -> Sense | None:
    """Resolve “07.05.2031” and “13/05/2031”; where day and month could be exchanged, only the bar decides."""
    said = view.said
    year, left, middle = int(said["year"]), int(said["left"]), int(said["middle"])
    readings = {value for value in (_day_value(year, middle, left), _day_value(year, left, middle)) if value}
    if said["bar"] == "." and (value := _day_value(year, middle, left)):
        readings = {value}
    if not readings:
        return None
    if len(readings) == 1:
        return Sense(readings.pop(), "absolute", "as written", year_from="said")
    past = {value for value in readings if view.published and value <= view.published.last.isoformat()}
    if len(past) == 1 and view.tense != "future":
        return Sense(past.pop(), "absolute", "the reading that does not lie ahead of publication", year_from="said")
    first, last = sorted(readings)
    sense = open_sense("absolute", "ambiguous-date", "Day and month could be exchanged.")
    return replace(sense, first=date.fromisoformat(first), last=date.fromisoformat(last))


def _day_value(year: int, month: int, day: int) -> str | None:
    return date(year, month, day).isoformat() if is_day(year, month, day) else None


def resolve_days(view: View) -> Sense | None:
    """Resolve a day, or two days joined by a dash, of a month."""
    month, days = month_of(view.found), days_of(view.said["days"])
    year = _year(view, month, days[0])
    if year is None:
        return open_sense("partial", "undated-time", "Nothing tells the year.")
    if not all(is_day(year.number, month, day) for day in days):
        return open_sense("partial", "no-such-day", f"{year.number} has no such day.")
    first = date(year.number, month, days[0])
    value = first.isoformat()
    if len(days) == 2:
        last = date(year.number, month, days[1])
        if last <= first:
            last = shift(last, "month", 1)
        value = f"{value}/{last.isoformat()}"
    return _with_year(Sense(value, "", ""), year)


def resolve_month(view: View) -> Sense | None:
    """Resolve a month, with its year or without."""
    month = month_of(view.found)
    year = _year(view, month, None)
    if year is None:
        return open_sense("partial", "undated-time", "Nothing tells the year.")
    return _with_year(Sense(f"{year.number:04d}-{month:02d}", "", ""), year)


def resolve_week_of_month(view: View) -> Sense | None:
    """Resolve “the last week of May 2031”: of the ISO weeks that have their Thursday in the month."""
    sense = resolve_month(view)
    if sense is None or sense.value is None:
        return sense
    first, last = _closed(sense.value)
    ordinal = int(load_lexicon().meaning("ordinal_word", view.said["ordinal"]))
    thursdays = [day for step in range((last - first).days + 1) if (day := first + timedelta(days=step)).weekday() == 3]
    if ordinal > len(thursdays):
        return replace(sense, value=None, problem="no-such-day", basis="The month has no such week.")
    unit = "weekend" if "weekend" in view.low[view.found.start : view.found.end] else "week"
    day = thursdays[ordinal if ordinal < 0 else ordinal - 1]
    return replace(sense, value=value_at(day, unit))


def resolve_half_of_month(view: View) -> Sense | None:
    """Resolve “the second half of May”."""
    sense = resolve_month(view)
    if sense is None or sense.value is None:
        return sense
    first, last = _closed(sense.value)
    middle = first.replace(day=15)
    halves = (first, middle) if view.said["ordinal"] == "first" else (middle + timedelta(days=1), last)
    return replace(sense, value=f"{halves[0].isoformat()}/{halves[1].isoformat()}")


def resolve_first_units_of(view: View) -> Sense | None:
    """Resolve “the first two weeks of May” and “the last three months of 2031” to their days or months."""
    said = view.said
    if year := said.get("year_only"):
        whole: Sense | None = Sense(year, "absolute", "as written", year_from="said")
    else:
        whole = resolve_month(view)
    if whole is None or whole.value is None:
        return whole
    unit, count = said["unit"].removesuffix("s"), amount_of(said["count"])
    start, end = _closed(whole.value)
    first, last = start, shift(start, unit, count) - timedelta(days=1)
    if said["ordinal"] not in ("first", "opening"):
        first, last = shift(end + timedelta(days=1), unit, -count), end
    if not start <= first <= last <= end:
        return None
    step = "month" if unit == "month" else "day"
    return replace(whole, value=f"{value_at(first, step)}/{value_at(last, step)}")


def resolve_season(view: View) -> Sense | None:
    """Resolve a season, with its year or without."""
    code = load_lexicon().meaning("season_word", view.said["season"])
    year = _year(view, _SEASON_MONTH[code], None)
    if year is None:
        return open_sense("partial", "undated-time", "Nothing tells the year.")
    if code == "WI" and year.source == "published" and view.published and view.published.first.month <= 2:
        wanted = view.said.get("which", "this")
        year = replace(
            year, number=view.published.first.year - (1 if wanted == "this" else 2 if wanted.endswith("last") else 0)
        )
    return _with_year(Sense(f"{year.number:04d}-{code}", "", ""), year)


def resolve_quarter(view: View) -> Sense | None:
    """Resolve “Q3 2031”, “the first half of 2031”, “the third quarter”."""
    said = view.said
    number = int(said.get("number") or load_lexicon().meaning("ordinal_word", said["ordinal"]))
    half = said.get("piece") == "half" or said.get("mark") == "h"
    number = number if number > 0 else (2 if half else 4)
    if number > (2 if half else 4):
        return None
    year = _year(view, number * 6 if half else number * 3, None)
    if year is None or (not said.get("year") and not said.get("of") and half):
        return None
    value = f"{year.number:04d}-Q{number}"
    if half:
        value = f"{year.number:04d}-{number * 6 - 5:02d}/{year.number:04d}-{number * 6:02d}"
    return _with_year(Sense(value, "", ""), year)


def resolve_years(view: View) -> Sense | None:
    """Resolve “2028–2031” and “2028–31”."""
    first, last = view.said["year"], view.said["to_year"]
    return Sense(f"{first}/{first[: 4 - len(last)]}{last}", "absolute", "as written", year_from="said")


def resolve_year(view: View) -> Sense | None:
    """Resolve a bare year."""
    return Sense(view.said["year"], "absolute", "as written", year_from="said")


def resolve_decade(view: View) -> Sense | None:
    """Resolve “the 1980s”, “the ’80s” and “the eighties”."""
    said = view.said
    if decade := said.get("decade"):
        return Sense(f"{decade}s", "absolute", "as written", year_from="said")
    if word := said.get("word"):
        value = f"{load_lexicon().meaning('decade_word', word)}s"
    else:
        short = next(words for name, words in said.items() if name.startswith("short"))
        value = f"{'20' if int(short) < 30 else '19'}{short}s"
    return Sense(value, "partial", "the decade of that name nearest to now", year_from="said")


def resolve_century(view: View) -> Sense | None:
    """Resolve “the 19th century” as the years it counts."""
    number = int(view.said["number"])
    return Sense(f"{number * 100 - 99}/{number * 100}", "absolute", "as written", year_from="said")


def resolve_holiday(view: View) -> Sense | None:
    """Resolve a feast whose day can be reckoned."""
    meaning = load_lexicon().meaning("holiday_word", view.said["holiday"])
    month, day = (int(meaning[:2]), int(meaning[3:])) if "-" in meaning else (4, None)
    year = _year(view, month, day)
    if year is None:
        return open_sense("partial", "undated-time", "Nothing tells the year.")
    if day is None:
        value = shift(easter(year.number), "day", int(meaning)).isoformat()
    else:
        value = f"{year.number:04d}-{meaning}"
    return _with_year(Sense(value, "", ""), year)


def amount_of(words: str) -> float:
    """Return the number that the words of an amount name: “two and a half”, “twenty-five”, “18”."""
    plain, _, half = words.partition(" and a half")
    extra = 0.5 if half or words.endswith(" and a half") else 0.0
    counts = load_lexicon().words["count_word"]
    if plain in counts:
        return float(counts[plain]) + extra
    tens, _, ones = plain.partition("-")
    return (float(counts[tens]) + float(counts[ones]) if ones else float(plain)) + extra


def _year(view: View, month: int, day: int | None) -> Year | None:
    """Return the year that the words give, or that has to be supplied."""
    said = view.said
    if words := said.get("year") or said.get("short_year"):
        number = int(words) if len(words) == 4 else _full_year(int(words), view)
        return Year(number, "said", "as written")
    relative = said.get("of_year") or said.get("which") or said.get("of", "").removesuffix(" year")
    if relative:
        return _relative_year(view, relative, month, day)
    return supply_year(view, month, day)


def _full_year(short: int, view: View) -> int:
    near = view.published.last.year if view.published else 2030
    return max(year for year in range(short, near + 6, 100) if year <= near + 5)


def _relative_year(view: View, words: str, month: int, day: int | None) -> Year | None:
    which = load_lexicon().words["which_word"].get(words.strip(), "this")
    if which in ("same", "previous", "following"):
        anchor = view.narrative.last("year", view.passage_number, view.sentence_number)
        if anchor is None:
            return None
        step = {"same": 0, "previous": -1, "following": 1}[which]
        return Year(anchor.first.year + step, "running", f"told from “{anchor.quote}”", anchor.time_id)
    if view.published is None:
        return None
    today = view.published.first
    number = today.year
    if "of_year" in view.said or "of" in view.said:
        number += {"last": -1, "next": 1}.get(which, 0)
    elif which == "last" and today.month <= month + (view.found.read == "season"):
        number -= 1
    elif which == "next" and today.month >= month - (view.found.read == "season"):
        number += 1
    return Year(number, "published", f"told from publication, {view.published.value}")


def _with_year(sense: Sense, year: Year) -> Sense:
    kind = {"said": "absolute", "running": "anchored" if year.anchor_id else "partial"}.get(year.source, "partial")
    rules = () if year.source == "said" else (f"times.year-{year.source}",)
    source = "running" if year.source == "running" else "said" if year.source == "said" else "published"
    return replace(sense, kind=kind, basis=year.basis, anchor_id=year.anchor_id, year_from=source, rules=rules)


def _closed(value: str) -> tuple[date, date]:
    first, last = bounds(value)
    assert first is not None
    assert last is not None
    return first, last
