"""What all tests share: they speak English unless they say otherwise, and know the same databases.

What they assert are the English sentences.
"""

import gc
import os

# Set before anything of Rexian is imported: the command line's help is worded at its import.
os.environ["REXIAN_LANG"] = "en"

pytest_plugins = [
    "fixture_databases",
    "fixture_desk",
    "fixture_workbench",
    "fixture_ledger",
    "fixture_shift",
]


def pytest_collection_finish():
    """Look no more, when memory is searched for what may be freed, through what stays for good."""
    gc.collect()
    gc.freeze()
