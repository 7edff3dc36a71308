"""The two forms of feedback: writing a message, and following it by its code."""

from __future__ import annotations

import re
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, StringField, TextAreaField
from wtforms.form import BaseForm
from wtforms.validators import AnyOf, DataRequired, Length, Optional, StopValidation, ValidationError

from content.intake.feedback import (
    BODY_CHARACTERS,
    CATEGORIES,
    NAME_CHARACTERS,
    TITLE_CHARACTERS,
    is_as_long_as,
    tidy,
)
from content.secrecy import bears_stamp
from content.vietnamese import fold, nfc_clean
from portal.web.catalogue import gettext
from portal.web.catalogue import lazy_gettext as _
from portal.web.filters import number

YES = "co"
NO = "khong"

DIGITS_OF_A_PHONE = range(8, 16)
LONGEST_CODE = 200

OF_ANOTHER_KIND = re.compile(r"\b(?:to\s+cao|khieu\s+nai)\b")
"""Folded words of complaints and denunciations, which the law sends elsewhere; a rule on them may speak of them too."""
STAMPED = _(
    "Nội dung có dấu độ mật. Không gửi bí mật nhà nước qua mạng. Cổng không lưu và không hiện lại tiêu đề, nội dung "
    "vừa gõ."
)

OF_SECRETS = re.compile(
    r"\b(?:"
    r"(?:tối|tuyệt|tuyet)\s+m[ậa]t"
    r"|(?:tài\s+liệu|văn\s+bản|công\s+văn|hồ\s+sơ|đóng\s+dấu|dấu|độ)\s+mật(?!\s+(?:độ|khẩu|mã))"
    r"|(?:tai\s+lieu|van\s+ban|cong\s+van|ho\s+so|dong\s+dau)\s+(?:toi\s+)?mat"
    r"|bí\s+mật\s+(?:nhà\s+nước|công\s+tác)|bi\s+mat\s+(?:nha\s+nuoc|cong\s+tac)"
    r"|lưu\s+hành\s+nội\s+bộ|luu\s+hanh\s+noi\s+bo"
    r")\b"
)
"""Words of secret documents, in small letters: with their marks, for without them "toi mat" is mostly *tôi mất*, "I
have lost"; and without marks where the word before leaves little doubt."""

LONGEST_DOCUMENT = 300


class Within(Length):
    """Asks for a number of characters, in one sentence for too few and too many; of too many it says how many."""

    def __init__(self, wanted: range, message: Any) -> None:
        super().__init__(min=wanted[0], max=wanted[-1], message=message)
        self.wanted = wanted

    def __call__(self, form: BaseForm, field: Field) -> None:
        """Refuse too little and too much."""
        if not is_as_long_as(field.data or "", self.wanted):
            length = len(field.data or "")
            if length < self.wanted.stop:
                raise ValidationError(self.message)
            raise ValidationError(
                gettext("%(wanted)s Hiện có %(length)s ký tự.", wanted=self.message, length=number(length))
            )


def no_stamp(form: FlaskForm, field: Field) -> None:
    """Refuse a text that bears a stamp of secrecy; it has not been stored anywhere yet."""
    if bears_stamp(field.data or ""):
        raise StopValidation(STAMPED)


def seems_secret(text: str) -> bool:
    """Whether a text speaks of documents that bear a degree of secrecy; a proposal on the rules may do so too."""
    return OF_SECRETS.search(nfc_clean(text).lower()) is not None


def seems_of_another_kind(text: str) -> bool:
    """Whether a text speaks of complaining or denouncing, typed with marks or without."""
    return OF_ANOTHER_KIND.search(fold(text)) is not None


def one_line(text: str | None) -> str:
    """A text of one line as it is measured and stored."""
    return " ".join(tidy(text or "").split())


def many_lines(text: str | None) -> str:
    """A text of several lines as it is measured and stored."""
    return tidy(text or "")


