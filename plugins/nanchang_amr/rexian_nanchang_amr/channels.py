"""Channels: the city's hotline and the Minsheng channel, both known to core; no number prefixes."""

from __future__ import annotations

from rexian.plugin import Channels, hookimpl

# 第二条 省委民声通道；通知标题和第八条（六）4、5写作“民生通道”，为同一渠道
MINSHENG = "minsheng"


@hookimpl
def channels() -> Channels:
    """Return no channels of its own: the document names two and prints no prefixes."""
    return Channels()
