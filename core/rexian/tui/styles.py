"""Style sheets that are read anew only when they come to mean something else.

Textual reads all of them anew for every page that is opened, twice: it takes a page for one that
other colours were chosen for meanwhile. A sheet means the same until a variable is another one.
"""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet


class Styles(Stylesheet):
    """The style sheets of an app."""

    def __init__(self, *, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._meant = variables
        self._means_otherwise = False

    def set_variables(self, variables: dict[str, str]) -> None:
        """Take what the variables stand for."""
        if variables != self._meant:
            self._meant, self._means_otherwise = variables, True
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read all sheets anew if a variable is another one; sheets that are new are read anyway.

        Raises:
            StylesheetError: a sheet cannot be read.
            StylesheetParseError: there is an error in one.
        """
        if self._means_otherwise:
            super().reparse()
            self._means_otherwise = False
