"""Find quantities with their bounds, unit, whom they count, who gives them and as of when."""

from trucewatch.extract.figures.find import find_figures

__all__ = ["find_figures"]
