"""One module a format or a family of formats: containers to parts, and bytes to text."""
