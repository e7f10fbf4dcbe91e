from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document():
    return Document(
        id="brook",
        title="清溪镇热线办法",
        title_en="Hotline Measures of Qingxi Township",
        number="示例〔2024〕1号",
        issuer="清溪镇人民政府",
        place=("清溪镇", "Qingxi Township"),
        editions=(Edition("2020", date(2020, 1, 1)), Edition("2024", date(2024, 1, 1))),
    )
