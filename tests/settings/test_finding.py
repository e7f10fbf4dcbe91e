import pytest
from rexian.errors import InputError
from rexian.settings.finding import find


@pytest.fixture
def deployment(tmp_path):
    (tmp_path / "rexian.toml").write_text('jurisdiction = "town"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    return tmp_path.resolve()


def test_the_file_here_or_in_the_first_folder_above(deployment):
    assert find(folder=deployment, environ={}) == deployment / "rexian.toml"
    assert find(folder=deployment / "a" / "b", environ={}) == deployment / "rexian.toml"
    (deployment / "a" / "rexian.toml").touch()
    assert find(folder=deployment / "a" / "b", environ={}) == deployment / "a" / "rexian.toml"


def test_what_is_named_goes_before_the_environment_and_that_before_the_folder(deployment):
    for name in ("named", "environment"):
        (deployment / name).mkdir()
        (deployment / name / "rexian.toml").touch()
    environ = {"REXIAN_CONFIG": str(deployment / "environment" / "rexian.toml")}
    elsewhere = deployment / "environment" / "rexian.toml"
    assert find(folder=deployment, environ=environ) == elsewhere
    named = deployment / "named"
    assert find(named, folder=deployment, environ=environ) == named / "rexian.toml"
    assert find(named / "rexian.toml", environ=environ) == named / "rexian.toml"


def test_none_is_one_line_that_says_what_to_do(tmp_path):
    with pytest.raises(InputError, match=r"^no rexian.toml in .* run rexian init"):
        find(folder=tmp_path, environ={})
    with pytest.raises(InputError, match=r"gone.toml: there is no such file; run rexian init"):
        find(tmp_path / "gone.toml", environ={})
    with pytest.raises(InputError, match=r"REXIAN_CONFIG names .*gone"):
        find(folder=tmp_path, environ={"REXIAN_CONFIG": str(tmp_path / "gone")})
