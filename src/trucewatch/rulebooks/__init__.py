"""Rules live in data: loading and checking the lexicons, and matching phrases in token streams."""

from trucewatch.rulebooks.load import Rule, load_rulebook, rulebook_hash
from trucewatch.rulebooks.match import Match, PhraseTable

__all__ = ["Match", "PhraseTable", "Rule", "load_rulebook", "rulebook_hash"]
