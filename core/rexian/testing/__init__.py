"""Help for testing a jurisdiction: worked cases, mutations, and the conformance suite."""

from __future__ import annotations

from rexian.testing.cases import Worked, check_case
from rexian.testing.files import CaseFiles, Days, Flip

__all__ = ["CaseFiles", "Days", "Flip", "Worked", "check_case"]
