"""The dossier: one self-contained HTML file of a case, without scripts, everything a link to its words."""

from trucewatch.publish.dossier.render import render_dossier

__all__ = ["render_dossier"]
