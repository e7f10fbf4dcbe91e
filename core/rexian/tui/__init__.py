"""The workbench: the desk in a terminal, from the keyboard.

It holds no rule and no step of the desk: it asks, shows what is answered, and hands on what is
filled in. Every screen is a package; `places` lists them, `line` is the way to the desk.
"""

from __future__ import annotations

import os

# Chinese input methods commit several characters at once, which the terminals' newer way of
# reporting keys breaks up. It has to be settled before Textual is first imported.
os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