class FeedbackForm(FlaskForm):
    """A message on a mechanism, policy or procedure. How each field looks is the template's part."""

    seal = HiddenField()
    category = StringField(
        validators=[AnyOf([category.value for category in CATEGORIES], _("Hãy chọn góp ý về nội dung nào."))],
    )
    title = StringField(
        filters=[one_line],
        validators=[
            no_stamp,
            DataRequired(_("Hãy viết tiêu đề.")),
            Within(TITLE_CHARACTERS, _("Tiêu đề cần từ 5 đến 200 ký tự.")),
        ],
    )
    body = TextAreaField(
        filters=[many_lines],
        validators=[
            no_stamp,
            DataRequired(_("Hãy viết nội dung.")),
            Within(BODY_CHARACTERS, _("Nội dung cần từ 10 đến 5.000 ký tự.")),
        ],
    )
    document = StringField(
        filters=[one_line],
        validators=[
            Optional(),
            Length(max=LONGEST_DOCUMENT, message=_("Văn bản liên quan dài quá 300 ký tự.")),
        ],
    )
    name = StringField(
        filters=[one_line],
        validators=[Length(max=NAME_CHARACTERS, message=_("Họ tên dài quá 120 ký tự."))],
    )
    phone = StringField(filters=[one_line], validators=[Optional()])
    email = StringField(filters=[one_line], validators=[Optional()])
    contact_consent = BooleanField(false_values=("", NO))
    may_publish = StringField(
        validators=[AnyOf([YES, NO], _("Hãy chọn có đồng ý đăng công khai hay không."))],
    )
    declared = BooleanField(
        false_values=("", NO),
        validators=[DataRequired(_("Hãy xác nhận nội dung không thuộc các loại không được gửi qua Cổng."))],
    )
    not_secret = BooleanField(false_values=("", NO))
    only_rules = BooleanField(false_values=("", NO))
    # The trap: people do not see it, programs fill it in. Its name is none that a browser fills in by itself.
    note_2 = StringField()

    def validate_phone(self, field: Field) -> None:
        """A telephone number has figures and the signs between them."""
        figures = re.sub(r"[\s().\-]", "", field.data)
        if not re.fullmatch(r"\+?[0-9]+", figures) or len(figures.removeprefix("+")) not in DIGITS_OF_A_PHONE:
            raise ValidationError(_("Số điện thoại chưa đúng, ví dụ 0912 345 678."))

    def validate_email(self, field: Field) -> None:
        """An address is spelt as one; nothing is asked of the network."""
        try:
            validate_email(field.data, check_deliverability=False, test_environment=True)
        except EmailNotValidError:
            raise ValidationError(_("Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn.")) from None

    def validate_contact_consent(self, field: Field) -> None:
        """Who gives a name or contact must agree to their being kept."""
        if any((self.name.data, self.phone.data, self.email.data)) and not field.data:
            raise ValidationError(_("Cần đồng ý cho lưu họ tên, thông tin liên hệ; nếu không, hãy xóa các ô đó."))

    def validate_not_secret(self, field: Field) -> None:
        """A message that speaks of secret documents is taken in only when its sender says that it is none."""
        if not field.data and not self.stamped() and seems_secret(self._words()):
            raise ValidationError(
                _("Nội dung này có phải tài liệu mật không? Nếu phải, xin không gửi: chưa có gì được lưu lại.")
            )

    def validate_only_rules(self, field: Field) -> None:
        """A message that seems to be a complaint is taken in only when its sender says that it is none."""
        if not field.data and not self.stamped() and seems_of_another_kind(self._words()):
            raise ValidationError(
                _("Nội dung này có vẻ là khiếu nại hoặc tố cáo. Cổng không nhận loại này: chưa có gì được lưu lại.")
            )

    def validate_note_2(self, field: Field) -> None:
        """Only a program, or a browser that fills in too much, writes here."""
        if field.data:
            field.data = ""
            raise ValidationError(_("Ô này phải để trống. Hãy gửi lại; nội dung quý vị viết vẫn còn."))

    def stamped(self) -> list[str]:
        """The fields that bear a stamp of secrecy."""
        return [field.name for field in (self.title, self.body) if bears_stamp(field.data or "")]

    def forget_words(self) -> None:
        """Take title and message out of the form, so that no page shows them again."""
        self.title.data = self.body.data = ""

    def _words(self) -> str:
        return f"{self.title.data or ''}\n{self.body.data or ''}"


class FollowForm(FlaskForm):
    """A receipt code, typed in any spelling."""

    code = StringField(
        validators=[
            DataRequired(_("Hãy nhập mã theo dõi.")),
            Within(range(LONGEST_CODE + 1), _("Mã theo dõi có 20 chữ và số.")),
        ]
    )


def errors_of(form: FlaskForm) -> dict[str, str]:
    """What is wrong, by field, in the order of the page; one sentence each."""
    return {field.name: str(field.errors[0]) for field in form if field.errors}
