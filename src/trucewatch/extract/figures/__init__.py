"""Quantities with their bounds, unit, whom they count, who gives them and as of when (`find.find_figures`)."""
