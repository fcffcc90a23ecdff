"""The world's places by name: compiled once, looked up from a memory-mapped file by every process."""

from trucewatch.extract.gazetteer.model import Candidate
from trucewatch.extract.gazetteer.names import fold_name, sound_key
from trucewatch.extract.gazetteer.sources import table_words
from trucewatch.extract.gazetteer.store import Gazetteer, open_gazetteer

__all__ = ["Candidate", "Gazetteer", "fold_name", "open_gazetteer", "sound_key", "table_words"]
