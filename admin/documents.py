"""The form of documents, which legal and directions share: what it is, when it holds, what it says."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from itertools import chain, repeat
from typing import Any, ClassVar

from flask import request, url_for
from wtforms import Field, FieldList, FormField, HiddenField
from wtforms import Form as PlainForm
from wtforms.validators import ValidationError

from admin.base import person
from admin.fields import Choice, Day, IsoDay, Line, Lines, Provisions, Text, Topics, cleaned
from admin.record_forms import RecordForm
from admin.records import SUBMIT, RecordView
from admin.services import services
from admin.wording import day
from content.accounts.policy import may
from content.directions.models import Direction
from content.documents.doubts import doubts
from content.documents.models import Document
from content.documents.queries import twins
from content.documents.rules import out_of_order
from content.legal.models import LegalDocument
from content.provisions.parsed import read
from content.provisions.provision import Provision
from content.provisions.structure import Structure, structure_of
from content.validity.codes import STOPPING
from content.wording import RELATIONS, STATUSES

MOST_RELATIONS = 200
SPARE_RELATIONS = 2
"""Empty rows offered for new relations."""
ENDING_ON_A_DAY = frozenset(STOPPING)
"""Relations that hold from one day to another."""
DROP = "bo"
"""Chosen in place of a relation: its row goes."""


class RelationForm(PlainForm):
    """One tie to another document."""

    type = Choice("Quan hệ", {"": "–", **RELATIONS, DROP: "(bỏ dòng này)"})
    target_number = Line("Số, ký hiệu", longest=120)
    target_title = Line("Tên văn bản")
    note = Line("Ghi chú")
    provisions = Provisions("Điều, khoản bị tác động")
    starts = IsoDay("Từ ngày")
    ends = IsoDay("Đến hết ngày")
    evidence = Line("Nguyên văn")
    target_id = HiddenField()

    def validate_type(self, field: Field) -> None:
        """Refuse what would be lost without a word, and a relation to nothing."""
        told = (
            self.target_number,
            self.target_title,
            self.note,
            self.provisions,
            self.starts,
            self.ends,
            self.evidence,
        )
        typed = [one.label.text.lower() for one in told if one.data]
        if typed and not field.data:
            raise ValidationError(f"Hãy chọn quan hệ, hoặc xóa {', '.join(typed)}.")
        if field.data in RELATIONS and not (self.target_number.data or self.target_title.data or self.target_id.data):
            raise ValidationError("Hãy ghi số, ký hiệu hoặc tên văn bản.")

    def validate_ends(self, field: Field) -> None:
        """Refuse an end before the beginning, and one of what ends by itself."""
        if field.data and self.type.data not in ENDING_ON_A_DAY:
            raise ValidationError("Chỉ ghi ngày này khi ngưng hiệu lực.")
        if field.data and self.starts.data and field.data < self.starts.data:
            raise ValidationError("Ngày cuối không thể trước ngày đầu.")


class GazetteForm(PlainForm):
    """Where the document stands in the official gazette."""

    number = Line("Số công báo", longest=60)
    date = IsoDay("Ngày đăng")
    page = Line("Trang", longest=20)


class DocumentForm(RecordForm):
    """A document as its officer sees it."""

    typed_as: ClassVar[Mapping[str, str]] = {"preamble": "text", "provisions": "text"}

    types: ClassVar[Collection[str]] = ()
    """What documents of the kind are called."""
    always_structured: ClassVar[bool] = True
    """Whether a text without articles is one to look at again."""
    hints: ClassVar[Mapping[str, str]] = {}
    """Where a kind says something else of a field."""

    type = Choice("Loại văn bản", {"": "–"})
    number = Line("Số, ký hiệu", "Như in trên văn bản: 15/2026/QĐ-UBND.", longest=120)
    title = Text("Trích yếu", "Không ghi lại loại và số văn bản.", rows=2, longest=2_000)
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
    doubts: tuple[str, ...] = ()

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        for name, hint in self.hints.items():
            self[name].description = hint
        # A register may call a document what no officer would; that name is kept until another is chosen.
        self.type.choices = {"": "–"} | {name: name for name in (*self.types, self.type.object_data) if name}

    def told(self, frozen: Mapping[str, Any]) -> dict[str, str]:
        """The text as one piece."""
        provisions = tuple(Provision.from_json(one) for one in frozen["provisions"])
        return super().told(frozen) | {self.text.label.text: Structure(frozen["preamble"], provisions, "").text()}

    def fill_from(self, record: Any) -> None:
        """The text as one piece, and the spare rows for relations."""
        self.stored_text = whole_text(record)
        if self.text.raw_data is None:
            self.text.data = self.stored_text
        self._offer_relations()

    def _offer_relations(self) -> None:
        if self.seen.raw_data is None:
            for _ in range(SPARE_RELATIONS):
                self.relations.append_entry()

    def validate_title(self, field: Field) -> None:
        """Refuse a draft without a title; handed on, it is told together with all else that is missing."""
        if not field.data and SUBMIT not in request.form:
            raise ValidationError("Hãy ghi trích yếu.")

    def validate_effective(self, field: Field) -> None:
        """Refuse a day of effect before the day of issue, in a draft already."""
        self._refuse_disorder(field)

    def validate_expires(self, field: Field) -> None:
        """Refuse a last day before the day of effect, in a draft already."""
        self._refuse_disorder(field)

    def _refuse_disorder(self, field: Field) -> None:
        wrong = out_of_order(self.issued.data, self.effective.data, self.expires.data).get(field.name)
        if wrong:
            raise ValidationError(wrong)

    def asks_again(self) -> bool:
        """A new text is saved only after its structure, if it should have one, has been looked at."""
        if not self._text_is_new():
            return False
        parsed = read(self.text.data or "")
        structure = structure_of(parsed)
        if not (structure.provisions or self.always_structured):
            return False
        self.structure, self.doubts = structure, parsed.doubts
        seen, self.seen_text.data = self.seen_text.data, _digest(self.text.data or "")
        return bool(seen != self.seen_text.data)

    def _text_is_new(self) -> bool:
        return cleaned(self.text.data) != cleaned(self.stored_text)

    def values(self) -> dict[str, Any]:
        """The fields of the action; an unchanged text leaves the provisions as they are, notes and anchors included."""
        found = super().values()
        text = found.pop("text") or ""
        del found["seen_text"]
        stored = chain(self.relations.object_data or (), repeat({}))
        rows = zip(found["relations"], stored, strict=False)
        found["relations"] = [_relation(typed, before) for typed, before in rows if typed["type"] in RELATIONS]
        found["gazette"] = {name: value for name, value in found["gazette"].items() if value}
        if self._text_is_new():
            structure = structure_of(read(text))
            found["preamble"] = structure.preamble
            found["provisions"] = [provision.as_json() for provision in structure.complete()]
        return found


class DocumentView(RecordView):
    """The desk of a kind of document."""

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

    def twins_of(self, record: Document | None) -> list[tuple[str, str]]:
        """What bears the same number already, as far as this person may read it: title and address at the desk."""
        found = twins(record, (LegalDocument, Direction)) if record else []
        return [
            (f"{one.type} {one.number}: {one.title}", url_for(f"desk_{one.KIND}.edit_view", record_id=one.id))
            for one in found
            if may(person(), self.permission, one.organisation_id)
        ]

    def doubts_of(self, record: Document | None) -> list[str]:
        """What its relations say that the documents published here do not bear out: for who writes and who approves."""
        if record is None:
            return []
        with services().public.connect() as connection:
            return [said for relation in record.relations for said in doubts(connection, relation)]

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


def _relation(typed: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """A row as it is kept: what it says besides its fields stays as long as it is of the same document."""
    if typed["target_number"] != before.get("target_number", ""):
        # What the row led to was the document that it named before.
        typed, before = {**typed, "target_id": ""}, {}
    return {name: value for name, value in {**before, **typed}.items() if value or name in before}
