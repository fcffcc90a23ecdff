"""Follow an act up the parse, through the words that govern it, to what the sentence says of it."""

from __future__ import annotations

from trucewatch.extract.status.govern import OPEN_KINDS, is_negative, over_open, over_told
from trucewatch.extract.status.group import read_group
from trucewatch.extract.status.nouns import read_noun
from trucewatch.extract.status.reading import Reading, read_verb
from trucewatch.extract.status.view import View

_MOST_STEPS = 12
FACTUAL = frozenset({"after", "before", "during", "since", "following", "despite", "amid", "amidst", "by", "through",
                     "upon", "until", "over", "as", "like", "besides", "throughout"})  # fmt: skip
"""Prepositions whose act is taken for granted."""

_ANY = frozenset({"a", "an", "any", "every", "each"})
_CLAUSES = ("ccomp", "csubj", "csubjpass", "parataxis", "acl", "relcl", "pcomp")


def read_act(view: View, told: bool) -> Reading:
    """Return what the sentence says of the act, before duties and deadlines are weighed."""
    if _headline_plan(view):
        return Reading("planned", "status.headline-infinitive")
    if is_verb(view, view.head):
        node, reading = view.head, read_verb(view, view.head, told or _in_clause(view, view.head))
        if reading.state == "open":
            node, reading = _surface(view, node, reading)
        if reading.state in ("planned", "owed") and _negated_infinitive(view):
            return Reading("none", reading.rule)
        if any(view.words[at] in ("whether", "if") and view.deps[at] == "mark" for at in view.children(view.head)):
            return Reading("none", "status.unsure")
    else:
        node, reading = read_noun(view, view.head)
    return _disbelieved(view, _climb(view, node, reading, told))


def _headline_plan(view: View) -> bool:
    """Return whether a headline's "Army to clear road" was tagged as if "clear" were no verb."""
    at = view.first
    plain = view.headline and at > 1 and view.words[at - 1] == "to" and view.tags[at - 2][:2] == "NN"
    return plain and view.tags[at] in ("JJ", "NN")


def _negated_infinitive(view: View) -> bool:
    """Return whether "not" or "never" stands before the trigger's own "to"."""
    group = read_group(view, view.head)
    return group.form == "infinitive" and group.negative


def _disbelieved(view: View, reading: Reading) -> Reading:
    """Read a tale that the sentence elsewhere calls untrue."""
    topic = view.words[0] == "that" and view.deps[0] == "mark"  # "That they left is a lie"
    topic = topic or (view.words[0] == "it" and any(view.has(at, "false") for at in range(2, min(6, view.first))))
    tale = reading.voice == "alleged" and reading.rule in ("", "status.rumour")
    if (tale or topic) and reading.state in ("done", "ongoing"):
        for at in range(len(view.words)):
            if (rule := view.has(at, "false", "deny")) and not is_negative(view, at):
                return Reading("denied", rule)
    return reading


def is_verb(view: View, at: int) -> bool:
    """Return whether the trigger's chief word acts as a verb; tagged as a noun it may still head a participle."""
    if view.tags[at][:2] == "VB":
        return True
    if not view.words[at].endswith("ing") or not view.headline or view.deps[at] not in ("compound", "ROOT", "amod"):
        return False
    return at > 0 and view.tags[at - 1] not in ("DT", "JJ", "IN", "POS") and view.words[at + 1 : at + 2] != ["of"]


def _in_clause(view: View, verb: int) -> bool:
    """Return whether a verb's clause is what somebody says or thinks."""
    return view.deps[verb] == "ccomp" or any(
        view.deps[child] == "mark" and view.words[child] == "that" for child in view.children(verb)
    )


def _surface(view: View, verb: int, reading: Reading) -> tuple[int, Reading]:
    """Apply the word right before "to leave" or "leaving", whatever the parse says of it."""
    at = verb - 1
    while at > 0 and (view.tags[at] in ("RB", "TO") or view.words[at] in ("have", "be", "been")):
        at -= 1
    if at < 0 or view.heads[verb] == at or not any(view.has(at, kind) for kind in OPEN_KINDS):
        return verb, reading
    if view.tags[at] in ("NNP", "NNPS") and not view.headline:
        return verb, reading
    return at, over_open(view, at, verb) or reading


def _climb(view: View, node: int, reading: Reading, told: bool) -> Reading:
    for _ in range(_MOST_STEPS):
        above = view.heads[node]
        if above == node or (reading.state == "none" and reading.rule != "status.bound"):
            break
        dep = view.deps[node]
        if dep == "advcl" and _aside(view, node, reading):
            return _adverbial(view, node, above, reading)
        if dep == "relcl" and reading.state != "open" and not _that_clause(view, node, above):
            return _generic(view, node, above, reading)
        if dep in ("pobj", "pcomp") and view.words[above] in FACTUAL and reading.state == "open":
            return Reading("done")
        reading = _step(view, node, above, dep, reading, told)
        node = above
    return reading if reading.state != "open" else _alone(view, node)


