"""The desk of announcements."""

from __future__ import annotations

from typing import ClassVar

from flask import request
from wtforms import Field
from wtforms.validators import ValidationError

from admin.fields import Choice, Email, Line, Number, Phone, Text
from admin.record_forms import RecordForm
from admin.records import SUBMIT, RecordView
from content.announcements.rules import NO_YEAR, TYPES, YEARS, PeriodKind
from content.markdown import LONGEST

PERIODS = {PeriodKind.IRREGULAR: "Đột xuất", PeriodKind.MONTH: "Hằng tháng", PeriodKind.QUARTER: "Hằng quý"}


class AnnouncementForm(RecordForm):
    """An announcement as its author sees it."""

    groups = (
        ("Nội dung", ("title", "summary", "body")),
        ("Loại và kỳ", ("type", "language", "period_kind", "period_year", "period_number")),
        ("Người phát ngôn", ("spokesperson_name", "spokesperson_title", "spokesperson_phone", "spokesperson_email")),
        ("Trách nhiệm", ("issuer", "organisation_id")),
    )

    type = Choice("Loại", {name: name for name in TYPES})
    title = Line("Tiêu đề", longest=500)
    summary = Text("Tóm tắt", "Một hai câu; hiện trong danh sách và nguồn tin.", rows=2, longest=2_000)
    body = Text(
        "Nội dung",
        "Viết bằng Markdown. Cách đoạn bằng một dòng trống."
        " Ảnh: lưu bản nháp, tải ảnh lên ở mục Tệp rồi ghi ![mô tả ảnh](tên-tệp.jpg).",
        rows=18,
        markdown=True,
        longest=LONGEST,
    )
    issuer = Line("Cơ quan công bố", longest=300)
    language = Choice("Ngôn ngữ", {"vi": "Tiếng Việt", "en": "Tiếng Anh"}, default="vi")
    period_kind = Choice("Kỳ thông tin", {code.value: words for code, words in PERIODS.items()}, default="irregular")
    period_year = Number("Năm", description="Chỉ với thông tin định kỳ.")
    period_number = Number("Tháng hoặc quý", description="1-12 với tháng, 1-4 với quý.")
    spokesperson_name = Line("Người phát ngôn", longest=200)
    spokesperson_title = Line("Chức vụ", longest=200)
    spokesperson_phone = Phone("Điện thoại", longest=60)
    spokesperson_email = Email("Thư điện tử", longest=254)

    def validate_title(self, field: Field) -> None:
        """Refuse a draft without a title; handed on, it is told together with all else that is missing."""
        if not field.data and SUBMIT not in request.form:
            raise ValidationError("Hãy ghi tiêu đề.")

    def validate_period_year(self, field: Field) -> None:
        """Refuse what is no year of the portal's time, in a draft already."""
        if field.data is not None and field.data not in YEARS:
            raise ValidationError(NO_YEAR)


class AnnouncementView(RecordView):
    """What spokespersons tell."""

    noun = "announcements"
    form_class = AnnouncementForm
    column_list = ("title", "type", "issuer", "work_state", "changed_at")
    column_labels: ClassVar[dict[str, str]] = {
        "title": "Tiêu đề",
        "type": "Loại",
        "issuer": "Cơ quan công bố",
        "work_state": "Tình trạng",
        "changed_at": "Sửa lần cuối",
    }
    column_sortable_list = ("title", "changed_at")


VIEW = AnnouncementView
