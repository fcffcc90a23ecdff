"""What the user knows beforehand: actors, places with all their names, outlets and their sides."""

from trucewatch.casebook.model import Actor, Affiliation, Casebook, Name, Outlet, Place

__all__ = ["Actor", "Affiliation", "Casebook", "Name", "Outlet", "Place"]
