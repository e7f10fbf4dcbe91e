"""Duties: what a document has done again and again, whatever the tickets, and when it is due."""
