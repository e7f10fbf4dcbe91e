import pytest


@pytest.fixture(autouse=True)
def _english(english):
    """Errors are compared in English."""
