"""Sentences, tokens, tags and parse over the passages of a document."""

from trucewatch.annotate.model import Annotated, Passage
from trucewatch.annotate.parse import MOST_READ, Parser, even_text

__all__ = ["MOST_READ", "Annotated", "Parser", "Passage", "even_text"]
