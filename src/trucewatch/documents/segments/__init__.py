"""How the roles of a text are found: its units, the evidence for each, zones, and what repeats what."""
