"""What users settle for themselves."""

import pytest
from rexian.errors import InputError
from rexian.people.preferences import preferences_of
from rexian.people.preferring import settle

pytestmark = pytest.mark.documents


@pytest.fixture
def settled(desk):
    def of(**wanted):
        settle(desk.deployment.store, desk.actor("clerk"), wanted)
        with desk.deployment.store.reading() as connection:
            return preferences_of(connection, "clerk")

    return of


def test_words_and_ids_are_kept_as_ids_and_undone(settled):
    assert settled(language="英文", theme="light") == {"language": "en", "theme": "rexian-light"}
    assert settled(theme="contrast") == {"language": "en", "theme": "rexian-contrast"}
    assert settled(language="") == {"theme": "rexian-contrast"}


def test_what_is_not_known_changes_nothing(settled):
    with pytest.raises(InputError, match=r"no preference 'color'; known: language, theme"):
        settled(color="red")
    with pytest.raises(InputError, match="'blue' is not known here"):
        settled(language="en", theme="blue")
    assert settled() == {}
