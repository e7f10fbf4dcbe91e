"""Colours: light, dark, and one of high contrast. Nothing is told by colour alone."""

from __future__ import annotations

from textual.theme import Theme

#: How something stands, in the words of the style sheets: `$late`, `$soon`, `$calm`.
_DARK = {
    "dim": "#9aa4af",
    "late": "#ff6b6b",
    "soon": "#ffc857",
    "calm": "#7bd88f",
    "told": "#8ab4f8",
}
_LIGHT = {
    "dim": "#5a6572",
    "late": "#b3261e",
    "soon": "#8a5a00",
    "calm": "#1b6e3c",
    "told": "#0b57d0",
}
_CONTRAST = {
    "dim": "#cfcfcf",
    "late": "#ff5555",
    "soon": "#ffff00",
    "calm": "#00ff66",
    "told": "#66ccff",
}

DARK = Theme(
    name="rexian-dark",
    primary="#4f8edc",
    secondary="#5f7c9c",
    accent="#e0a458",
    foreground="#e3e6ea",
    background="#14181d",
    surface="#1b2027",
    panel="#252c35",
    warning=_DARK["soon"],
    error=_DARK["late"],
    success=_DARK["calm"],
    dark=True,
    variables=_DARK,
)
LIGHT = Theme(
    name="rexian-light",
    primary="#1f5fa8",
    secondary="#53687f",
    accent="#a05a00",
    foreground="#1c2126",
    background="#f7f8fa",
    surface="#ffffff",
    panel="#e6eaef",
    warning=_LIGHT["soon"],
    error=_LIGHT["late"],
    success=_LIGHT["calm"],
    dark=False,
    variables=_LIGHT,
)
CONTRAST = Theme(
    name="rexian-contrast",
    primary="#ffff00",
    secondary="#ffffff",
    accent="#00ffff",
    foreground="#ffffff",
    background="#000000",
    surface="#000000",
    panel="#1a1a1a",
    warning=_CONTRAST["soon"],
    error=_CONTRAST["late"],
    success=_CONTRAST["calm"],
    dark=True,
    variables={
        **_CONTRAST,
        "block-cursor-foreground": "#000000",
        "block-cursor-text-style": "bold",
    },
)
THEMES = (DARK, LIGHT, CONTRAST)
