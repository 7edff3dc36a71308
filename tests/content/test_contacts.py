"""Which telephone numbers and e-mail addresses are taken."""

from __future__ import annotations

import pytest

from content.contacts import NO_EMAIL, NO_PHONE, email_fault, phone_fault


@pytest.mark.parametrize(
    "text", ["", " ", "0299 000 155", "(0299) 3.825.146", "+84 299 000 155", "1022", "0299 000 155; 0299 000 156"]
)
def test_numbers_as_people_write_them_are_taken(text):
    assert phone_fault(text) == ""


@pytest.mark.parametrize("text", ["abc", "0299 xxx 155", "gọi 0299 000 155", "٠١٢٣", "javascript:0"])
def test_what_cannot_be_dialled_is_refused(text):
    assert phone_fault(text) == NO_PHONE


@pytest.mark.parametrize("text", ["", "phatngon@hoagiang.gov.vn", "a.b+c@x-y.example"])
def test_addresses_are_taken(text):
    assert email_fault(text) == ""


@pytest.mark.parametrize("text", ["khong-phai", "a@b", "a b@c.vn", "a@b.vn?cc=d@e.vn", "@b.vn", "a@b.vn,c@d.vn"])
def test_what_no_letter_reaches_is_refused(text):
    assert email_fault(text) == NO_EMAIL
