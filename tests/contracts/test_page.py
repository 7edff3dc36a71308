"""The test client itself: it sees each fault that it is there to see."""

from __future__ import annotations

import pytest
from flask import Response, g

from tests.page import faults_of

GOOD = """<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Văn bản – Cổng Minh Bạch</title>
<link rel="stylesheet" href="/static/0/css/base.css"><script type="module" src="/static/0/js/a.js"></script></head>
<body><a href="#noi-dung">Đến nội dung</a><main id="noi-dung"><h1>Văn bản</h1><img src="/tep/a/b.png" alt="">
<form action="/tim-kiem"><label for="q">Tìm</label><input id="q" name="q">
<label><input type="checkbox" name="x"> Có</label>
<input type="hidden" name="t"><button>Tìm</button></form><a href="https://vanban.chinhphu.vn/">Nguồn</a>
<svg role="img" aria-labelledby="ten" viewBox="0 0 1 1"><title id="ten">Hình</title><path d="M0 0"/></svg>
</main></body></html>"""


def faults(page: str, path: str = "/van-ban/") -> list[str]:
    return list(faults_of(page, path))


def test_a_good_page_has_no_fault():
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!doctype html>", ""),
        ("</main>", ""),
        ("<h1>Văn bản</h1>", "<h1>Văn bản</h1><h1>Nữa</h1>"),
        ("<h1>Văn bản</h1>", ""),
        ("<title>Văn bản", "<title>Trang"),
        ('lang="vi"', ""),
        ('lang="vi"', 'lang="en"'),
        ('id="q"', 'id="noi-dung"'),
        ('href="#noi-dung"', 'href="#khong-co"'),
        ('<label for="q">Tìm</label>', ""),
        (' alt=""', ""),
        ("<button>Tìm</button>", "<button></button>"),
        ("<h1>", '<h1 style="color:red">'),
        ("<h1>", '<h1 onclick="go()">'),
        ("</main>", "<script>go()</script></main>"),
        ("</head>", "<style>h1{}</style></head>"),
        ("/tep/a/b.png", "https://elsewhere.example/b.png"),
        ("/static/0/js/a.js", "//elsewhere.example/a.js"),
        ("https://vanban.chinhphu.vn/", "javascript:go()"),
        ('aria-labelledby="ten"', 'aria-labelledby="khac"'),
    ],
)
def test_each_fault_is_seen(before, after):
    assert before in GOOD
    assert len(faults(GOOD.replace(before, after, 1))) >= 1


def test_an_english_address_wants_an_english_page():
    assert faults(GOOD, "/en/van-ban/") == ["lang='vi', the address says 'en'"]


def test_a_script_with_a_nonce_is_for_the_desk_only():
    page = GOOD.replace("</main>", '<script nonce="x">go()</script></main>')
    assert faults(page, "/admin/") == []
    assert faults(page, "/gop-y/") == ["an inline script"]


def test_each_request_of_a_test_starts_with_nothing_of_another(app):
    seen: list[bool] = []

    @app.after_request
    def leave_a_mark(response: Response) -> Response:
        seen.append("mark" in g)
        g.mark = True
        return response

    client = app.test_client()
    client.get("/van-ban/")
    client.get("/thong-cao/")
    app.test_client().get("/co-quan/")
    assert seen == [False, False, False]
