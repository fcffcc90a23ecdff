"""JSON read piece by piece: the items of a long array one after the other, never the whole file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, TextIO

from trucewatch.documents.formats.limits import MAX_ITEM_CHARS
from trucewatch.errors import Unreadable

_PIECE = 2**18
_SPACE = " \t\r\n\ufeff"


class JsonStream:
    """The top of a JSON text: an array's items, or an object's fields and the items of its arrays."""

    def __init__(self, text: TextIO) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(strict=False)
        self._buffer = ""
        self._at = 0
        self._ended = False

    def read(self) -> Iterator[tuple[str, Any, int | None]]:
        """Yield ``(key, value, number)``: ``number`` counts the items of an array from 1, and is None for a field.

        The key is empty for the items of a top array, and for a top value that is neither array nor object.

        Raises:
            Unreadable: ``damaged``, ``truncated`` or ``too-large``, after what could be read before.
        """
        first = self._peek()
        if first == "[":
            yield from self._items("")
        elif first == "{":
            yield from self._fields()
        else:
            yield "", self._value(), None

    def _fields(self) -> Iterator[tuple[str, Any, int | None]]:
        self._at += 1
        while self._peek() != "}":
            key = self._value()
            self._expect(":")
            if self._peek() == "[":
                yield from self._items(str(key))
            else:
                yield str(key), self._value(), None
            if self._peek() != "}":
                self._expect(",")

    def _items(self, key: str) -> Iterator[tuple[str, Any, int | None]]:
        self._at += 1
        number = 0
        while self._peek() != "]":
            number += 1
            yield key, self._value(), number
            if self._peek() != "]":
                self._expect(",")
        self._at += 1

    def _peek(self) -> str:
        """Return the next character that is no white space."""
        while True:
            while self._at < len(self._buffer):
                if self._buffer[self._at] not in _SPACE:
                    return self._buffer[self._at]
                self._at += 1
            if not self._more():
                raise Unreadable("truncated", "The JSON ends in the middle.")

    def _expect(self, mark: str) -> None:
        if self._peek() != mark:
            raise Unreadable("damaged", f"The JSON is not well formed: “{mark}” is missing.")
        self._at += 1

    def _value(self) -> Any:
        self._peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                if self._is_damage(error) or not self._more():
                    code = "truncated" if self._ended and not self._is_damage(error) else "damaged"
                    raise Unreadable(code, f"The JSON is not well formed: {error.msg}.") from error
                continue
            except RecursionError as error:
                raise Unreadable("damaged", "The JSON is nested too deeply.") from error
            if end == len(self._buffer) and self._more():
                continue
            self._at = end
            return value

    def _is_damage(self, error: json.JSONDecodeError) -> bool:
        """Tell damage from a value of which only the beginning has been read so far."""
        return not error.msg.startswith("Unterminated") and error.pos < len(self._buffer) - 16

    def _more(self) -> bool:
        """Read on, by as much as is at hand already, so that a long value is tried few times."""
        if self._ended:
            return False
        self._buffer = self._buffer[self._at :]
        self._at = 0
        if len(self._buffer) > MAX_ITEM_CHARS:
            raise Unreadable("too-large", f"One item of the JSON has more than {MAX_ITEM_CHARS:,} characters.")
        piece = self._text.read(max(_PIECE, len(self._buffer)))
        self._buffer += piece
        self._ended = not piece
        return bool(piece)
