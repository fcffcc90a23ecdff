"""Sentences, tokens, tags and parse over the passages of a document."""

from trucewatch.annotate.model import Annotated, Passage
from trucewatch.annotate.parse import Parser, even_text

__all__ = ["Annotated", "Parser", "Passage", "even_text"]
