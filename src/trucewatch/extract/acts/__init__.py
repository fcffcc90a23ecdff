"""Acts: what was done, by whom, to whom, where and when."""

from trucewatch.extract.acts.find import find_acts
from trucewatch.extract.acts.model import Act

__all__ = ["Act", "find_acts"]
