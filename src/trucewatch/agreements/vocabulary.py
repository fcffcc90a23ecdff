"""The words that an agreement file may use for acts, units and topics."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from trucewatch.extract.acts.lexicon import ACT_FIELDS
from trucewatch.extract.figures.lexicon import FIELDS
from trucewatch.rulebooks import load_rulebook


@cache
def act_codes() -> tuple[str, ...]:
    """Return the codes of the act table."""
    return tuple(rule.id.partition(".")[2] for rule in load_rulebook("acts", ACT_FIELDS))


@cache
def figure_units() -> tuple[str, ...]:
    """Return the units that figures of reports can have; ``length`` is in kilometres, ``area`` in square kilometres."""
    units = {rule.get("unit") for rule in load_rulebook("figures", FIELDS)} - {None, "none"}
    return tuple(sorted(units))


@cache
def pam_types() -> tuple[str, ...]:
    """Return the provision types of the Peace Accords Matrix."""
    return tuple(_topics()["pam"])


@cache
def pax_codes() -> tuple[str, ...]:
    """Return the codes of PA-X."""
    return tuple(_topics()["pax"])


@cache
def _topics() -> dict[str, list[str]]:
    text = (files("trucewatch.agreements") / "topics.yml").read_text(encoding="utf-8")
    topics: dict[str, list[str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return topics
