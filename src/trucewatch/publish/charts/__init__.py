"""Charts of the dossier as static SVG: every mark a link to its words, readable without colour and in print."""
