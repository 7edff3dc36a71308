"""What legal documents are called. Pure."""

from __future__ import annotations

TYPES = (
    "Hiến pháp", "Bộ luật", "Luật", "Pháp lệnh", "Lệnh", "Sắc lệnh", "Nghị quyết", "Nghị quyết liên tịch",
    "Nghị định", "Quyết định", "Thông tư", "Thông tư liên tịch", "Chỉ thị", "Văn bản hợp nhất",
)  # fmt: skip
"""Those of the law on promulgation (64/2025/QH15, Điều 4), and of the laws before it."""
