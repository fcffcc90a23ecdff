"""From claims to events: copies, links, contradictions, figures side by side, origins and grades."""
