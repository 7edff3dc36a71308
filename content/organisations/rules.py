"""What an organisation is. Pure."""

from __future__ import annotations

from enum import StrEnum
from typing import Protocol

from content.errors import Invalid


class Level(StrEnum):
    """Where an organisation stands; the order is the order of lists."""

    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"
    CENTRAL = "central"
    OTHER = "other"


LABELS = {
    Level.PROVINCE: "Cơ quan cấp tỉnh",
    Level.DEPARTMENT: "Sở, ban, ngành",
    Level.COMMUNE: "Xã, phường",
    Level.CENTRAL: "Cơ quan trung ương",
    Level.OTHER: "Cơ quan khác",
}


class Described(Protocol):
    """What is asked of an organisation before it is published."""

    name: str
    level: str


def check(organisation: Described) -> None:
    """Raise Invalid unless the organisation can be shown."""
    if not organisation.name.strip():
        raise Invalid("Cơ quan phải có tên.", name="Hãy ghi tên đầy đủ của cơ quan.")
    if organisation.level not in set(Level):
        raise Invalid("Cấp của cơ quan không đúng.", level="Hãy chọn một cấp trong danh sách.")
