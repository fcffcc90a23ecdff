"""Bytes to one immutable text, by format; segments and their roles; date, outlet, genre, language."""
