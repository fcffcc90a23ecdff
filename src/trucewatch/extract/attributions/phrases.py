"""Find what a reporting verb introduces as a phrase: "to have left", "leaving", "Y of leaving", "Y as a crime"."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.attributions.clauses import clause_from, next_comma, that_of
from trucewatch.extract.attributions.lexicon import Verb, lexicon
from trucewatch.extract.attributions.scene import MARKS, Scene
from trucewatch.extract.attributions.spans import Content, clause_end, has_finite, to_content

_PLACE_LINKS = frozenset({
    "in", "at", "near", "along", "inside", "outside", "around", "across", "between", "against", "through", "towards",
    "during", "over", "beyond", "behind", "above", "below",
})  # fmt: skip
_PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX"})


def infinitive(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    for child in verb.rights:
        if (
            child.dep_ in ("xcomp", "ccomp")
            and scene.words[child.left_edge.i] == "to"
            and child.tag_ in ("VB", "VBN", "VBD")
        ):
            return _phrase(scene, child.left_edge.i, child.right_edge.i + 1, "infinitive")
    return None


def event(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return a bare event with what is told of it: "reported shelling on the outskirts"."""
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "xcomp", "ccomp")), None)
    if noun is None or noun.tag_ not in ("NN", "NNS", "VBG") or noun.lower_ in lexicon().pointers | lexicon().moments:
        return None
    start, high = noun.left_edge.i, scene.sentence_at(verb.i)[1]
    end = max(noun.right_edge.i + 1, next_comma(scene, noun.i, high))
    return _phrase(scene, start, end, "event") if end - start > 2 and start - verb.i < 4 else None


