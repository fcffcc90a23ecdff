"""What the user knows beforehand: actors, places with all their names, outlets, well known happenings."""

from trucewatch.casebook.check import check_casebook
from trucewatch.casebook.finding import Finding
from trucewatch.casebook.load import load_casebooks, shipped_casebooks
from trucewatch.casebook.model import Actor, Affiliation, Casebook, Happening, Name, Office, Organ, Outlet, Place

__all__ = [
    "Actor",
    "Affiliation",
    "Casebook",
    "Finding",
    "Happening",
    "Name",
    "Office",
    "Organ",
    "Outlet",
    "Place",
    "check_casebook",
    "load_casebooks",
    "shipped_casebooks",
]
