"""The document stages in order, and running them over many documents."""
