"""The forms that records of every noun share: the text itself, what is said with a move, a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import BooleanField, Field, HiddenField

from admin.fields import Choice, Day, Line, Minute, OrganisationChoice, Text
from admin.wording import day
from content.attachments.rules import TAKEN
from content.editorial.models import Record
from content.hidden_data.findings import Finding
from content.wording import RELATIONS

EDITOR = "soan"
"""The ``id`` of the record's form in its page."""


class RecordForm(FlaskForm):
    """What the form of every noun has."""

    groups: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = ()
    """The parts of the form: a heading and the fields under it."""
    typed_as: ClassVar[Mapping[str, str]] = {}
    """The field that an officer types a column in, where it has another name."""

    organisation_id = OrganisationChoice(
        hint="Vai trò được giao theo cơ quan; chọn cơ quan chịu trách nhiệm nội dung này."
    )

    change_note = Text(
        "Nội dung đính chính",
        "Bắt buộc khi gửi duyệt, vì nội dung này đã từng công khai. Người dân đọc được: đã sửa gì và vì sao.",
        rows=2,
        longest=2_000,
    )

    seen = HiddenField()
    """When the record had last changed as the officer opened it."""

    def values(self) -> dict[str, Any]:
        """What the kind's action is called with."""
        found = {name: value for name, value in self.data.items() if name not in ("csrf_token", "seen")}
        found["organisation_id"] = found["organisation_id"] or None
        return found

    def told(self, frozen: Mapping[str, Any]) -> dict[str, str]:
        """What a snapshot says, by label, as people read it; nouns add what they freeze under another name."""
        return {field.label.text: in_words(field, frozen[field.name]) for field in self if field.name in frozen}

    def fill_from(self, record: Record) -> None:
        """What a field shows that is no column of the record; nouns add theirs."""

    def asks_again(self) -> bool:
        """Whether the officer must look at something once more before this is saved; nouns add theirs."""
        return False


def in_words(field: Field, value: Any) -> str:
    """A frozen value as text: a choice by its words, a day as days are written, a list one on each line."""
    if isinstance(field, Day):
        return day(date.fromisoformat(value)) if value else ""
    return _plain(value, field.choices if isinstance(field, Choice) else RELATIONS)


def _plain(value: Any, words: Any) -> str:
    if isinstance(value, dict):
        parts = [value["name"]] if "name" in value else value.values()
        return " · ".join(_plain(part, words) for part in parts if part)
    if isinstance(value, list):
        return "\n".join(_plain(one, words) for one in value)
    return "" if value is None else str(words.get(str(value), value))


class MoveForm(FlaskForm):
    """What is said with a move: why, from when, what was corrected."""

    seen = HiddenField()
    """When the record had last changed as the approver opened it."""

    reason = Text("Lý do", rows=3, longest=2_000)
    change_note = Text(
        "Nội dung đính chính", "Người soạn đã ghi; đồng chí sửa được. Công khai cùng bản mới.", rows=2, longest=2_000
    )
    seen_hidden = BooleanField("Tôi đã xem dữ liệu ẩn còn trong tệp và đồng ý công bố nguyên tệp.")
    visible_from = Minute("Công bố từ", "Để trống: công bố ngay. Hẹn giờ: 08:00 25/11/2026, giờ Việt Nam.")
    public_note = Line(
        "Ghi chú công khai",
        "Để trống: địa chỉ cũ trả lời như chưa từng có nội dung này. Có ghi: lời ghi hiện tại địa chỉ cũ.",
    )


class UploadForm(FlaskForm):
    """A file and what it is, sent together with the record's own form: what is typed there is not lost."""

    file = FileField(
        "Tệp",
        description="PDF, DOCX, XLSX, PNG, JPEG hoặc WebP; tối đa 20 MB.",
        render_kw={"form": EDITOR, "accept": ",".join(TAKEN)},
    )
    label = Line(
        "Tên gọi hoặc mô tả",
        "Với ảnh, bắt buộc: mô tả cho người không xem được ảnh.",
        longest=300,
        render_kw={"form": EDITOR},
    )

    said = ""
    """What became of the file that was sent before."""
    taken_out: Sequence[Finding] = ()
    """What hid in it and is not in the copy that was kept."""
