"""A document as JSON, whose fields are told in :data:`FIELDS` and always come in that order."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from content.formats.identity import expression
from content.formats.publication import Publication, printable
from content.provisions.outline import clauses
from content.provisions.provision import Provision

FIELDS = {
    "id": "Mã công khai của văn bản, không bao giờ đổi",
    "address": "Địa chỉ trang đọc",
    "frbr": "Tên theo Akoma Ntoso (FRBR) của bản văn này",
    "language": "Ngôn ngữ: vi hoặc en",
    "type": "Loại văn bản",
    "number": "Số, ký hiệu",
    "title": "Trích yếu",
    "summary": "Tóm tắt; có thể trống",
    "issuer": "Cơ quan ban hành",
    "field": "Lĩnh vực",
    "signer": "Người ký",
    "signer_title": "Chức vụ của người ký",
    "status": "Tình trạng hiệu lực khi tải: not_yet, in_force, partly, expired, suspended, unknown",
    "as_of": "Ngày tính tình trạng hiệu lực, YYYY-MM-DD",
    "issued": "Ngày ban hành, YYYY-MM-DD; null nếu không rõ",
    "effective": "Ngày có hiệu lực, YYYY-MM-DD; null nếu không rõ",
    "expires": "Ngày cuối cùng còn hiệu lực, YYYY-MM-DD; null nếu không có",
    "published_at": "Lần đầu công bố trên cổng, ISO 8601 kèm múi giờ",
    "updated_at": "Lần công bố gần nhất, ISO 8601 kèm múi giờ",
    "edition": "Lần công bố thứ mấy, từ 1",
    "preamble": "Phần trước các điều; toàn văn nếu văn bản không chia điều",
    "provisions": "Các phần theo thứ tự đọc; clauses là khoản và điểm của điều, note là những thay đổi của điều ấy",
    "relations": "Quan hệ với văn bản khác: type, number, title, address",
    "files": "Tệp kèm theo: name, media_type, size (byte), sha256, address",
    "recipients": "Nơi nhận",
}
"""Every field with what it says, for the page that explains the data."""


def plain_data(publication: Publication) -> bytes:
    """The whole document as indented JSON in UTF-8."""
    publication = printable(publication)
    known = asdict(publication) | {
        "frbr": expression(publication),
        "as_of": publication.as_of.isoformat(),
        "issued": publication.issued and publication.issued.isoformat(),
        "effective": publication.effective and publication.effective.isoformat(),
        "expires": publication.expires and publication.expires.isoformat(),
        "published_at": publication.published_at.isoformat(),
        "updated_at": publication.updated_at.isoformat(),
        "provisions": [_provision(provision) for provision in publication.provisions],
    }
    return (json.dumps({name: known[name] for name in FIELDS}, ensure_ascii=False, indent=2) + "\n").encode()


def _provision(provision: Provision) -> dict[str, Any]:
    return {
        "anchor": provision.anchor,
        "parent": provision.parent,
        "kind": provision.kind,
        "number": provision.number,
        "label": provision.label,
        "heading": provision.heading,
        "text": provision.text,
        "note": provision.note,
        "clauses": [
            {"anchor": clause.anchor, "label": clause.label, "text": clause.text}
            for clause in clauses(provision.text, provision.anchor)
        ],
    }