def _step(view: View, node: int, above: int, dep: str, reading: Reading, told: bool) -> Reading:
    if reading.state == "open":
        if dep == "conj":
            return reading if not view.verbal(above) else _shared(view, node, above, told)
        if (
            dep == "advcl"
            and view.verbal(above)
            and view.tags[node] == "VBG"
            and read_group(view, node).form == "gerund"
        ):
            return read_verb(view, above, told)
        return over_open(view, above, node) or _unknown(view, node, above, dep, reading)
    parted = any(view.words[at] in (";", ":") for at in range(min(node, above), max(node, above)))
    if parted and dep in ("ccomp", "parataxis", "dep"):
        return reading
    if (
        dep in ("ccomp", "parataxis")
        and not told
        and not reading.voice
        and view.verbal(above)
        and view.has(above, "say")
    ):
        reading = Reading(reading.state, reading.rule, _teller(view, above))
    if dep == "conj" or dep == "prep" or (dep in ("pobj", "dobj", "nsubj", "nsubjpass", "oprd", "attr", *_CLAUSES)):
        return over_told(view, above, node, reading) if dep != "conj" else reading
    return reading


def _teller(view: View, verb: int) -> str:
    """Return whose word a clause under a verb of saying is: a party's, unless those who watch say so."""
    subject = read_group(view, verb).subject
    if subject is not None and any(
        view.has(at, "neutral", "both", "evidence") for at in (subject, *view.children(subject))
    ):
        return "vouched"
    return "alleged"


def _shared(view: View, node: int, above: int, told: bool) -> Reading:
    """Return the reading of the verb before "and": a bare form shares its auxiliaries."""
    return read_verb(view, above, told or _in_clause(view, above))


def _unknown(view: View, node: int, above: int, dep: str, reading: Reading) -> Reading:
    """Read an open form under a word that no rule lists."""
    infinitive = any(view.tags[child] == "TO" for child in view.children(node))
    own_subject = any(view.deps[child] == "nsubj" for child in view.children(node))
    if view.headline and own_subject and not infinitive and dep != "acl":
        return Reading("ongoing", "status.headline-participle")
    if dep in ("csubj", "nsubj", "nsubjpass") and view.verbal(above):
        return _topic(view, above)
    if dep == "pcomp" and view.words[above] == "against":
        return Reading("none", "status.weigh")
    if infinitive and dep == "ccomp" and own_subject:
        return Reading("planned", "status.headline-infinitive")
    if infinitive and dep == "acl" and not view.headline:
        return Reading("none", "status.purpose")
    if dep in ("prep", "pobj", "pcomp") or not view.verbal(above):
        return reading
    if infinitive:
        return Reading("undone" if read_group(view, above).negative else "none", "status.purpose")
    return read_verb(view, above, told=False)


def _topic(view: View, verb: int) -> Reading:
    """Read a gerund that is spoken of: "leaving would be folly", "leaving cost them the port"."""
    group = read_group(view, verb)
    if view.has(verb, "stay") or any(view.has(at, "stay") for at in view.children(verb)):
        return Reading("ongoing", "status.stay")
    return Reading("done" if group.tense == "past" and not group.modal else "none", "status.topic")


def _aside(view: View, node: int, reading: Reading) -> bool:
    """Return whether an adverbial clause stands on its own: finite, with a conjunction."""
    return reading.state != "open" or any(view.has(child, "condition") for child in view.children(node))


def _adverbial(view: View, node: int, above: int, reading: Reading) -> Reading:
    marks = [child for child in view.children(node) if child < node and view.deps[child] in ("mark", "advmod")]
    for child in marks:
        if (rule := view.has(child, "condition")) and view.words[child - 1] != "even":
            return Reading("none", rule)
        rule = view.has(child, "until")
        group = read_group(view, node)
        if rule and group.form == "finite" and group.tense != "past" and not group.perfect:
            return Reading("none", rule)
    return reading


def _generic(view: View, node: int, above: int, reading: Reading) -> Reading:
    rule = view.has(above, "anyone")
    if (
        rule is None
        and read_group(view, node).tense == "present"
        and reading.rule == ""
        and any(view.words[at] in _ANY for at in view.children(above))
    ):
        rule = "status.anyone"
    if rule and reading.state in ("ongoing", "planned", "done"):
        return Reading("none", rule)
    taken = view.low <= above and any(view.words[at] in ("which", "who", "where") for at in view.children(node))
    taken = taken and reading.state == "done" and not reading.voice
    return Reading(reading.state, reading.rule, "own") if taken else reading


def _that_clause(view: View, node: int, above: int) -> bool:
    told = view.has(above, "rumour", "unproven", "false")
    return bool(told) and any(
        view.deps[child] == "mark" or view.words[child] == "that" for child in view.children(node)
    )


def _alone(view: View, node: int) -> Reading:
    """Read an open form that nothing governs: in headlines "to leave" is a plan and "leaving" goes on."""
    head = view.head
    if not is_verb(view, head):
        return Reading("done")
    if any(view.tags[at] == "TO" for at in range(max(0, head - 3), head)):
        return Reading("planned", "status.headline-infinitive")
    if view.has(view.heads[head], "anyone") or any(view.has(at, "anyone") for at in range(head)):
        return Reading("none", "status.anyone")
    return Reading("ongoing", "status.headline-participle") if view.headline else Reading("done")
