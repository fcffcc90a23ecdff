"""Trucewatch: conflicting public reports and an accord's text, turned into a cited, reviewable record."""

__version__ = "0.1.0"
