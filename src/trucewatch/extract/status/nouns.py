"""Read acts named by nouns: the blockade that was lifted, the handover that is due, the strike that never was."""

from __future__ import annotations

from trucewatch.extract.status.govern import carries_on, kind_at, over_open
from trucewatch.extract.status.group import BE, Group, no_such, read_group
from trucewatch.extract.status.reading import Reading, read_verb
from trucewatch.extract.status.view import View

_TAKEN_FOR_GRANTED = frozenset(
    ("after", "during", "since", "following", "despite", "amid", "amidst", "by", "through", "until", "over", "as",
     "under", "throughout", "before", "at", "from", "behind")
)  # fmt: skip
_INDEFINITE = frozenset({"a", "an", "any", "another", "further", "more", "such"})
_LET = frozenset({"allowed", "permitted", "enabled"})
"""Of what is let happen in the past it is said that it did: "the raid was allowed by the guards"."""
_SUBJECT = ("nsubj", "nsubjpass")
_PASSED_UP = ("conj", "appos", "compound", "nmod", "amod", "poss", "npadvmod", "dep")


def read_noun(view: View, noun: int) -> tuple[int, Reading]:
    """Return the word from which to climb on, and what has been read of the noun so far."""
    if (told := _described(view, noun)) is not None:
        return noun, told
    if no_such(view, noun):
        return noun, Reading("undone", "status.negation")
    if any(view.tags[at] == "MD" and view.deps[at] == "aux" for at in view.children(noun)):
        return noun, read_verb(view, noun, told=False)  # a verb that the tagger took for a noun
    node = noun
    for _ in range(6):
        above, dep = view.heads[node], view.deps[node]
        if above == node:
            return node, _unbound(view, node)
        if rule := view.has(above, "condition"):
            return above, Reading("none", rule)
        if dep in _SUBJECT:
            return above, _subject(view, node, above, dep, noun)
        if dep == "attr" and view.words[above] in BE:
            return above, read_verb(view, above, told=False)
        if dep in ("pobj", "pcomp"):
            if view.words[above] in _TAKEN_FOR_GRANTED:
                return above, Reading("done")
            if view.has(above, "avoid"):
                return above, Reading("undone", "status.avoid")
            node = above
            continue
        reading = over_open(view, above, node)
        if reading is not None:
            return above, reading
        if dep not in _PASSED_UP:
            return above, _object(view, above, noun)
        node = above
    return node, Reading("done")


def _unbound(view: View, noun: int) -> Reading:
    """Read a noun that the parse leaves without a verb, by what takes place behind it."""
    if not view.headline:
        for at in range(view.last + 1, len(view.words)):
            if (rule := view.has(at, "occur")) and view.verbal(at):
                return _happening(view, at, rule)
    return Reading("done")


def _described(view: View, noun: int) -> Reading | None:
    """Read adjectives: a planned, possible, alleged or continuing act."""
    for child in view.children(noun):
        if view.deps[child] != "amod" or child > noun:
            continue
        found = view.marks.get(child, {})
        if "hedge" in found:
            return Reading("done", found["hedge"], "alleged")
        if "weigh" in found:
            return Reading("none", found["weigh"])
        if "intent" in found:
            return Reading("planned", found["intent"])
        if "stay" in found and view.tags[child] != "VBN" and view.words[child] != "continued":
            return Reading("ongoing", found["stay"])
    return None


def _indefinite(view: View, noun: int) -> bool:
    return any(view.words[child] in _INDEFINITE for child in view.children(noun) if child < noun)


def _object(view: View, verb: int, noun: int) -> Reading:
    """Read the object of a verb that no rule lists: the act is taken for granted, unless there was not any."""
    if view.verbal(verb) and _indefinite(view, noun) and read_group(view, verb).negative:
        return Reading("undone", "status.negation")
    return Reading("done")


_PASSIVE = ("occur", "intent", "duty", "bound", "deny", "false", "cancel", "defer", "refusal", "allow", "hindrance",
            "demand", "weigh", "unsure", "stay", "failure")  # fmt: skip
