"""南昌市市场监督管理局12345热线及省委民声通道群众诉求办理规则(试行): 洪市监字〔2023〕200号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
