"""Form fields that the desk has and WTForms has not."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from wtforms import DateField, DateTimeLocalField, Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, ValidationError

from content.accounts.permissions import Permission
from content.accounts.policy import Person, reach
from content.clock import VIETNAM
from content.organisations.queries import all_of_them
from content.vietnamese import nfc_clean

LONGEST_LINE = 2_000
LONGEST_TEXT = 2_000_000


def cleaned(value: str | None) -> str:
    """What was typed, in one spelling and with one sort of line end."""
    return nfc_clean((value or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


class Line(StringField):
    """One line of text."""

    def __init__(self, label: str, hint: str = "", *, longest: int = LONGEST_LINE, **more: Any) -> None:
        too_long = Length(max=longest, message=f"Dài nhất {longest} ký tự.")
        super().__init__(label, [too_long], description=hint, filters=[cleaned], **more)


class Text(TextAreaField):
    """Text of several lines; ``markdown`` offers to show how it will look."""

    def __init__(
        self, label: str, hint: str = "", *, rows: int = 6, markdown: bool = False, longest: int = LONGEST_TEXT, **more: Any
    ) -> None:
        too_long = Length(max=longest, message=f"Dài nhất {longest} ký tự.")
        super().__init__(label, [too_long], description=hint, filters=[cleaned], render_kw={"rows": rows}, **more)
        self.markdown = markdown


class Lines(TextAreaField):
    """A list of texts, one on each line."""

    def __init__(self, label: str, hint: str = "Mỗi dòng một mục.", *, rows: int = 3, **more: Any) -> None:
        super().__init__(label, description=hint, render_kw={"rows": rows}, **more)

    def _value(self) -> str:
        return "\n".join(self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """The lines that hold something."""
        text = cleaned(valuelist[0]) if valuelist else ""
        self.data = [line.strip() for line in text.split("\n") if line.strip()]


class Topics(Lines):
    """A list of topics by name; each keeps the key it has."""

    def _value(self) -> str:
        return "\n".join(topic["name"] for topic in self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Topics as the public store has them: key and name."""
        super().process_formdata(valuelist)
        keys = {topic["name"]: topic["key"] for topic in self.object_data or []}
        self.data = [{"key": keys.get(name, name), "name": name} for name in self.data or []]


class Day(DateField):
    """A day, or nothing."""

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, [Optional()], description=hint, **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """A day as browsers send it, or as people write it: 22/11/2026."""
        typed = valuelist[0].strip() if valuelist else ""
        written = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", typed)
        if written:
            day, month, year = written.groups()
            valuelist = [f"{year}-{int(month):02}-{int(day):02}"]
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Hãy ghi một ngày có thật, dạng 22/11/2026.") from error


class Minute(DateTimeLocalField):
    """A minute on the clocks of Vietnam, as an aware moment."""

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, [Optional()], description=hint, format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], **more)

    def process_formdata(self, valuelist: list[str]) -> None:
        """The moment typed, in UTC."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError("Hãy chọn một ngày và giờ có thật.") from error
        if isinstance(self.data, datetime):
            try:
                self.data = self.data.replace(tzinfo=VIETNAM).astimezone(UTC)
            except (OverflowError, ValueError) as error:
                self.data = None
                raise ValueError("Hãy chọn một ngày và giờ có thật.") from error


class Choice(SelectField):
    """One of a few; anything else is refused in a sentence."""

    def __init__(self, label: str, choices: list[tuple[str, str]], hint: str = "", **more: Any) -> None:
        super().__init__(label, choices=choices, description=hint, coerce=lambda value: str(value or ""), **more)

    def pre_validate(self, form: Form) -> None:
        """Refuse what is not in the list."""
        if self.data not in {value for value, *_ in self.choices or []}:
            raise ValidationError("Hãy chọn một mục trong danh sách.")


class OrganisationChoice(Choice):
    """One of the organisations for which a person holds a permission; empty is the province itself."""

    def __init__(self, label: str = "Cơ quan quản lý", hint: str = "", **more: Any) -> None:
        super().__init__(label, [], hint, **more)
        self.coerce = lambda value: str(value or "")

    def offer(self, asker: Person, permission: Permission) -> None:
        """Fill the list with what this person may choose."""
        scope = reach(asker, permission)
        found = [(one.id, one.name) for one in all_of_them() if scope is None or one.id in scope]
        self.choices = ([("", "Toàn tỉnh")] if scope is None else []) + found


class Number(IntegerField):
    """A small whole number, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was typed; anything but figures is refused in a sentence."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else None
        if typed and self.data is None:
            raise ValueError("Hãy ghi một số.")
