"""Witnesses: for wanted values of facts a smallest case in which they are so."""
