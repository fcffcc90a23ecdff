"""Whether an act is told as done, going on, planned, denied, left undone, or not told at all."""

from trucewatch.extract.status.decide import Standing, decide_standing, derive_status

__all__ = ["Standing", "decide_standing", "derive_status"]
