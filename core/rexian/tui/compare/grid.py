"""A sheet of which one column is stood on as well."""

from __future__ import annotations

from typing import ClassVar

from rich.style import Style

from rexian.tui.widgets.sheet import Row, Sheet


class Grid(Sheet):
    """Rows under headings, with one cell under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"grid--beside"}
    DEFAULT_CSS = """
    Grid > .grid--beside { background: $surface-lighten-1; color: $foreground; }
    """
    #: Which column is stood on.
    column: int = 0

    def stand(self, column: int) -> None:
        """Stand on a column."""
        self.column = column
        self.refresh()

    def _style(self, row: Row, place: int, base: Style, *, under: bool) -> Style:
        if under and place != self.column:
            beside = self.get_component_rich_style("grid--beside")
            return super()._style(row, place, beside, under=False)
        return super()._style(row, place, base, under=under)
