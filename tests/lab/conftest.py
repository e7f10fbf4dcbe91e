"""Desks whose tickets are read as corpora."""

from fixture_databases import empty_url, postgresql
from fixture_desk import desk, open_desk, peopled

__all__ = ["desk", "empty_url", "open_desk", "peopled", "postgresql"]
