"""Times, places, actors, attributions, figures and claims: pure functions over one annotated document."""
