"""A first run: there is no desk yet; one is made up to try, or one is set up."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from rexian.i18n import _, marked
from rexian.tui.bench import Dialog, working
from rexian.tui.door.made import Made
from rexian.tui.widgets.keybar import Keybar


class FirstRun(Dialog[Made]):
    """Asks what is wanted; it is answered with the place that was made."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss_none", marked("quit")),
    ]

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(_("There is no desk here yet."), id="title", markup=False)
            yield Static(_("Nothing is written before you say so."), classes="about")
            yield OptionList(
                Option(_("Try it, with a made-up month"), id="try"),
                Option(_("Set up a desk of your own"), id="found"),
                Option(_("Quit"), id="quit"),
            )
        yield Keybar()

    @working
    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Do what is chosen; whoever comes back chooses again."""
        if event.option.id == "quit":
            self.dismiss(None)
            return
        made = await self.app.push_screen_wait(_screen(str(event.option.id)))
        if made is not None:
            self.dismiss(made)


def _screen(chosen: str) -> Dialog[Made]:
    if chosen == "try":
        from rexian.tui.door.trying import Trying

        return Trying()
    from rexian.tui.door.founding import Founding

    return Founding()
