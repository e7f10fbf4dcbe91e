"""Units taken in from a spreadsheet at a place, their contacts locked with its own key."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

from rexian.desk.keyfit import check_key
from rexian.people.actor import By
from rexian.people.importing import Imported, import_units
from rexian.privacy.vault import Vault


def take_in_units(connection: Connection, vault: Vault, file: Path, by: By) -> Imported:
    """Add the units of a spreadsheet, and change those that are there; see `import_units`.

    Raises:
        Refused: the key has been replaced since the program was started.
        RexianError: whatever `import_units` raises.
    """
    check_key(connection, vault)
    return import_units(connection, file, vault.lock_text, by)
