"""The world's places by name: compiled once, looked up from disk by every process."""

from __future__ import annotations


class Gazetteer:
    """Names of places and what they can mean."""
