"""Documents as administrative writing cites them."""

from __future__ import annotations

from datetime import date

import pytest

from content.public import reader
from portal.web.citation import citation
from tests.factories.public import Publisher


@pytest.fixture
def cited(app):
    publisher = Publisher(app.extensions["services"].projector.store)

    def cite(article="", **values):
        path = publisher.document(**values)
        with publisher.store.connect() as connection:
            return citation(reader.at(connection, path), article)

    return cite


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Quy định về giá đất", "quy định về giá đất"),
        ("Về giá đất", "về giá đất"),
        ("Giá đất năm 2026", "về giá đất năm 2026"),
        ("Hòa Giang năm 2030", "về Hòa Giang năm 2030"),
        ("HĐND khóa mới", "về HĐND khóa mới"),
        ("Quyết định quy định giá đất", "quy định giá đất"),
        ("Quyết định số 15/2026/QĐ-UBND ban hành bảng giá", "ban hành bảng giá"),
    ],
)
def test_a_title_goes_on_with_the_sentence(cited, title, rest):
    assert cited(title=title).endswith(f" của Ủy ban nhân dân tỉnh {rest}.")


def test_an_article_stands_before_its_document(cited):
    assert cited("Điều 5").startswith("Điều 5 Quyết định số 15/2026/QĐ-UBND ngày 04 tháng 5 năm 2026 của")


def test_the_first_two_months_have_a_nought(cited):
    assert "ngày 10 tháng 02 năm 2026" in cited(issued=date(2026, 2, 10))


def test_a_law_is_called_by_its_title(cited):
    law = cited(number="31/2024/QH15", type="Luật", title="Luật Đất đai", issuer="Quốc hội", issued=date(2024, 1, 18))
    assert law == "Luật Đất đai số 31/2024/QH15 ngày 18 tháng 01 năm 2024 của Quốc hội."
