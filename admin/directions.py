"""The desk of direction and administration."""

from __future__ import annotations

from typing import ClassVar

from admin.documents import DocumentForm, DocumentView
from content.directions.rules import TYPES


class DirectionForm(DocumentForm):
    """A document of direction as its officer sees it; many have no articles."""

    types = TYPES
    always_structured = False
    hints: ClassVar[dict[str, str]] = {
        "number": "Như in trên văn bản: 12/CT-UBND.",
        "status_note": "Ví dụ: được thay thế bởi Chỉ thị 20/CT-UBND.",
        "text": "Văn bản thuần; nếu có điều, mỗi điều bắt đầu bằng “Điều 1.” trên một dòng mới.",
    }


class DirectionView(DocumentView):
    """Directives, official letters, notices of conclusion."""

    noun = "directions"
    form_class = DirectionForm


VIEW = DirectionView
