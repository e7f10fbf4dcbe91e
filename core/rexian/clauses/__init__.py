"""Clauses: a document split into pieces, and what became of each of them."""
