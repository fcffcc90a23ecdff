"""Tell persons, organisations and outlets apart by the head noun of a name and by the words around it."""

from __future__ import annotations

from trucewatch.extract.runs import name_words
from trucewatch.extract.words import Words

_COMPASS = ("west", "east", "north", "south", "left", "right")
_SAYING = ("said", "says", "told", "added", "confirmed", "announced", "warned", "stated")
_NOUNS = frozenset(("NN", "NNP", "NNS", "NNPS"))


def kind_of(words: Words, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    """Return the kind of a run by its own head noun, else by the words around it."""
    lowers = words.lowers
    last = lowers[end - 1]
    size = end - start
    if size > 1:
        for at in range(start + 1, end - 1):
            if lowers[at] in ("of", "for", "on") and lowers[at - 1] in name_words("organisation"):
                return "organisation", ("organisation",)
        if last in name_words("outlet"):
            return "outlet", ("outlet",)
        if last == "bank" and lowers[end - 2] in _COMPASS:
            return "unknown", ("geographic",)
        if last in name_words("geographic") and last not in name_words("organisation"):
            return "unknown", ("geographic",)
        if last in name_words("organisation"):
            return "organisation", ("organisation",)
        if last in name_words("thing"):
            return "unknown", ("thing",)
        if lowers[start] in name_words("organisation") and lowers[start + 1] == "of":
            return "organisation", ("organisation",)
    return _kind_by_context(words, start, end)


def _kind_by_context(words: Words, start: int, end: int) -> tuple[str, tuple[str, ...]]:
    before = words.lowers[start - 1] if start and words.sentences[start - 1] == words.sentences[start] else ""
    after = words.lowers[end] if end < len(words) else ""
    proper = words.tags[end - 1] in ("NNP", "NNPS", "NN", "FW", "XX")
    if before in name_words("place-cue") or (before == "of" and words.lowers[start - 2] in name_words("place-cue")):
        return "unknown", ("geographic",)
    if before in name_words("outlet-cue") or (after in name_words("outlet-cue") and before == "the"):
        return "outlet", ("outlet-cue",)
    if (
        after == "news"
        and proper
        and words.lowers[end + 1 : end + 2]
        in (
            ["agency"],
            ["portal"],
            ["site"],
            ["outlet"],
            ["website"],
        )
    ):
        return "outlet", ("outlet-cue",)
    lone = end - start == 1 and before == "the" and words.lowers[start] in name_words("organisation")
    if lone or (before in name_words("organisation-cue") and proper):
        return "organisation", ("organisation-cue",)
    if end - start == 1 and proper and _reports(words, start):
        return "outlet", ("outlet-verb",)
    if before in name_words("role") and proper and words.tags[start - 1] in _NOUNS:
        return "person", ("role",)
    if end - start > 1 and words.lowers[start] in name_words("given"):
        return "person", ("given",)
    if end - start > 1 and before != "the" and proper and _in_apposition(words, end):
        return "person", ("apposition",)
    if end - start > 1 and before == "," and proper and _follows_role(words, start, end):
        return "person", ("apposition",)
    if end - start in (2, 3, 4) and before not in ("the", "in", "at", "from") and _is_human_subject(words, start, end):
        return "person", ("verb",)
    text = words.texts[start]
    if (
        end - start == 1
        and 2 < len(text) < 8
        and text.isupper()
        and text.isalnum()
        and (before == "the" or _is_human_subject(words, start, end))
    ):
        return "organisation", ("acronym",)
    return "unknown", ()


def _in_apposition(words: Words, end: int) -> bool:
    """Return whether ``, (a|the) … ROLE`` or ``, 43,`` follows."""
    if end + 1 >= len(words) or words.texts[end] != ",":
        return False
    after = end + 1
    if words.texts[after].isdigit() and len(words.texts[after]) == 2:
        return words.texts[after + 1 : after + 2] == [","]
    roles = name_words("role") | name_words("office")
    for at in range(after, min(after + 7, len(words))):
        lower, tag = words.lowers[at], words.tags[at]
        if lower in roles and tag in _NOUNS:
            return words.deps[at] == "appos" and words.heads[at] == end - 1
        if tag in ("IN", "VBD", "VBZ", "VBP", "CC", "WP", "WDT", ",", ".") or lower == ",":
            return False
    return False


def _reports(words: Words, at: int) -> bool:
    """Return whether a lone name closes a sentence with what media do: ``…, Strelitza reported.``"""
    verb = words.heads[at]
    behind = verb == at + 1 and at > 0 and words.texts[at - 1] in (",", "”", '"')
    return words.deps[at] == "nsubj" and behind and words.lowers[verb] in ("reported", "reports")


def _follows_role(words: Words, start: int, end: int) -> bool:
    """Return whether a noun of role and a comma stand before and a comma or stop behind (``its leader, X,``)."""
    if start < 2 or words.texts[end : end + 1] not in ([","], ["."], [";"], [")"], ["—"]):
        return False
    behind = words.lowers[end + 1 : end + 2]
    if words.texts[end] == "," and words.deps[end - 1] in ("appos", "nsubj") and behind and behind[0] in _SAYING:
        return True  # "a spokesman for the Council of Velmar, X, said"
    role = words.lowers[start - 2]
    return words.tags[start - 2] in _NOUNS and (role in name_words("role") or role in name_words("office"))


def _is_human_subject(words: Words, start: int, end: int) -> bool:
    for at in range(start, end):
        if words.deps[at] in ("nsubj", "nsubjpass") and not start <= words.heads[at] < end:
            return words.lowers[words.heads[at]] in name_words("human-verb")
    return False
