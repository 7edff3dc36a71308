"""Form fields that the desk has and WTForms has not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from wtforms import Field, Form, IntegerField, SelectField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, ValidationError
from wtforms.widgets import EmailInput, TelInput

from admin.wording import grouped
from content.accounts.permissions import Permission
from content.accounts.policy import Person, reach
from content.citations.named import in_words, read_provisions
from content.clock import VIETNAM
from content.contacts import email_fault, phone_fault
from content.days import typed_day
from content.organisations.queries import all_of_them
from content.vietnamese import nfc_clean

WHOLE_PROVINCE = "Toàn tỉnh"
LONGEST_LINE = 2_000
LONGEST_TEXT = 2_000_000


def cleaned(value: str | None) -> str:
    """What was typed, in one spelling and with one sort of line end."""
    return nfc_clean((value or "").replace("\r\n", "\n").replace("\r", "\n")).strip()


def _limits(longest: int, missing: str) -> list[Any]:
    """A greatest length, and the sentence for a field that must not stay empty, if it must not."""
    too_long = AtMost(longest)
    return [DataRequired(message=missing), too_long] if missing else [too_long]


class AtMost:
    """A greatest length that is said and not enforced by the browser, which would cut what is pasted without a word."""

    def __init__(self, longest: int) -> None:
        self.longest = longest

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Refuse what is longer."""
        length = len(field.data or "")
        if length > self.longest:
            raise ValidationError(f"Tối đa {grouped(self.longest)} ký tự; hiện có {grouped(length)}.")


class Line(StringField):
    """One line of text; ``missing`` is what is said when it stays empty and must not."""

    def __init__(
        self, label: str, hint: str = "", *, longest: int = LONGEST_LINE, missing: str = "", **more: Any
    ) -> None:
        super().__init__(label, _limits(longest, missing), description=hint, filters=[cleaned], **more)


class Phone(Line):
    """A telephone number, or several."""

    widget = TelInput()

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:
        """Refuse what nobody can dial."""
        _refuse(phone_fault(self.data or ""))


class Email(Line):
    """An e-mail address."""

    widget = EmailInput()

    def post_validate(self, form: BaseForm, validation_stopped: bool) -> None:
        """Refuse what no letter reaches."""
        _refuse(email_fault(self.data or ""))


def _refuse(wrong: str) -> None:
    if wrong:
        raise ValidationError(wrong)


class Text(TextAreaField):
    """Text of several lines; ``markdown`` offers to show how it will look."""

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        rows: int = 6,
        markdown: bool = False,
        longest: int = LONGEST_TEXT,
        missing: str = "",
        **more: Any,
    ) -> None:
        limits = _limits(longest, missing)
        super().__init__(label, limits, description=hint, filters=[cleaned], render_kw={"rows": rows}, **more)
        self.markdown = markdown


class Lines(TextAreaField):
    """A list of texts, one on each line."""

    data: Any

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

    data: Any

    def _value(self) -> str:
        return "\n".join(topic["name"] for topic in self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        """Topics as the public store has them: key and name."""
        super().process_formdata(valuelist)
        keys = {topic["name"]: topic["key"] for topic in self.object_data or []}
        self.data = [{"key": keys.get(name, name), "name": name} for name in self.data]


class Day(StringField):
    """A day as people in Vietnam write it, 22/11/2026, or nothing; a browser's own picker might put the month first."""

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, description=hint, render_kw={"placeholder": "ngày/tháng/năm"}, **more)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data:%d/%m/%Y}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The day typed; the machine's spelling is understood as well."""
        typed = cleaned(valuelist[0]) if valuelist else ""
        self.data = read_day(typed) if typed else None


class IsoDay(Day):
    """A day kept as text, 2026-11-22: where it stands among texts."""

    data: Any

    def process_data(self, value: Any) -> None:
        """The day stored; what an earlier desk let through is shown as it is."""
        self.data = typed_day(value) or value if value else None

    def _value(self) -> str:
        return str(self.data) if isinstance(self.data, str) and not self.raw_data else super()._value()

    def process_formdata(self, valuelist: list[str]) -> None:
        """The day typed, as machines write it."""
        super().process_formdata(valuelist)
        self.data = self.data.isoformat() if self.data else ""


