"""What is known of a ticket's citizen, as long as it is."""

from rexian.privacy.erasure import erase
from rexian.privacy.known import names_of


def test_names_are_known_until_they_are_erased(database, vault, take_down):
    ticket = take_down(name="甄不存", content="停水")
    nameless = take_down("T2", content="停水")
    with database.reading() as conn:
        assert names_of(conn, vault, ticket) == ("甄不存",)
        assert names_of(conn, vault, nameless) == ()
    database.run(lambda conn: erase(conn, ticket))
    with database.reading() as conn:
        assert names_of(conn, vault, ticket) == ()
