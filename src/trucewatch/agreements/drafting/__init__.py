"""Provisions proposed from an accord's text, for a person to edit: every proposed value cites its words."""
