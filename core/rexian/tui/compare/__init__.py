"""Comparing jurisdictions: one case under several side by side, and whole corpora."""
