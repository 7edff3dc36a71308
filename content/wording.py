"""What people read for the codes of records: one table for each sort of code, for the desk and for the site alike.

The site says these words in English too, so each stands in its catalogue. A code is the value of an enum; the enums
stand with the rules of their kinds, above this file, and a test compares both.
"""

from __future__ import annotations

from collections.abc import Mapping

STATUSES: Mapping[str, str] = {
    "not_yet": "Chưa có hiệu lực",
    "in_force": "Còn hiệu lực",
    "partly": "Hết hiệu lực một phần",
    "expired": "Hết hiệu lực",
    "suspended": "Ngưng hiệu lực",
    "unknown": "Chưa xác định hiệu lực",
}
"""Whether a document holds."""

RELATIONS: Mapping[str, str] = {
    "amends": "Sửa đổi, bổ sung",
    "supplements": "Bổ sung",
    "replaces": "Thay thế",
    "repeals": "Bãi bỏ",
    "suspends": "Ngưng hiệu lực",
    "corrects": "Đính chính",
    "implements": "Triển khai thi hành",
    "guides": "Hướng dẫn, quy định chi tiết",
    "consolidates": "Hợp nhất",
    "based_on": "Căn cứ",
    "cites": "Dẫn chiếu",
}
"""How a document acts on another, read from the document that says it."""

CATEGORIES: Mapping[str, str] = {
    "mechanism": "Cơ chế",
    "policy": "Chính sách",
    "procedure": "Thủ tục hành chính",
}
"""What feedback is about."""

FEEDBACK_STATES: Mapping[str, str] = {
    "received": "Đã tiếp nhận",
    "assigned": "Đã giao cơ quan xử lý",
    "answer_drafted": "Chờ duyệt trả lời",
    "answered": "Đã trả lời",
}
"""How far the handling of feedback has come."""

RESOLUTIONS: Mapping[str, str] = {
    "explained": "Đã giải thích, hướng dẫn",
    "rule_changed": "Đã sửa đổi quy định",
    "recommendation_sent": "Đã kiến nghị cơ quan có thẩm quyền",
    "kept_for_study": "Chưa đủ cơ sở, lưu để nghiên cứu",
    "not_in_remit": "Không thuộc thẩm quyền",
    "duplicate": "Trùng nội dung đã trả lời",
    "refused": "Từ chối, có nêu lý do",
}
"""How the handling of feedback ended."""

NOT_TAKEN: Mapping[str, str] = {
    "complaint": "Không tiếp nhận: khiếu nại",
    "denunciation": "Không tiếp nhận: tố cáo",
}
"""How feedback ended that the law gives a channel of its own."""
