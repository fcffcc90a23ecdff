"""One passage as parallel lists of words, tags and offsets: what the rules on figures look at."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property

from spacy.attrs import IDX, LOWER, ORTH, SENT_START, TAG
from spacy.tokens import Doc

from trucewatch.extract.figures.lexicon import Fate, Lexicon
from trucewatch.rulebooks import Match

QUOTES = frozenset("\"“”„‟'‘’«»`")


class View:
    """The tokens of a passage, made only for passages that hold a number.

    ``text`` is handed in because joining it from the tokens takes as long as all the rest.
    """

    def __init__(self, doc: Doc, text: str, lexicon: Lexicon) -> None:
        self.doc = doc
        self.text = text
        self.lexicon = lexicon
        columns = doc.to_array([ORTH, LOWER, TAG, SENT_START, IDX]).T.tolist()
        known = doc.vocab.strings
        self.forms: list[str] = [known[key] for key in columns[0]]
        self.words: list[str] = [known[key] for key in columns[1]]
        self.tags: list[str] = [known[key] for key in columns[2]]
        self.sentence_starts = [0] + [at for at, value in enumerate(columns[3]) if value == 1 and at]
        self.starts: list[int] = columns[4]

    def token_at(self, offset: int) -> int:
        """Return the first token that starts at or behind an offset of the passage."""
        return bisect_left(self.starts, offset)

    def token_over(self, offset: int) -> int:
        """Return the token in which an offset lies (the one before, where it lies in white space)."""
        at = bisect_left(self.starts, offset)
        return at if at < len(self.starts) and self.starts[at] == offset else max(0, at - 1)

    def end_of(self, token: int) -> int:
        """Return the offset just behind a token."""
        return self.starts[token] + len(self.forms[token])

    def sentence(self, token: int) -> tuple[int, int]:
        """Return first token and end of the sentence in which a token stands."""
        at = bisect_left(self.sentence_starts, token + 1) - 1
        end = self.sentence_starts[at + 1] if at + 1 < len(self.sentence_starts) else len(self.words)
        return (self.sentence_starts[at] if self.sentence_starts else 0), end

    @cached_property
    def titled(self) -> bool:
        """Whether the passage is written as a title, Most Words Capitalised, or all in capitals."""
        longer = [form for form in self.forms[1:] if len(form) > 3 and form.isalpha()]
        if len(longer) < 2:
            return False
        share = sum(form[0].isupper() for form in longer) / len(longer)
        return share >= 0.95 or (share >= 0.6 and len(longer) < 40 and not self.text.rstrip('”’" ').endswith("."))

    @cached_property
    def cues(self) -> dict[int, Match[Fate]]:
        """Words of fate by their first token."""
        return {match.start: match for match in self._found}

    @cached_property
    def cue_ends(self) -> dict[int, Match[Fate]]:
        """Words of fate by the token just behind them."""
        return {match.end: match for match in self._found}

    @cached_property
    def cue_over(self) -> dict[int, Match[Fate]]:
        """Words of fate by every token they cover."""
        return {token: match for match in self._found for token in range(match.start, match.end)}

    @cached_property
    def _found(self) -> list[Match[Fate]]:
        found: list[Match[Fate]] = []
        for match in self.lexicon.cues.find(self.words):
            found += self._parted(match)
        return found

    def _parted(self, match: Match[Fate]) -> list[Match[Fate]]:
        """Part "dead and wounded" before a number, which the last word governs ("left 4 dead and wounded 30")."""
        start, end = match.start, match.end
        if (
            end - start == 3
            and self.words[start + 1] in ("and", "or")
            and end < len(self.tags)
            and self.tags[end] == "CD"
        ):
            ends = [self.lexicon.cues.find_at(self.words[at : at + 1], 0) for at in (start, end - 1)]
            if ends[0] is not None and ends[1] is not None and any(fate.role == "state" for fate in ends[0].values):
                return [Match(start, start + 1, ends[0].values), Match(end - 1, end, ends[1].values)]
        return [match]
