"""The clause around a word: its subject, its object, what hangs on it, read from the parse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from trucewatch.extract.words import Words

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
OBJECTS = ("dobj", "dative", "attr", "oprd")
VERB_TAGS = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
_RELATIVES = ("which", "that", "whom", "who")
CONTROL = ("xcomp", "conj", "advcl", "ccomp", "pcomp")


@dataclass
class Grammar:
    """Looks up the parse of one passage by token index; the children of every token are listed once."""

    words: Words

    @cached_property
    def children(self) -> list[list[int]]:
        """Return the indexes of each token's children, in text order."""
        listed: list[list[int]] = [[] for _ in range(len(self.words))]
        for index, head in enumerate(self.words.heads):
            if head != index:
                listed[head].append(index)
        return listed

    def child(self, at: int, *deps: str) -> int | None:
        """Return the first child with one of these dependencies."""
        return next((child for child in self.children[at] if self.words.deps[child] in deps), None)

    def conjuncts(self, at: int) -> list[int]:
        """Return a token and those joined to it by "and"."""
        found = [at]
        for index in found:
            found += [c for c in self.children[index] if self.words.deps[c] in ("conj", "appos") and c not in found]
        return found

    def is_passive(self, verb: int) -> bool:
        """Return whether a verb stands in the passive."""
        words = self.words
        if any(words.deps[c] in ("auxpass", "nsubjpass", "agent") for c in self.children[verb]):
            return True
        if words.tags[verb] != "VBN" or self.has_aux(verb):
            return False
        if words.deps[verb] == "conj" and self.child(verb, *SUBJECTS, "dobj") is None:
            above = words.heads[verb]  # "was taken and burned down"
            return words.tags[above] == "VBN" and self.child(above, "auxpass", "nsubjpass") is not None
        return words.deps[verb] in ("acl", "amod", "relcl")

    def has_aux(self, verb: int) -> bool:
        """Return whether a form of "have" or another auxiliary belongs to the verb."""
        return any(self.words.deps[c] == "aux" for c in self.children[verb])

    def subject(self, verb: int) -> int | None:
        """Return the grammatical subject, also of the verbs that govern an infinitive or share a subject."""
        seen = set()
        while verb not in seen:
            seen.add(verb)
            found = self.child(verb, *SUBJECTS)
            if found is not None and self.words.lowers[found] not in ("that", "which", "who"):
                return found
            dep, head = self.words.deps[verb], self.words.heads[verb]
            if found is not None or dep in ("relcl", "acl"):
                return head if dep in ("relcl", "acl") else None
            if dep not in CONTROL or head == verb:
                return None
            if dep == "pcomp":
                return self._doer_of_gerund(head)
            if dep == "xcomp" and (controlled := self.child(head, "dobj")) is not None:
                return controlled
            if self.words.deps[head] == "acomp":
                head = self.words.heads[head]
            if self.words.tags[head] not in VERB_TAGS:
                return None
            verb = head
        return None

    def _doer_of_gerund(self, preposition: int) -> int | None:
        """Return who does what follows a preposition: the accused of "accused Velmar of shelling", else the subject."""
        words = self.words
        governor = words.heads[preposition]
        if words.tags[governor] not in VERB_TAGS:
            return governor if governor != preposition else None
        if words.lowers[preposition] in ("of", "for", "from"):
            told = self.object(governor)
            if told is not None:
                return told
        return self.subject(governor)

    def object(self, verb: int) -> int | None:
        """Return the object of a verb, or what a passive is about."""
        if self.is_passive(verb):
            if self.words.deps[verb] in ("acl", "amod", "relcl") and self.child(verb, "nsubjpass") is None:
                return self.words.heads[verb]
            return self.child(verb, "nsubjpass") or self.subject(verb)
        found = self.child(verb, *OBJECTS)
        if found is None and self.words.lowers[verb + 1 : verb + 2] == ["and"]:
            joined = self.child(verb, "conj")  # "ambushed and killed the mayor"
            shared = joined == verb + 2 and self.words.tags[joined] == self.words.tags[verb]
            found = self.child(joined, "dobj") if shared and joined is not None else None
        if found is not None and self.words.deps[verb] == "relcl" and self.words.lowers[found] in _RELATIVES:
            return self.words.heads[verb]
        return found

    def agent(self, verb: int) -> int | None:
        """Return who does what the verb says: the subject, or the "by" of a passive."""
        if not self.is_passive(verb):
            return self.subject(verb)
        by = self.child(verb, "agent") or next(
            (c for c in self.children[verb] if self.words.deps[c] == "prep" and self.words.lowers[c] == "by"), None
        )
        return self.child(by, "pobj") if by is not None else None

    def prepositional(self, at: int, *prepositions: str) -> int | None:
        """Return the object of the first of these prepositions that hangs on a token."""
        return next(self.prepositionals(at, *prepositions), None)

    def prepositionals(self, at: int, *prepositions: str) -> Iterator[int]:
        """Yield the objects of these prepositions that hang on a token, in text order."""
        for child in self.children[at]:
            if self.words.lowers[child] in prepositions and self.words.deps[child] in ("prep", "agent", "dative"):
                found = self.child(child, "pobj", "pcomp")
                if found is not None:
                    yield found

    def phrase(self, at: int, most: int = 6) -> tuple[int, int]:
        """Return the tokens ``[first, last]`` of a noun with what stands before it, at most so many."""
        first = at
        for child in self.children[at]:
            if child < at and self.words.deps[child] in (
                "det",
                "amod",
                "compound",
                "poss",
                "nummod",
                "nmod",
                "quantmod",
            ):
                first = min(first, child)
        return max(first, at - most), at
