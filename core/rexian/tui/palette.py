"""The command palette: every key that does something now, and every place, found by name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.binding import ActiveBinding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from rexian.i18n import _


class Commands(Provider):
    """What the screen can do now; it reads the bindings, of which there is one table."""

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name is like what is typed."""
        matcher = self.matcher(query)
        for name, active in self._named():
            score = matcher.match(name)
            if score:
                yield Hit(score, matcher.highlight(name), self._run(active), text=name)

    async def discover(self) -> Hits:
        """Yield them all."""
        for name, active in self._named():
            yield DiscoveryHit(name, self._run(active), text=name)

    def _named(self) -> Iterator[tuple[str, ActiveBinding]]:
        told = set[str]()
        for key, active in self.screen.active_bindings.items():
            binding = active.binding
            if active.enabled and binding.description and binding.action not in told:
                told.add(binding.action)
                shown = binding.key_display or self.app.get_key_display(binding)
                yield f"{_(binding.description)}  ({shown or key})", active

    def _run(self, active: ActiveBinding) -> partial[Any]:
        return partial(self.app.run_action, active.binding.action, active.node)
