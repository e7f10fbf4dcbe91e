"""南昌市自然资源和规划局“南昌市12345热线”运行工作方案: 洪自然规划办字〔2023〕21号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