class Provisions(StringField):
    """Articles, clauses and points of a document, kept by their anchors: Điều 13; khoản 3 Điều 17."""

    data: list[str]

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, description=hint, **more)

    def process_data(self, value: Any) -> None:
        """The anchors stored."""
        self.data = list(value or ())

    def _value(self) -> str:
        return str(self.raw_data[0]) if self.raw_data else in_words(self.data)

    def process_formdata(self, valuelist: list[str]) -> None:
        """The anchors of what was typed; what was not touched stays, also where no words can be read as it."""
        typed = cleaned(valuelist[0]) if valuelist else ""
        if typed == in_words(self.data):
            return
        if len(typed) > LONGEST_LINE:
            raise ValueError(NO_PROVISIONS)
        found = read_provisions(typed)
        if found is None:
            raise ValueError(NO_PROVISIONS)
        self.data = found


class Minute(StringField):
    """A minute on the clocks of Vietnam, 08:00 25/11/2026, as an aware moment in UTC; or nothing."""

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, description=hint, render_kw={"placeholder": "giờ:phút ngày/tháng/năm"}, **more)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return f"{self.data.astimezone(VIETNAM):%H:%M %d/%m/%Y}" if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """The moment typed."""
        typed = cleaned(valuelist[0]) if valuelist else ""
        self.data = read_minute(typed) if typed else None


NO_PROVISIONS = "Hãy ghi điều, khoản, điểm, cách nhau bằng dấu chấm phẩy, như: Điều 13; khoản 3 Điều 17."
NO_DAY = "Hãy ghi một ngày có thật, dạng 22/11/2026."
NO_MINUTE = "Hãy ghi giờ và ngày có thật, dạng 08:00 25/11/2026."
TIME = re.compile(r"(\d{1,2})\s?[:hg]\s?(\d{2})", re.IGNORECASE)


def read_day(typed: str) -> date:
    """22/11/2026, 22-11-2026 or 2026-11-22; raises ValueError, with a sentence, for anything else."""
    found = typed_day(typed)
    if found is None or not 1800 <= found.year <= 2200:
        raise ValueError(NO_DAY)
    return found


def read_minute(typed: str) -> datetime:
    """Time and day in either order, in Vietnam; raises ValueError, with a sentence, for anything else."""
    found = TIME.search(typed)
    try:
        if not found:
            raise ValueError(NO_MINUTE)
        day = read_day((typed[: found.start()] + typed[found.end() :]).strip(" ,T"))
        return datetime.combine(day, time(int(found[1]), int(found[2])), VIETNAM).astimezone(UTC)
    except ValueError as error:
        raise ValueError(NO_MINUTE) from error


class Choice(SelectField):
    """One of a few values, each with its words; anything else is refused in a sentence."""

    def __init__(self, label: str, choices: Mapping[str, str], hint: str = "", **more: Any) -> None:
        super().__init__(label, choices=dict(choices), description=hint, coerce=_text, **more)

    def process_data(self, value: Any) -> None:
        """The value stored; nothing is the empty value."""
        self.data = _text(value)

    def pre_validate(self, form: Form) -> None:
        """Refuse what is not in the list."""
        if self.data not in (self.choices or {}):
            raise ValidationError("Hãy chọn một mục trong danh sách.")


class OrganisationChoice(Choice):
    """One of the organisations for which a person holds a permission; empty is the province itself."""

    def __init__(self, label: str = "Cơ quan quản lý", hint: str = "", **more: Any) -> None:
        super().__init__(label, {}, hint, **more)

    def offer(self, asker: Person, permission: Permission) -> None:
        """Fill the list with what this person may choose."""
        scope = reach(asker, permission)
        whole = {"": WHOLE_PROVINCE} if scope is None else {}
        self.choices = whole | {one.id: one.name for one in all_of_them() if scope is None or one.id in scope}


def _text(value: Any) -> str:
    return str(value or "")


class Number(IntegerField):
    """A small whole number, or nothing."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """What was typed; anything but figures is refused in a sentence."""
        typed = valuelist[0].strip() if valuelist else ""
        self.data = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 6 else None
        if typed and self.data is None:
            raise ValueError("Hãy ghi một số.")
