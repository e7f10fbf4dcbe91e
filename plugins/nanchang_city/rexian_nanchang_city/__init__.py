"""南昌市12345政务服务便民热线运行管理办法（修订）: Nanchang City, 洪府办发〔2022〕151号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
