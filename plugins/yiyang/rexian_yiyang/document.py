"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; the Shangrao measures above it are not in the collection."""
    return Document(
        id="yiyang",
        title="弋阳县12345政务服务便民热线运行管理暂行办法",
        title_en="Interim Measures for Running the 12345 Hotline of Yiyang County",
        number="弋府办字〔2023〕51号",
        issuer="弋阳县人民政府办公室",
        place=("弋阳县", "Yiyang County"),
        # 第三十二条：自印发之日起施行；印发页载明 2023 年 6 月 5 日。
        editions=(Edition("2023-06-05", date(2023, 6, 5)),),
        note=(
            "上位文件为上饶市饶府办字〔2023〕3号，未收录；本办法未规定之处不以南昌市文件填补。"
            "文中“政数局”即县政务服务和大数据管理局。"
        ),
    )
