"""Addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.slugs import address, issuer_key, new_public_id, slugify


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Quyết định số 15/2024/QĐ-UBND", "quyet-dinh-so-15-2024-qd-ubnd"),
        ("Đường Ð đð", "duong-d-dd"),
        ("", ""),
        ("中文", ""),
    ],
)
def test_titles_become_ascii(title, slug):
    assert slugify(title) == slug


@given(st.text())
def test_a_slug_is_short_and_plain(text):
    slug = slugify(text)
    assert len(slug) <= 80
    assert slug == slugify(slug)
    assert not slug.startswith("-")
    assert not slug.endswith("-")


def test_an_address_ends_with_the_id():
    assert address("Cầu mới", "k3x9m2ab") == "cau-moi-k3x9m2ab"
    assert address("", "k3x9m2ab") == "k3x9m2ab"


def test_public_ids_differ():
    assert len({new_public_id() for _ in range(1000)}) == 1000


def test_an_agency_is_one_however_its_name_is_typed():
    assert issuer_key("Ủy ban nhân dân tỉnh") == issuer_key("UỶ BAN NHÂN DÂN  TỈNH") == "uy-ban-nhan-dan-tinh"
