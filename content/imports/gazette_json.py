"""A provincial gazette as one JSON list of records: metadata and links, no text (Sơn La's layout)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from content.errors import Invalid
from content.imports.dates import read_days
from content.imports.files import SourceError, whole
from content.imports.incoming import Incoming, Rejected, source_key
from content.imports.wording import issuer_of, kind_of, line_of, read_status, type_of_number

FORMAT = "gazette-json"

_ABBREVIATIONS = ((re.compile(r"\bUBND\b"), "Ủy ban nhân dân"), (re.compile(r"\bHĐND\b"), "Hội đồng nhân dân"))
_TYPE = re.compile(r"(?P<type>.+?)(?: của .*| (?:HĐND|UBND)\b.*)?")
_SIGNER = re.compile(r"(?P<title>.*\b(?:UBND|HĐND)(?: (?:tỉnh|thành phố|huyện|xã|phường))?)\s+(?P<name>\S.*)")


def read(path: Path) -> Iterator[Incoming | Rejected]:
    """Every record of the list in its order."""
    for number, record in enumerate(_records(path), start=1):
        try:
            yield _incoming(number, record)
        except Invalid as wrong:
            yield Rejected(number, str(wrong))


def count(path: Path) -> int:
    """How many records there are."""
    return len(_records(path))


def _records(path: Path) -> list[Any]:
    try:
        records = json.loads(whole(path))
    except (ValueError, RecursionError):
        raise SourceError(f"{path} không phải là JSON hợp lệ.") from None
    if not isinstance(records, list):
        raise SourceError(f"{path} phải là một danh sách JSON các văn bản.")
    return records


def _incoming(number: int, record: Any) -> Incoming:
    if not isinstance(record, dict):
        raise Invalid("Mỗi bản ghi phải là một đối tượng JSON.")
    said = line_of(record.get("so_hieu"), "number")
    to_check: list[str] = []
    type_ = _type(line_of(record.get("loai_van_ban"), "type"), said)
    title = line_of(record.get("trich_yeu"), "title")
    if not title and not said:
        raise Invalid("Thiếu cả số, ký hiệu và trích yếu.")
    if not title:
        title = f"{type_} số {said}"
        to_check.append("Nguồn không ghi trích yếu; tên hiển thị lấy theo loại và số, ký hiệu.")
    days, doubts = read_days(
        {
            "issued": record.get("ngay_ban_hanh"),
            "effective": record.get("ngay_hieu_luc"),
            "expires": record.get("ngay_het_hieu_luc"),
        }
    )
    signer_title, signer = _signer(line_of(record.get("nguoi_ky"), "signer"))
    fields: dict[str, Any] = {
        "type": type_,
        "number": said,
        "title": title,
        "issuer": _spelled_out(issuer_of(record.get("co_quan_ban_hanh"), doubts)),
        "signer": signer,
        "signer_title": _spelled_out(signer_title),
        **days,
        "declared_status": read_status(line_of(record.get("tinh_trang"), "status")),
        "field": line_of(record.get("linh_vuc"), "field"),
        "gazette": _gazette(record),
        "sources": _sources(record),
        "to_check": to_check + doubts,
    }
    key = source_key(FORMAT, {**fields, "type": record.get("parent_unid") or type_})
    return Incoming(number, kind_of(type_, said), fields, key)


def _type(said: str, number: str) -> str:
    """``Quyết định của UBND tỉnh`` is a Quyết định."""
    match = _TYPE.fullmatch(said)
    type_ = match["type"].strip() if match else ""
    type_ = type_ or type_of_number(number)
    if not type_:
        raise Invalid("Thiếu loại văn bản.")
    return type_


def _signer(said: str) -> tuple[str, str]:
    """Title and name of ``Phó Chủ tịch UBND Nguyễn Văn A``; all of it is the name where no body is named."""
    match = _SIGNER.fullmatch(said)
    return (match["title"], match["name"]) if match else ("", said)


def _spelled_out(said: str) -> str:
    for pattern, words in _ABBREVIATIONS:
        said = pattern.sub(words, said)
    return said


def _gazette(record: Mapping[str, Any]) -> dict[str, str]:
    found = {
        "number": line_of(record.get("so_cong_bao"), "gazette"),
        "page": line_of(record.get("trang_cong_bao"), "gazette"),
    }
    return {name: value for name, value in found.items() if value}


def _sources(record: Mapping[str, Any]) -> list[dict[str, str]]:
    sources = []
    if page := line_of(record.get("source_url"), "source_url"):
        sources.append({"name": "Trang công báo", "url": page})
    for url in filter(None, re.split(r"[;\n]", line_of(record.get("file_urls"), "file_urls"))):
        name = unquote(url.strip().rstrip("/").rsplit("/", 1)[-1])
        sources.append({"name": f"Tệp tại công báo: {name}", "url": url.strip()})
    return sources
