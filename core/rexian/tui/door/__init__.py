"""The door: who comes in, and what is there before anybody can."""

from __future__ import annotations

from textual.screen import Screen


class Door(Screen[None]):
    """The empty screen before which whoever comes is asked who he is."""
