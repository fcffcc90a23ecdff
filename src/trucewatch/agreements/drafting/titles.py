"""A short phrase for a provision, of its own words: "Withdraw heavy weapons", "Do not recruit fighters"."""

from __future__ import annotations

from trucewatch.agreements.drafting.joining import Clause
from trucewatch.agreements.drafting.lexicon import forms
from trucewatch.extract.acts.roles import Cast
from trucewatch.extract.scene import Scene

_MOST = 5
"""Words of a phrase behind its verb."""
_LEADS = {"ban": "do not", "permission": "may"}


def phrase_of(cast: Cast, clause: Clause, scene: Scene) -> str:
    """Return what a clause is about in a few words: its verb with its object, or what is done to what."""
    words, verb = cast.words, clause.verb
    if clause.frame.leads == "none":
        return _joined(_run(cast, clause.first, clause.last, scene))
    behind = _run(cast, verb + 1, clause.last, scene)
    if cast.grammar.is_passive(verb) and clause.subject is not None:
        first = cast.grammar.phrase(clause.subject)[0]
        done = _run(cast, max(clause.first, first), clause.subject, scene)
        return _joined(["no" if clause.kind == "ban" else "", *done, words.lowers[verb], *behind[: _MOST - 2]])
    be = words.lowers[verb] in ("be", "is", "are")
    if be and clause.subject is not None:
        return _joined(_run(cast, cast.grammar.phrase(clause.subject)[0], clause.subject, scene) or behind)
    return _joined([_LEADS.get(clause.kind, ""), words.lowers[verb], *behind])


def _run(cast: Cast, first: int, last: int, scene: Scene) -> list[str]:
    """Return the telling words from one on, up to a stop, a time, or as many as a phrase holds."""
    words, found = cast.words, list[str]()
    for at in range(first, last + 1):
        low = words.lowers[at]
        timed = any(time.start <= words.starts[at] < time.end for time in scene.times)
        if timed or len(found) >= _MOST or (found and (low in forms("title-stops") or not low[:1].isalnum())):
            break
        if low[:1].isalnum() and low not in forms("title-skips") and not words.tags[at].startswith("RB"):
            found.append(words.texts[at] if words.tags[at].startswith("NNP") else low)
    while found and found[-1].lower() in forms("title-joints"):
        found.pop()
    return found


def _joined(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)
