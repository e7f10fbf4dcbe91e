"""石城县12345政务服务便民热线工单办理制度: Shicheng County, 石府办字〔2021〕55号."""

from rexian.plugin import HOOK_API

__all__ = ["HOOK_API"]
