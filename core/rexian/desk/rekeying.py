"""Rekeying: a new key for the deployment, under which everything is locked anew."""

from __future__ import annotations

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.drafts import relock
from rexian.desk.keyfit import leave_sample
from rexian.privacy import journal, keyfile
from rexian.privacy.erasure import scrub
from rexian.privacy.rotation import Rotated, rotate
from rexian.privacy.vault import Vault


def rekey(deployment: Deployment, actor: str, *, drop_old: bool) -> Rotated:
    """Put a new key above those of the key file, and lock, tag and seal everything with it.

    The old keys stay in the file, for backups made before need them, unless they are dropped.

    Raises:
        InputError: the key file cannot be written.
    """
    path = deployment.settings.key_file
    keyfile.put_new_key_first(path)
    vault = Vault(keyfile.read_key_file(path))

    def work(connection: Connection) -> Rotated:
        rotated = rotate(connection, vault)
        relock(connection, vault)
        leave_sample(connection, vault)
        journal.write(connection, deployment.now(), actor, "key_replaced")
        return rotated

    def again(connection: Connection) -> None:
        rotate(connection, vault)
        relock(connection, vault)

    rotated = deployment.store.run(work)
    if drop_old:
        # What others were about to write when the key was replaced is locked with the old one.
        deployment.store.run(again)
    scrub(deployment.store.engine)
    if drop_old:
        keyfile.keep_first_key(path)
    return rotated
