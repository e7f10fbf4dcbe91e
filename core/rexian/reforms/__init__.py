"""Reforms: files that replace, remove and add rules by id, and the variants they make."""
