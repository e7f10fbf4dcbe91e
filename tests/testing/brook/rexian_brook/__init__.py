"""A made-up township, small and whole: each fault that the suite finds is planted here."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
