"""Tests speak English unless they say otherwise: what they assert are the English sentences."""

import os

# Set before anything of Rexian is imported: the command line's help is worded at its import.
os.environ["REXIAN_LANG"] = "en"
