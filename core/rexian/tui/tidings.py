"""What others change at the desk: a thread hears of it, and the workbench takes notice."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from textual.message import Message

from rexian.store.news import News, watch
from rexian.store.write import Store

if TYPE_CHECKING:
    from rexian.tui.app import Workbench


class Heard(Message):
    """Something was heard of."""

    def __init__(self, news: News) -> None:
        super().__init__()
        self.news = news


class Tidings:
    """Hears of what is changed while a workbench is open."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._stop = Event()

    def listen(self, store: Store) -> None:
        """Begin."""
        # It waits most of the time, and nobody waits for its end.
        Thread(target=self._listen, args=(store,), name="rexian-news", daemon=True).start()

    def stop(self) -> None:
        """Hear of nothing more."""
        self._stop.set()

    def _listen(self, store: Store) -> None:
        for news in watch(store, self._stop):
            self._bench.post_message(Heard(news))
