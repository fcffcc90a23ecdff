"""States that events begin and end, and the status of every provision on any day by what was known on any day."""
