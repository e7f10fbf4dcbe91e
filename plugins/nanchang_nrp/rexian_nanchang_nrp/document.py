"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; it implements the city's measures for this bureau."""
    return Document(
        id="nanchang_nrp",
        title="南昌市自然资源和规划局“南昌市12345热线”运行工作方案",
        title_en=(
            "Working Plan of the Nanchang Natural Resources and Planning Bureau for Running the "
            "Nanchang 12345 Hotline"
        ),
        number="洪自然规划办字〔2023〕21号",
        issuer="南昌市自然资源和规划局",
        place=("南昌市自然资源和规划局", "Nanchang Natural Resources and Planning Bureau"),
        # 未规定施行日期，以落款和印发之日为准。
        editions=(Edition("2023-02-21", date(2023, 2, 21)),),
        upper="nanchang_city",
        note=(
            "正文有两个“三”，引用时注明标题；附件4流程图只存标题。延期、发回、回访、归档、考核等未规定，"
            "依南昌市运行管理办法。"
        ),
    )
