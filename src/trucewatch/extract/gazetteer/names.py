"""Names folded for comparison: case, diacritics, apostrophes, hyphens and points do not tell places apart."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({
    "ı": "i", "İ": "i", "ə": "a", "Ə": "a", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ß": "ss",
    "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "þ": "th", "Þ": "th", "ð": "d", "ħ": "h", "Ħ": "h", "ŋ": "ng",
    "-": " ", "‐": " ", "‑": " ", "–": " ", "_": " ", "/": " ", ",": " ",
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad'’‘ʼʻʿʾ`´′.\"“”()", None),
})  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


@lru_cache(maxsize=16384)
def fold_name(name: str) -> str:
    """Return a name in small letters without diacritics, points, apostrophes or hyphens, single-spaced."""
    if name.isascii() and name.isalpha():
        return name.lower()
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", plain).translate(_LETTERS)
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    words = plain.split()
    return " ".join(_SHORT.get(word, word) for word in words)


def is_latin(name: str) -> bool:
    """Return whether every letter of a name is Latin."""
    return all("LATIN" in unicodedata.name(char, "") for char in name if char.isalpha())


_SOUNDS = {
    "J": ("dzh", "tsch", "tch", "dj", "ch", "zh", "j"), "K": ("kh", "gh", "ck", "q", "x", "k", "g", "c"),
    "S": ("sch", "sh", "ts", "tz", "s", "z"), "D": ("th", "dh", "d", "t"), "V": ("ph", "f", "v", "w", "b", "p"),
    "": ("a", "e", "i", "o", "u", "y", "h", " "),
}  # fmt: skip
_SOUND_OF = {letters: sound for sound, group in _SOUNDS.items() for letters in group}
_LETTERS_OF_SOUND = re.compile("|".join(sorted(_SOUND_OF, key=lambda letters: (-len(letters), letters))))
_DOUBLED = re.compile(r"(.)\1+")


def sound_key(folded: str) -> str:
    """Return the consonants of a folded name, alike-sounding ones made one.

    Names that differ only by the system of transliteration mostly share the key: Nakhijevan and Nakhchivan,
    Hodeida and Hudaydah, Zangezour and Zangezur. A vowel at the beginning is kept as a mark.
    """
    key = _LETTERS_OF_SOUND.sub(lambda match: _SOUND_OF[match[0]], folded)
    return ("A" if folded[:1] in "aeiouy" else "") + _DOUBLED.sub(r"\1", key)
