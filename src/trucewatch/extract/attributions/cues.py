"""Read each cue of a paragraph: who says what by which words."""

from __future__ import annotations

from spacy.tokens import Token

from trucewatch.extract.attributions.lexicon import lexicon
from trucewatch.extract.attributions.nouns import read_according, read_aim, read_noun, read_version
from trucewatch.extract.attributions.said import Said
from trucewatch.extract.attributions.scene import SHORT_QUOTATION, Scene
from trucewatch.extract.attributions.verbs import read_verb


def find_cued(scene: Scene) -> list[Said]:
    """Return what the cues of a paragraph attribute, in the order of the cues."""
    words = lexicon()
    found: list[Said] = []
    for at, word in enumerate(scene.words):
        if word not in words.cues or _within_speech(scene, at):
            continue
        token = scene.doc[at]
        if word in words.verbs and _is_verb(token):
            found.extend(read_verb(scene, token, words.verbs[word]))
        elif word == "according":
            found.extend(read_according(scene, at, words.according))
        elif word in words.aims and scene.words[at + 1 : at + 3] in (
            ("aim", "of"),
            ("goal", "of"),
            ("purpose", "of"),
            ("aim", "to"),
        ):
            found.extend(read_aim(scene, token, words.aims[word]))
        elif word in words.nouns and token.tag_[:1] == "N":
            found.extend(read_noun(scene, token, words.nouns[word]))
        if word in words.versions:
            found.extend(read_version(scene, token, words.versions[word]))
    return found


def _within_speech(scene: Scene, at: int) -> bool:
    return scene.quoted[at] >= 0 and scene.quotations[scene.quoted[at]].words > SHORT_QUOTATION


def _is_verb(token: Token) -> bool:
    """Tell whether a form is used as a verb, by its tag or by having a subject and a clause of its own."""
    if token.tag_[:1] == "V" or token.lower_ in ("said", "says", "told"):
        return True
    parts = {child.dep_ for child in token.children}
    return "nsubj" in parts and "ccomp" in parts
