"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; the Ganzhou rules above it are not in the collection."""
    return Document(
        id="shicheng",
        title="石城县12345政务服务便民热线工单办理制度",
        title_en="Rules for Handling 12345 Hotline Tickets of Shicheng County",
        number="石府办字〔2021〕55号",
        issuer="石城县人民政府办公室",
        place=("石城县", "Shicheng County"),
        # 无施行条款，以落款日为准。
        editions=(Edition("2021-11-23", date(2021, 11, 23)),),
        note=(
            "上位文件为赣州市赣市府办发〔2020〕7号，未收录。本制度没有签收、办结、退单、延期的"
            "数字时限，也没有受理范围；未规定之处一律不作推定，办结时限由主要负责人签批确定。"
        ),
    )
