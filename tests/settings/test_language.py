from rexian.i18n import language
from rexian.settings.language import in_its_language
from rexian.settings.reading import settings_of


def spoken(tmp_path, chosen, environ):
    raw = {"jurisdiction": "town", **({"language": chosen} if chosen else {})}
    with in_its_language(settings_of(raw, tmp_path / "rexian.toml", {}), environ):
        return language()


def test_the_deployment_chooses_unless_the_user_has(tmp_path, monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "en")
    assert spoken(tmp_path, "zh", {}) == "zh"
    assert spoken(tmp_path, "zh", {"REXIAN_LANG": "en"}) == "en"
    assert spoken(tmp_path, None, {}) == "en"
    assert language() == "en"