_ACTIVE = ("occur", "false", "failure", "stay", "unsure")
_PREDICATED = ("failure", "occur", "intent", "duty", "bound", "unsure", "false", "weigh", "stay", "refusal")


def _subject(view: View, node: int, verb: int, dep: str, noun: int) -> Reading:
    group = read_group(view, verb)
    if node == noun and not group.negative and carries_on(view, verb):
        return Reading("ongoing", "status.stay")
    if node != noun:
        return _governing_subject(view, node, verb, noun)
    kinds: tuple[str, ...] = _PASSIVE if dep == "nsubjpass" or group.passive else _ACTIVE
    found = kind_at(view, verb, node, _PREDICATED if view.words[verb] in BE else kinds)
    if found is None:
        return _to_come(view, verb, group) or _bare_subject(view, verb, noun, dep)
    kind, rule = found
    if kind == "occur":
        return _happening(view, verb, rule)
    if kind in ("intent", "duty", "bound"):
        return Reading("none" if group.negative else "owed" if group.tense == "past" else "planned", rule)
    if kind == "deny" and view.marks.get(noun, {}).keys() & {"demand", "weigh", "rumour"}:
        return Reading("done", rule)
    if kind in ("deny", "false"):
        return Reading("done" if group.negative else "denied", rule)
    if kind == "failure":
        return Reading("omitted" if view.words[verb] in BE else "undone", rule)
    if kind == "hindrance" and group.negative:
        return Reading("done" if group.tense == "past" else "none", rule)
    if kind == "allow" and view.words[verb] in _LET and not group.negative:
        return Reading("done" if group.tense == "past" and not group.modal else "none", rule)
    if kind in ("allow", "hindrance"):
        return Reading("undone" if group.tense == "past" else "none", rule)
    if kind == "stay":
        return Reading("ongoing" if group.tense == "present" else "done", rule)
    if kind == "defer":
        came = any(view.deps[child] == "conj" and view.has(child, "occur") for child in view.children(verb))
        return Reading("done" if came else "planned", rule)
    return Reading("omitted" if kind == "cancel" and view.anywhere("owed") else "none", rule)


def _to_come(view: View, verb: int, group: Group) -> Reading | None:
    """Read "the handover is to begin"."""
    for child in view.children(verb):
        if view.words[verb] in BE and view.deps[child] == "xcomp" and view.tags[child] == "VB":
            return Reading("owed" if group.tense == "past" else "planned", "status.is-to")
    return None


def _happening(view: View, verb: int, rule: str) -> Reading:
    reading = read_verb(view, verb, told=False)
    group = read_group(view, verb)
    if reading.state in ("ongoing", "done") and group.tense == "present" and view.has(verb, "stay"):
        return Reading("ongoing", rule)
    if reading.state == "ongoing" and (not group.progressive or group.perfect):
        return Reading("done", rule)
    return Reading("planned", rule) if group.modal == "would" and not group.perfect else reading


def _bare_subject(view: View, verb: int, noun: int, dep: str) -> Reading:
    """Read the subject of a verb that no rule lists: what the act does, it does as it goes on or went on."""
    group = read_group(view, verb)
    if group.modal in ("would", "could", "might", "may", "can", "should"):
        thought = group.modal in ("would", "should") or _indefinite(view, noun)
        return Reading("none" if thought else "done", "status.modal")
    if group.tense == "future":
        return Reading("planned", "status.future")
    if group.form == "finite" and group.tense == "present" and not group.negative and dep == "nsubj":
        lasting = not group.perfect or ("been" in view.words[: verb + 1] and "since" in view.words[verb:])
        return Reading("ongoing" if lasting and not view.headline else "done")
    return Reading("done")


def _governing_subject(view: View, node: int, verb: int, noun: int) -> Reading:
    """Read "the deadline for the release passed", "reports of a raid are false", "victims of the raid wept"."""
    below = noun
    reading = over_open(view, node, below)
    found = kind_at(view, verb, node, ("false", "deny"))
    if found is not None and view.has(node, "rumour", "deny"):
        return Reading("denied", found[1])
    return reading or Reading("done")
