"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; the city's measures above it fill its gaps."""
    return Document(
        id="nanchang_amr",
        title="南昌市市场监督管理局12345政务服务便民热线及省委民声通道群众诉求办理规则(试行)",
        title_en=(
            "Trial Rules of the Nanchang Market Supervision Bureau for Handling Appeals from the "
            "12345 Hotline and the Provincial Minsheng Channel"
        ),
        number="洪市监字〔2023〕200号",
        issuer="南昌市市场监督管理局",
        place=("南昌市市场监督管理局", "Nanchang Market Supervision Bureau"),
        # 第二十四条：自印发之日起施行；落款 2023 年 7 月 24 日。
        editions=(Edition("2023-07-24", date(2023, 7, 24)),),
        upper="nanchang_city",
        note=(
            "本规则没有办结时限的数字，以《转办单》写明的为准；转办单未写明的，由南昌市管理办法"
            "填补。文中“民生通道”“民声通道”为同一渠道；第二十三条自称“本办法”，即本规则。"
        ),
    )
