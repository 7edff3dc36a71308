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


JSON_BODIES = ("x", "[1]", "1", '"a"', '{"title": {"a": 1}}')
FORMS = ("/gop-y/gui/noi-dung", "/gop-y/theo-doi", "/en/gop-y/theo-doi", "/admin/dang-nhap")


@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("address", FORMS)
def test_no_form_is_taken_as_json(app, client, address, guarded):
    app.config["WTF_CSRF_ENABLED"] = guarded
    for body in JSON_BODIES:
        assert client.post(address, data=body, content_type="application/json").status_code == 415


@pytest.mark.parametrize("part", ["", '; filename="a.pdf"'])
@pytest.mark.parametrize("guarded", [True, False])
@pytest.mark.parametrize("address", FORMS)
def test_a_field_without_a_name_is_refused(app, client, address, guarded, part):
    app.config["WTF_CSRF_ENABLED"] = guarded
    body = f"--x\r\nContent-Disposition: form-data{part}\r\n\r\n1\r\n--x--\r\n"
    response = client.post(address, data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400
    assert ("The address or form is not right" if address.startswith("/en/") else "Yêu cầu chưa đúng") in response.text


def test_a_read_may_call_itself_json(client):
    assert client.get("/gop-y/", content_type="application/json").status_code == 200


@pytest.mark.parametrize(("asked", "there"), [("/van-ban", "/van-ban/"), ("/van-ban?trang=2", "/van-ban/?trang=2")])
def test_an_address_put_right_names_no_host(client, asked, there):
    response = client.get(asked, headers={"Host": "evil.example"}, check_page=False)
    assert (response.status_code, response.headers["Location"]) == (308, there)