def gerund(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    for child in verb.rights:
        if child.tag_ == "VBG" and child.dep_ in ("xcomp", "ccomp", "dobj", "pcomp"):
            return _phrase(scene, max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1, "gerund")
    return None


def _phrase(scene: Scene, start: int, end: int, taken: str) -> Content | None:
    return to_content(scene, start, clause_end(scene, start, end), taken)


def _object(verb: Token) -> Token | None:
    return next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj") and child.i > verb.i), None)


def object_of(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    noun = next((child for child in verb.rights if child.dep_ == "dobj"), None)
    if noun is None or noun.tag_ in _PRONOUNS or noun.lower_ in lexicon().moments or noun.tag_[:1] not in "NC":
        return None
    if any(child.dep_ in ("dative", "iobj") and child.i < noun.i for child in verb.rights):
        return None
    if noun.lower_ in lexicon().pointers:
        return pointed(scene, verb, entry)
    if entry.only and noun.lower_ not in entry.only:
        return None
    end = max(noun.right_edge.i + 1, *(child.right_edge.i + 1 for child in verb.rights if _extends(child, noun)), 0)
    if end - noun.left_edge.i < 2 and entry.stance != "deny":
        return None
    return _phrase(scene, noun.left_edge.i, _stretched(scene, verb, end), "object")


def _extends(child: Token, noun: Token) -> bool:
    """Tell whether a modifier of the verb belongs to the loss, death or number that its object names."""
    return child.i > noun.i and child.dep_ == "prep" and child.lower_ in ("of", "from", "among", "as", "for")


def pointed(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return the clause behind a noun of saying that is the object: "denied claims that …", "rejected charges of …"."""
    noun = _object(verb)
    if noun is None or noun.lower_ not in lexicon().nouns:
        return None
    that = that_of(scene, noun.i)
    if that is not None:
        return clause_from(scene, noun, that)
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return _phrase(scene, child.i + 1, child.right_edge.i + 1, "pointed")
    return None


def attitude(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    noun = _object(verb)
    if noun is None or noun.lower_ not in lexicon().attitudes:
        return None
    that = that_of(scene, noun.i)
    if that is not None:
        return clause_from(scene, noun, that)
    for child in noun.rights:
        if child.tag_ == "VB" and scene.words[child.left_edge.i] == "to":
            return _phrase(scene, child.left_edge.i, child.right_edge.i + 1, "attitude")
    start, end = noun.left_edge.i, noun.right_edge.i + 1
    end = _stretched(scene, verb, end) if end < len(scene.words) else end
    return _phrase(scene, start, end, "attitude") if any(scene.quoted[at] >= 0 for at in range(start, end)) else None


def of(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    link = "at" if verb.lower_[:4] == "hint" else "of"
    for child in verb.rights:
        if child.dep_ == "prep" and child.lower_ == link:
            return _phrase(scene, child.i, _stretched(scene, verb, child.right_edge.i + 1), "of")
    return None


def accuse(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    return _object_and(scene, verb, ("of",), "accuse")


def blame(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    return _object_and(scene, verb, ("for", "on") if entry.stance == "accuse" else ("for",), "blame")


def _object_and(scene: Scene, verb: Token, links: tuple[str, ...], taken: str) -> Content | None:
    """Return the object together with what it is accused of or blamed for."""
    high = scene.sentence_at(verb.i)[1]
    parts = [
        child
        for child in verb.rights
        if child.dep_ in ("dobj", "nsubj", "prep", "ccomp", "pobj", "dative", "advcl", "conj")
    ]
    if not parts or parts[0].lower_ == "by":
        return None
    start = parts[0].left_edge.i
    link = next((at for at in range(start, min(high, start + 30)) if scene.words[at] in links), None)
    if link is None or (link == start and not _passive_parts(verb)) or _is_time(scene.doc[link]):
        return None
    end = max(
        part.right_edge.i + 1 for part in parts if part.left_edge.i <= link or (part.dep_ == "prep" and part.i == link)
    )
    end = max(end, scene.doc[link].right_edge.i + 1)
    return _phrase(scene, start, _stretched(scene, verb, min(end, high)), taken)


def _is_time(link: Token) -> bool:
    """Tell whether a preposition opens a phrase of time ("for the first time")."""
    return any(child.dep_ == "pobj" and child.lower_ in lexicon().moments for child in link.rights)


def _stretched(scene: Scene, verb: Token, end: int) -> int:
    """Return the end of a phrase with the place that follows it, though the parse hangs that on the verb."""
    words, high = lexicon(), scene.sentence_at(verb.i)[1]
    while end < high and scene.words[end] in _PLACE_LINKS and scene.doc[end].head == verb:
        place = next((child for child in scene.doc[end].rights if child.dep_ == "pobj"), None)
        if (
            place is None
            or place.lower_ in words.moments
            or place.lower_ in words.papers
            or place.lower_ in words.talks
        ):
            return end
        end = scene.doc[end].right_edge.i + 1
    return end


def _passive_parts(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def described_as(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return "Y as a crime" behind "described", only "a crime" where Y is a pronoun or stands elsewhere."""
    high = scene.sentence_at(verb.i)[1]
    link = next((at for at in range(verb.i + 1, high) if scene.words[at] == "as"), None)
    if link is None or link - verb.i > 25 or has_finite(scene, verb.i + 1, link):
        return None
    if not _governed(scene.doc[link], verb):
        return None
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj") and child.i < link), None)
    end = min(max(scene.doc[link].right_edge.i + 1, link + 2), high)
    if scene.doc[link].dep_ in ("advmod", "mark"):
        end = max(end, next_comma(scene, link + 1, high))
    start = link + 1 if noun is None or noun.tag_ in _PRONOUNS else noun.left_edge.i
    return _phrase(scene, start, end, "as")


def _governed(word: Token, verb: Token) -> bool:
    head = word.head
    for _ in range(4):
        if head == verb:
            return True
        head = head.head
    return False


def naming(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return "the siege a crime" behind "called"; a bare name that a thing is called by is no content."""
    following = scene.words[verb.i + 1] if verb.i + 1 < len(scene.words) else ""
    if following in ("for", "on", "off", "upon", "in", "up", "by", "out") or (
        verb.i and scene.words[verb.i - 1] == "-"
    ):
        return None
    noun = next((child for child in verb.rights if child.dep_ in ("dobj", "nsubj", "ccomp") and child.i > verb.i), None)
    name = next(
        (
            child
            for child in verb.rights
            if child.dep_ in ("oprd", "attr", "acomp", "conj") and noun and child.i > noun.i
        ),
        None,
    )
    if noun is None:
        return None
    if name is None and noun.dep_ == "ccomp":
        inner = next((child for child in noun.lefts if child.dep_ == "nsubj"), None)
        return _judgement(scene, inner, noun) if inner is not None else None
    return _judgement(scene, noun, name) if name is not None else _adjoined(scene, noun)


def _adjoined(scene: Scene, noun: Token) -> Content | None:
    """Return "the decree “a crime”" where nothing but its place says that the two belong together."""
    behind, high = noun.right_edge.i + 1, scene.sentence_at(noun.i)[1]
    first = behind + (behind < high and scene.words[behind] in MARKS)
    if first >= high or scene.words[first] not in ("a", "an"):
        return None
    end = next_comma(scene, first, high)
    return _phrase(scene, behind if noun.tag_ in _PRONOUNS else noun.left_edge.i, end, "naming")


def put_at(scene: Scene, verb: Token, entry: Verb) -> Content | None:
    """Return "the toll at 14" behind "put"."""
    noun, high = _object(verb), scene.sentence_at(verb.i)[1]
    if noun is None:
        return None
    link = next((at for at in range(noun.i + 1, min(high, noun.i + 12)) if scene.words[at] == "at"), None)
    end = next_comma(scene, link, high) if link is not None else high
    if link is None or not any(scene.tags[at] == "CD" for at in range(link + 1, min(end, link + 6))):
        return None
    return _phrase(scene, noun.left_edge.i, end, "put")


def _judgement(scene: Scene, noun: Token, name: Token) -> Content | None:
    first = name.left_edge.i if name.left_edge.i > noun.i else noun.right_edge.i + 1
    word, text = scene.words[first], scene.words[first]
    judged = (
        word in ("a", "an", "not", "“", '"', "‘", "its", "his")
        or text in MARKS
        or name.tag_ in ("JJ", "VBN", "JJR", "JJS", "NN", "NNS")
    )
    if not judged or (name.tag_ in ("NNP", "NNPS") and word not in ("a", "an")):
        return None
    start = first if noun.tag_ in _PRONOUNS else noun.left_edge.i
    return _phrase(scene, start, name.right_edge.i + 1, "naming")
