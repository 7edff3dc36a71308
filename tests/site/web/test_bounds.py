"""Addresses that cannot mean anything."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize("address", ["/van-ban/%00", "/tep/%00/a.pdf", "/%00", "/co-quan/x%00y"])
def test_a_page_with_a_nul_in_its_address_is_not_there(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/tim-kiem?q=%00", "/van-ban/?loai=a%00b", "/van-ban/?%00=1"])
def test_a_question_with_a_nul_is_refused_in_words(client, address):
    response = client.get(address)
    assert response.status_code == 400
    assert "Yêu cầu chưa đúng" in response.text
