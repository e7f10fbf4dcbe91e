"""弋阳县12345政务服务便民热线运行管理暂行办法: Yiyang County, 弋府办字〔2023〕51号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
