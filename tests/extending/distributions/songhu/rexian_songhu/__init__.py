"""松湖区12345热线工单办理细则: a made-up district, 松府办字〔2025〕9号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
