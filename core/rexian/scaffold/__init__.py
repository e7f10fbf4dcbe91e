"""Scaffolding: a new jurisdiction's distribution, split off a document's text."""
