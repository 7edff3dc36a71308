"""The desk of organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from admin.fields import Choice, Email, Line, Lines, Number, Phone, Text
from admin.record_forms import RecordForm
from admin.records import RecordView
from admin.services import now
from content.editorial.models import Record
from content.markdown import LONGEST
from content.organisations.queries import named, published_names
from content.organisations.rules import LABELS


class OrganisationForm(RecordForm):
    """An organisation as the desk describes it."""

    groups = (
        ("Cơ quan", ("name", "short_name", "level", "parent_id", "former_names", "position")),
        ("Liên hệ", ("address", "phone", "email", "website")),
        ("Chức năng, nhiệm vụ", ("functions",)),
        ("Người phát ngôn", ("spokesperson_name", "spokesperson_title", "spokesperson_phone", "spokesperson_email")),
        ("Trách nhiệm", ("organisation_id",)),
    )

    name = Line("Tên đầy đủ", longest=300, missing="Hãy ghi tên cơ quan.")
    short_name = Line("Tên viết tắt", longest=120)
    former_names = Lines("Tên cũ")
    level = Choice("Cấp", {level.value: words for level, words in LABELS.items()}, default="department")
    parent_id = Choice("Cơ quan cấp trên", {})
    position = Number("Thứ tự", description="Số nhỏ đứng trước.", default=100)
    address = Text("Địa chỉ", rows=2, longest=2_000)
    phone = Phone("Điện thoại", longest=60)
    email = Email("Thư điện tử", longest=254)
    website = Line("Trang thông tin", longest=300)
    functions = Text(
        "Chức năng, nhiệm vụ",
        "Viết bằng Markdown. Mục “# Lịch tiếp công dân” hiện cả ở trang Tiếp công dân.",
        rows=10,
        markdown=True,
        longest=LONGEST,
    )
    spokesperson_name = Line("Người phát ngôn", longest=200)
    spokesperson_title = Line("Chức vụ người phát ngôn", longest=200)
    spokesperson_phone = Phone("Điện thoại người phát ngôn", longest=60)
    spokesperson_email = Email("Thư điện tử người phát ngôn", longest=254)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parent_id.choices = {"": "–"} | published_names(now())

    def told(self, frozen: Mapping[str, Any]) -> dict[str, str]:
        """The organisation above it by its public address, which is what is frozen."""
        return super().told(frozen) | {self.parent_id.label.text: frozen["parent"] or ""}

    def fill_from(self, record: Record) -> None:
        """No organisation stands above itself."""
        self.parent_id.choices.pop(record.id, None)
        above = record.parent_id  # type: ignore[attr-defined]  # it is an organisation
        if above:
            self.parent_id.choices.setdefault(above, named(above))

    def values(self) -> dict[str, Any]:
        """The fields of the action."""
        found = super().values()
        found["parent_id"] = found["parent_id"] or None
        found["position"] = 100 if found["position"] is None else found["position"]
        return found


class OrganisationView(RecordView):
    """Agencies and communes."""

    noun = "organisations"
    form_class = OrganisationForm
    title_column = "name"
    column_list = ("name", "level", "phone", "work_state", "changed_at")
    column_labels: ClassVar[dict[str, str]] = {
        "name": "Tên",
        "level": "Cấp",
        "phone": "Điện thoại",
        "work_state": "Tình trạng",
        "changed_at": "Sửa lần cuối",
    }
    column_sortable_list = ("name", "changed_at")
    column_default_sort = ("name", False)
    column_formatters: ClassVar[dict[str, Any]] = {
        "level": lambda view, context, record, name: LABELS.get(record.level, record.level)
    }


VIEW = OrganisationView
