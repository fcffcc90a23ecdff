"""What was promised: agreement files, their checks and calendar, and drafts from an accord's text."""
