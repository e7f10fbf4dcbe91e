"""热线中心值班通知（虚构）: local limits for what the county's measures leave open."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
