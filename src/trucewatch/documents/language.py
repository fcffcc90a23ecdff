"""What language a text is in: function words settle English, an identifier the rest."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from trucewatch.documents.segments.words import words_of

SAMPLED = 3000
"""Code points looked at, taken from the beginning, middle and end of a text."""
_ENGLISH_SHARE, _TELLING_SHARE = 0.2, 0.09
_SURE = 0.75
_SURE_SHORT = 0.95
_SHORT = 6
_WORD = re.compile(r"[^\W\d_]+")


def find_language(text: str, stated: str | None = None) -> str | None:
    """Return the ISO 639 code of the language of a text, or None where too little or nothing tells.

    Args:
        text: The article's own words, without what frames it.
        stated: What metadata say, such as ``en-GB``; it decides where the words do not.
    """
    sample = _sample(text)
    words = _WORD.findall(sample.casefold())
    if not words:
        return None
    if _is_english(words):
        return "en"
    language, score = _identifier().classify(sample)
    if score >= (_SURE if len(words) >= _SHORT else _SURE_SHORT) and language != "zxx":
        return str(language)
    code = (stated or "").strip().replace("_", "-").partition("-")[0].casefold()
    return code if len(code) == 2 and code.isalpha() else None


def _sample(text: str) -> str:
    if len(text) <= SAMPLED:
        return text
    third = SAMPLED // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _is_english(words: list[str]) -> bool:
    if len(words) < 4:
        return False
    common, only = words_of("english"), words_of("english-only")
    english = sum(word in common for word in words)
    telling = sum(word in only for word in words)
    return english >= _ENGLISH_SHARE * len(words) and telling >= _TELLING_SHARE * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
