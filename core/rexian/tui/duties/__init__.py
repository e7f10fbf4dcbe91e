"""Duties: what falls due by the calendar, and what has no day."""
