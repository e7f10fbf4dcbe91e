"""What a ticket keeps locked: that it is what the records name, and that its key opens it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rexian.desk.verifying.evidence import Held
from rexian.desk.verifying.findings import Findings
from rexian.lifecycle.record import Record
from rexian.privacy.vault import TicketKey, UnreadableError, Vault


def check_locked(held: Held, records: Sequence[Record], vault: Vault, found: Findings) -> bool:
    """Compare what is locked with the digests that the records name, and try the key.

    Returns whether the caller's mark is wrong, which can be made anew.
    """
    named = _named(records)
    _compare(held, named, found)
    if held.key is None:
        if not held.is_erased:
            found.add("key_missing", ticket=held.number)
        return False
    wrapped, caller = held.key
    try:
        right = caller_of(held, vault.open_key(wrapped), vault, caller)
    except UnreadableError:
        found.add("key_unreadable", ticket=held.number)
        return False
    if right != caller:
        found.add("caller_differs", ticket=held.number)
    return right != caller


def caller_of(held: Held, key: TicketKey, vault: Vault, stored: str | None) -> str | None:
    """Return the tag that a ticket's caller should have: the stored one, if it is a right one.

    Raises:
        UnreadableError: the number was locked with another key.
    """
    phones = [key.unlock(each.content) for each in held.locked if each.content is not None]
    right = [tag for phone in phones for tag in vault.caller_tags(phone)]
    return stored if stored in right else next(iter(right), None)


def _named(records: Sequence[Record]) -> Mapping[str, tuple[int, str]]:
    """Return the digests that records name: each with the record's place and the name."""
    return {
        digest: (record.seq, name)
        for record in records
        for name, digest in record.fields.get("locked", {}).items()
    }


def _compare(held: Held, named: Mapping[str, tuple[int, str]], found: Findings) -> None:
    there = {each.stated: each for each in held.locked}
    for digest, (record, name) in named.items():
        about = {"ticket": held.number, "record": record, "name": name}
        if digest not in there:
            found.add("secret_missing", **about)
        elif (there[digest].digest, there[digest].name) != (digest, name):
            found.add("secret_altered", **about)
    for digest in sorted(there.keys() - named.keys()):
        found.add("secret_unknown", ticket=held.number, name=there[digest].name)
