"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; the provincial measures above it are not in the collection."""
    return Document(
        id="nanchang_city",
        title="南昌市12345政务服务便民热线运行管理办法（修订）",
        title_en="Measures for Running the 12345 Hotline of Nanchang City (revised)",
        number="洪府办发〔2022〕151号",
        issuer="南昌市人民政府办公室",
        place=("南昌市", "Nanchang"),
        # 印发和施行日期已佚，以市政府常务会议审议通过之日为版本号。
        editions=(Edition("2022-11-11"),),
        note=(
            "所据文本为转载件，有缺漏和改写：印发、施行日期已佚，版本号取审议通过之日；文号不见于本件，"
            "见于市市场监督管理局实施规则的引言；不予受理、须提供身份等列举缺项，省12345工单的自然日数缺失；"
            "部分条号为推定。上位文件赣府厅发〔2021〕30号未收录。"
        ),
    )
