"""A small public store to search in, written row by row as the projection would write it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from content.document_numbers import key
from content.public.store import PublicStore, stamp
from content.public.tables import body, provision, record
from content.slugs import slugify

MOMENT = datetime(2026, 1, 5, 3, tzinfo=UTC)


def empty_store(folder: Path) -> PublicStore:
    """A store without records, looked at anew at every question."""
    store = PublicStore(f"sqlite:///{folder / 'public.db'}", read_only=False, check_every=0)
    store.create_tables()
    return store


def publish(
    store: PublicStore,
    record_id: str,
    title: str,
    *,
    number: str | None = None,
    articles: dict[str, tuple[str, str]] | None = None,
    text: str = "",
    **fields: Any,
) -> None:
    """Put a record into the store, or put it there anew; articles are number: (heading, text)."""
    day = fields.pop("day", date(2024, 3, 1))
    issuer = fields.pop("issuer", "Ủy ban nhân dân tỉnh")
    row = {
        "id": record_id,
        "kind": "legal",
        "path": f"/van-ban/{record_id}",
        "language": "vi",
        "type": "Quyết định",
        "number": number,
        "number_key": key(number) if number else None,
        "title": title,
        "summary": "",
        "issuer": issuer,
        "issuer_key": slugify(issuer),
        "field": "Đất đai",
        "status": "in_force",
        "issued": day,
        "year": day.year,
        "sort_date": day,
        "published_at": MOMENT,
        "updated_at": MOMENT,
        "edition": 1,
        "data": {},
        **fields,
    }
    parts = [
        {
            "record_id": record_id,
            "position": position,
            "anchor": f"dieu-{article}",
            "kind": "article",
            "number": article,
            "label": f"Điều {article}",
            "heading": heading,
            "text": words,
            "html": "",
        }
        for position, (article, (heading, words)) in enumerate((articles or {}).items())
    ]
    with store.write() as connection:
        connection.execute(delete(record).where(record.c.id == record_id))
        connection.execute(insert(record), [row])
        connection.execute(insert(body), [{"record_id": record_id, "html": "", "text": text}])
        if parts:
            connection.execute(insert(provision), parts)
        stamp(connection, {record_id: sha256(repr((row, parts, text)).encode()).hexdigest()}, MOMENT)


def withdraw(store: PublicStore, record_id: str) -> None:
    """Take a record out of the store."""
    with store.write() as connection:
        connection.execute(delete(record).where(record.c.id == record_id))
        stamp(connection, {record_id: ""}, MOMENT)


def publish_samples(store: PublicStore) -> None:
    """A handful of records that differ in everything that can be asked for."""
    publish(
        store,
        "land0001",
        "Luật Đất đai",
        number="31/2024/QH15",
        type="Luật",
        issuer="Quốc hội",
        day=date(2024, 1, 18),
        articles={
            "1": (
                "Phạm vi điều chỉnh",
                "Luật này quy định về chế độ sở hữu đất đai, quyền hạn và trách nhiệm của Nhà nước.",
            ),
            "3": (
                "Giải thích từ ngữ",
                "1. Giá đất là giá trị của quyền sử dụng đất tính bằng tiền.\n2. Thửa đất là phần diện tích đất.",
            ),
            "5": ("Nguyên tắc sử dụng đất", "Đúng mục đích sử dụng đất; bền vững, tiết kiệm, có hiệu quả."),
        },
    )
    publish(
        store,
        "fees0002",
        "Quy định mức thu lệ phí cấp giấy phép xây dựng",
        number="15/2024/QĐ-UBND",
        day=date(2024, 5, 6),
        field="Xây dựng",
        articles={
            "1": ("Phạm vi", "Quyết định này quy định lệ phí cấp giấy phép xây dựng trên địa bàn tỉnh."),
            "5": ("Hiệu lực", "a) Có hiệu lực từ ngày ký, cùng giấy phép đã cấp. Căn cứ Luật Đất đai số 31/2024/QH15."),
        },
    )
    publish(
        store,
        "info0003",
        "Ứng dụng công nghệ thông tin trong hoạt động của cơ quan nhà nước",
        number="64/2007/NĐ-CP",
        type="Nghị định",
        issuer="Chính phủ",
        day=date(2007, 4, 10),
        status="expired",
        field="Thông tin",
        articles={"5": ("Nguyên tắc", "Bảo đảm an toàn, an ninh thông tin; hoà nhập với thế giới.")},
    )
    publish(
        store,
        "news0004",
        "Thông cáo báo chí tháng 10 năm 2026",
        kind="announcements",
        type="Thông cáo báo chí",
        status=None,
        field=None,
        day=date(2026, 10, 2),
        text="Tỉnh tổ chức lễ khởi công cầu. Hòa bình, an ninh được giữ vững.",
    )
