"""Style sheets are read anew when a variable is another one, and not for every page."""

from rexian.tui.styles import Styles


def styles():
    found = Styles(variables={"late": "red"})
    found.add_source("Label { color: $late; }")
    return found


def colour(found):
    [rules] = found.rules
    return rules.styles.color.hex


def test_another_variable_is_taken_up():
    found = styles()
    assert colour(found) == "#FF0000"
    found.set_variables({"late": "blue"})
    found.reparse()
    assert colour(found) == "#0000FF"


def test_the_same_variables_leave_what_was_read():
    found = styles()
    before = found.rules
    found.set_variables({"late": "red"})
    found.reparse()
    assert found.rules is before


def test_a_new_sheet_is_read_whether_variables_change_or_not():
    found = styles()
    assert len(found.rules) == 1
    found.add_source("Input { color: $late; }", read_from=("new", ""))
    found.reparse()
    assert len(found.rules) == 2
