"""What documents of direction are called. Pure."""

from __future__ import annotations

TYPES = (
    "Chỉ thị", "Công điện", "Công văn", "Thông báo", "Thông báo kết luận", "Kết luận", "Kế hoạch", "Chương trình",
    "Quyết định", "Nghị quyết", "Hướng dẫn", "Quy chế", "Quy định", "Đề án", "Phương án", "Báo cáo", "Tờ trình",
    "Thông cáo", "Giấy mời", "Thư công",
)  # fmt: skip
"""The administrative documents of Decree 30/2020/NĐ-CP, Điều 7, that direct or tell; each as it calls itself."""
