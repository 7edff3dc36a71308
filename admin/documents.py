"""The form of documents, which legal and directions share: what it is, when it holds, what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any, ClassVar

from wtforms import FieldList, FormField, HiddenField
from wtforms import Form as PlainForm

from admin.fields import Choice, Day, Line, Lines, Text, Topics, cleaned
from admin.record_forms import RecordForm
from admin.records import RecordView
from admin.wording import day
from content.documents.models import Document
from content.provisions.provision import Provision
from content.provisions.structure import Structure, parse
from content.wording import RELATIONS, STATUSES

MOST_RELATIONS = 200
SPARE_RELATIONS = 2
"""Empty rows offered for new relations."""


class RelationForm(PlainForm):
    """One tie to another document."""

    type = Choice("Quan hệ", {"": "–", **RELATIONS})
    target_number = Line("Số, ký hiệu", longest=120)
    target_title = Line("Tên văn bản")
    note = Line("Ghi chú")
    target_id = HiddenField()


class GazetteForm(PlainForm):
    """Where the document stands in the official gazette."""

    number = Line("Số công báo", longest=60)
    date = Line("Ngày đăng", longest=40)
    page = Line("Trang", longest=20)


class DocumentForm(RecordForm):
    """A document as its officer sees it."""

    typed_as: ClassVar[Mapping[str, str]] = {"preamble": "text", "provisions": "text"}

    type = Line("Loại văn bản", "Nghị định, Quyết định, Chỉ thị, Công văn …", longest=120)
    number = Line("Số, ký hiệu", "Như in trên văn bản: 15/2026/QĐ-UBND.", longest=120)
    title = Text("Trích yếu", "Không ghi lại loại và số văn bản.", rows=2, longest=2_000, missing="Hãy ghi trích yếu.")
    summary = Text("Tóm tắt", "Một hai câu dễ hiểu cho người dân; có thể để trống.", rows=2, longest=2_000)
    issuer = Line("Cơ quan ban hành", longest=300)
    signer = Line("Người ký", longest=300)
    signer_title = Line("Chức vụ người ký", longest=300)
    issued = Day("Ngày ban hành")
    effective = Day("Ngày có hiệu lực")
    expires = Day("Ngày cuối cùng còn hiệu lực", "Để trống nếu chưa hết hiệu lực.")
    declared_status = Choice(
        "Tình trạng hiệu lực",
        {"": "Tính theo ngày", **STATUSES},
        "Chỉ chọn khi ngày tháng không nói lên: hết hiệu lực một phần, ngưng hiệu lực …",
    )
    status_note = Line("Vì sao có tình trạng này", "Ví dụ: Điều 5 được sửa đổi bởi Quyết định 20/2026/QĐ-UBND.")
    field = Line("Lĩnh vực", longest=200)
    topics = Topics("Chủ đề")
    sectors = Lines("Ngành")
    gazette = FormField(GazetteForm, "Công báo")
    relations = FieldList(FormField(RelationForm), "Quan hệ với văn bản khác", max_entries=MOST_RELATIONS)
    to_check = Lines("Điều cần kiểm tra", "Hiện công khai cùng văn bản; mỗi dòng một điều.")
    text = Text(
        "Toàn văn",
        "Văn bản thuần; mỗi điều bắt đầu bằng “Điều 1.” trên một dòng mới. Cấu trúc hiện ra để kiểm tra trước khi lưu.",
        rows=24,
    )
    seen_text = HiddenField()
    """The hash of the text whose structure the officer has already been shown."""

    stored_text = ""
    structure: Structure | None = None

    def told(self, frozen: Mapping[str, Any]) -> dict[str, str]:
        """The text as one piece."""
        provisions = tuple(Provision.from_json(one) for one in frozen["provisions"])
        return super().told(frozen) | {self.text.label.text: Structure(frozen["preamble"], provisions, "").text()}

    def fill_from(self, record: Any) -> None:
        """The text as one piece, and the spare rows for relations."""
        self.stored_text = whole_text(record)
        if not self.is_submitted():
            self.text.data = self.stored_text
        self._offer_relations()

    def _offer_relations(self) -> None:
        if not self.is_submitted():
            for _ in range(SPARE_RELATIONS):
                self.relations.append_entry()

    def asks_again(self) -> bool:
        """A new text is saved only after its structure has been looked at."""
        if not self._text_is_new():
            return False
        self.structure = parse(self.text.data or "")
        seen, self.seen_text.data = self.seen_text.data, _digest(self.text.data or "")
        return bool(seen != self.seen_text.data)

    def _text_is_new(self) -> bool:
        return cleaned(self.text.data) != cleaned(self.stored_text)

    def values(self) -> dict[str, Any]:
        """The fields of the action; an unchanged text leaves the provisions as they are, notes and anchors included."""
        found = super().values()
        text = found.pop("text") or ""
        del found["seen_text"]
        found["relations"] = [_without_empty(one) for one in found["relations"] if one["type"]]
        found["gazette"] = {name: value for name, value in found["gazette"].items() if value}
        if self._text_is_new():
            structure = parse(text)
            found["preamble"] = structure.preamble
            found["provisions"] = [provision.as_json() for provision in structure.complete()]
        return found


class DocumentView(RecordView):
    """The desk of a kind of document."""

    form_class = DocumentForm
    edit_template = "desk/document.html"
    column_list = ("number", "title", "issuer", "issued", "work_state", "changed_at")
    column_labels: ClassVar[dict[str, str]] = {
        "number": "Số, ký hiệu",
        "title": "Trích yếu",
        "issuer": "Cơ quan ban hành",
        "issued": "Ban hành",
        "work_state": "Tình trạng",
        "changed_at": "Sửa lần cuối",
    }
    column_sortable_list = ("number", "issued", "changed_at")
    column_formatters: ClassVar[dict[str, Any]] = {"issued": lambda view, context, record, name: day(record.issued)}

    def title_of(self, record: Any) -> str:
        """Type, number and title."""
        return f"{record.type} {record.number}".strip() or record.title or "(chưa có tên)"

    def _form(self, record: Any = None) -> RecordForm:
        form = super()._form(record)
        if record is None and isinstance(form, DocumentForm):
            form._offer_relations()
        return form


def whole_text(document: Document) -> str:
    """The text of a document in one piece, as it was before it was taken apart."""
    provisions = tuple(Provision.from_json(one) for one in document.provisions)
    return Structure(document.preamble, provisions, "").text()


def _digest(text: str) -> str:
    return hashlib.sha256(cleaned(text).encode("utf-8", "surrogatepass")).hexdigest()


def _without_empty(relation: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in relation.items() if value}
