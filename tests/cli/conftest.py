"""Desks, and terminals at which people type."""

from fixture_desk import desk, open_desk, peopled, terminal

__all__ = ["desk", "open_desk", "peopled", "terminal"]
