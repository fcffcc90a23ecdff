"""Find what was said where the cue follows it, breaks into it, or stands before it as an adjunct."""

from __future__ import annotations

from trucewatch.extract.attributions.scene import FINITE, MARKS, Scene
from trucewatch.extract.attributions.spans import Content, clause_end, has_finite, quoted_content, to_content

_TURNS = frozenset({"while", "whereas", "but", "although", "though"})
_CONNECTS = frozenset({
    "and", "but", "while", "whereas", "although", "though", "as", "who", "which", "after", "before", "adding", "when",
    "where", "because", "with", "in", "on", "at", "for", "during", "following", "including", "citing",
})  # fmt: skip
_HINGES = frozenset(
    {"where", "which", "who", "that", "and", "but", "while", "when", "because", "whereas", "although", "since"}
)
"""Words that open a clause: a cue right behind one stands before its content."""
_OPENING = frozenset({
    "meanwhile", "however", "and", "but", "also", "still", "yet", "where", "while", "moreover", "furthermore", "then",
    "earlier", "later", "separately", "nevertheless", "now", "so", "though", "although", "in", "addition", "that",
})  # fmt: skip


def quotation_before(scene: Scene, start: int, has_more: bool) -> Content | None:
    """Return the quotation, with the clause it stands in, that ends just before the cue's first token.

    ``has_more`` tells that the cue has a content of its own behind it: then only a comma or a question binds
    the quotation before it to the cue.
    """
    quotation = scene.quotation_ending_before(start)
    if quotation is None or quotation.words == 0:
        return None
    last = scene.text[quotation.inner_end - 1]
    offset = scene.starts[start] if start < len(scene.starts) else len(scene.text)
    comma = last == "," or "," in scene.text[quotation.end : offset]
    if not comma and (last not in "?!…—–-" or has_more) and quotation.closed:
        return None
    low = scene.sentence_at(scene.token_at(quotation.inner_start))[0]
    first = scene.token_at(quotation.start)
    if first <= low or not has_words(scene, low, first) or scene.words[first - 1] in (",", ":"):
        return quoted_content(quotation, "quote")
    return to_content(scene, low, scene.token_at(quotation.end), "after")


def has_words(scene: Scene, start: int, end: int) -> bool:
    """Tell whether any word, connectives left aside, stands among tokens."""
    return any(scene.words[at].isalpha() and scene.words[at] not in _OPENING for at in range(start, end))


def host(scene: Scene, start: int, end: int, taken: str = "after") -> Content | None:
    """Return the clause that the cue ``[start, end)`` is set before, into, or behind."""
    low, high = scene.sentence_at(start)
    while high > end and scene.tags[high - 1] in (".", "''", "``") and scene.words[high - 1] not in MARKS:
        high -= 1
    low = _clause_start(scene, low, start)
    before, behind = has_words(scene, low, start), has_words(scene, end, high)
    if not behind:
        return to_content(scene, low, start, taken) if before else None
    stop = clause_end(scene, end + 1, high, sharp=False)
    stop = _first_turn(scene, end + 1, stop)
    if not before:
        return to_content(scene, end, stop, taken)
    if scene.words[start - 2 if scene.words[start - 1] == "," else start - 1] in _HINGES or _resumes(
        scene, low, start, end
    ):
        return to_content(scene, end, stop, taken)
    return to_content(scene, low, start, taken)


def _clause_start(scene: Scene, low: int, start: int) -> int:
    """Return where the clause begins that ends before a cue: behind the last turn of the sentence."""
    for at in range(start - 2, low, -1):
        if scene.quoted[at] >= 0:
            continue
        if scene.words[at] == ";" or (scene.words[at] == "," and scene.words[at + 1] in _TURNS and start - at > 4):
            return at + 2
    return low


def _first_turn(scene: Scene, start: int, end: int) -> int:
    for at in range(start + 1, end - 1):
        if scene.quoted[at] < 0 and scene.words[at] == "," and scene.words[at + 1] in _TURNS:
            return at
    return end


def _resumes(scene: Scene, low: int, start: int, end: int) -> bool:
    """Tell whether the clause goes on behind a cue that breaks into it, rather than having ended before."""
    if scene.words[end - 1] == "," or (end < len(scene.words) and scene.words[end] == ","):
        first = end + (scene.words[end] == ",")
        if not has_finite(scene, low, start) or (first < len(scene.words) and scene.tags[first] in FINITE):
            return True
        last = scene.doc[start - 2 if scene.words[start - 1] == "," else start - 1]
        if last.tag_ in ("VBP", "VBZ", "VBD", "MD", "IN", "TO") and last.dep_ in ("aux", "auxpass", "prep", "mark"):
            return True
        return first < len(scene.words) and scene.words[first] not in _CONNECTS and start - low < 6
    return False


def adjuncts_end(scene: Scene, start: int) -> int | None:
    """Return the end of the phrases behind "X said" up to a comma or the end of the sentence.

    None where a clause begins instead, so that the verb has a content of its own there.
    """
    high = scene.sentence_at(min(start, len(scene.words) - 1))[1] if start < len(scene.words) else start
    for at in range(start, high):
        token = scene.doc[at]
        if token.tag_ in (".", ":", ",") and not _in_date(scene, at):
            return at
        if token.tag_ in ("VBD", "VBZ", "VBP", "MD") or scene.words[at] in ("that",) or at - start > 18:
            return None
        if scene.quoted[at] >= 0 and scene.quotations[scene.quoted[at]].words > 4:
            return None
    return high


def _in_date(scene: Scene, at: int) -> bool:
    return (
        scene.words[at] == ","
        and at + 1 < len(scene.words)
        and scene.words[at + 1][:2] in ("19", "20")
        and scene.words[at + 1].isdigit()
    )


def parenthetical(scene: Scene, start: int, end: int) -> Content | None:
    """Return the content around "X said" where a comma or dash sets it off from what comes before."""
    low = scene.sentence_at(start)[0]
    if start <= low:
        return None
    mark = scene.words[start - 1]
    if mark not in (",", "—", "–", "-", "--") or (scene.quoted[start - 1] >= 0 and mark != ","):
        return None
    stop = adjuncts_end(scene, end)
    return None if stop is None else host(scene, start, stop)


def adjunct_end(scene: Scene, start: int) -> int:
    """Return the end of an adjunct: its comma, or the end of the sentence."""
    high = scene.sentence_at(start)[1]
    return next((at for at in range(start, high) if scene.tags[at] in (",", ".", ":")), high)
