"""Phrases: the language of the address chooses them, values are put in safely."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string

from portal.web import catalogue, language


@pytest.fixture
def app() -> Flask:
    app = Flask("words")
    language.init_app(app)
    catalogue.init_app(app)
    return app


def test_a_phrase_is_in_the_language_of_the_address(app: Flask) -> None:
    with app.test_request_context("/van-ban/"):
        assert catalogue.gettext("Trang chủ") == "Trang chủ"
    with app.test_request_context("/", base_url="http://localhost/en"):
        assert catalogue.gettext("Trang chủ") == "Home"


def test_a_lazy_phrase_is_looked_up_when_it_is_read(app: Flask) -> None:
    phrase = catalogue.lazy_gettext("Trang chủ")
    with app.test_request_context("/"):
        assert str(phrase) == "Trang chủ"
    with app.test_request_context("/", base_url="http://localhost/en"):
        assert str(phrase) == "Home"


def test_a_phrase_without_values_may_have_a_percent_sign(app: Flask) -> None:
    with app.test_request_context("/"):
        assert render_template_string("{{ _('đạt 95% số việc') }}") == "đạt 95% số việc"


def test_values_are_escaped_in_a_page(app: Flask) -> None:
    with app.test_request_context("/"):
        assert render_template_string("{{ _('Số %(number)s', number='<b>') }}") == "Số &lt;b&gt;"


def test_a_number_chooses_the_plural(app: Flask) -> None:
    words = "{{ ngettext('%(shown)s kết quả', '%(shown)s kết quả', count, shown=count) }}"
    with app.test_request_context("/", base_url="http://localhost/en"):
        assert render_template_string(words, count=1) == "1 result"
        assert render_template_string(words, count=2) == "2 results"
