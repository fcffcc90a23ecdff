"""What the extractors share: what is known beforehand, and what is known of the document at hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trucewatch.casebook import Casebook

if TYPE_CHECKING:
    from trucewatch.extract.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class Published:
    """When the document was published: EDTF value and the first and last day it can have been."""

    value: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What every extractor may consult: the merged casebook and the world's gazetteer."""

    casebook: Casebook
    gazetteer: Gazetteer
