"""What users settle for themselves."""

import pytest
from rexian.people.preferences import LANGUAGE, THEME, prefer, preferences_of


@pytest.fixture
def settled(peopled):
    def settle(who, **values):
        def work(connection):
            for name, value in values.items():
                prefer(connection, who, name, value)
            return dict(preferences_of(connection, who))

        return peopled.run(work)

    return settle


def test_each_user_has_his_own(settled):
    assert settled("hand") == {}
    assert settled("hand", language="en", theme="rexian-light") == {
        LANGUAGE: "en",
        THEME: "rexian-light",
    }
    assert settled("root") == {}


def test_the_last_word_counts_and_none_takes_it_back(settled):
    settled("hand", language="en", theme="rexian-light")
    assert settled("hand", language="zh") == {LANGUAGE: "zh", THEME: "rexian-light"}
    assert settled("hand", language=None) == {THEME: "rexian-light"}
