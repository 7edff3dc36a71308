"""How people are reached: what a telephone number and an e-mail address look like. Pure."""

from __future__ import annotations

import re

NO_PHONE = "Hãy ghi số điện thoại bằng chữ số, ví dụ 0299 000 155."
NO_EMAIL = "Hãy ghi địa chỉ thư đúng dạng ten@coquan.gov.vn."

_PHONES = re.compile(r"[+(]?\d(?:[\d\s.,;/()+-]{0,58}[\d)])?", re.ASCII)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,9}", re.ASCII)


def phone_fault(text: str) -> str:
    """What is wrong with a telephone number, or several: ``(0299) 3.825.146``, ``1022``; or nothing."""
    return "" if not text.strip() or _PHONES.fullmatch(text.strip()) else NO_PHONE


def email_fault(text: str) -> str:
    """What is wrong with an e-mail address; or nothing."""
    return "" if not text.strip() or _EMAIL.fullmatch(text.strip()) else NO_EMAIL
