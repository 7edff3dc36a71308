"""Throw-away people and authorities, made once in a run."""

from __future__ import annotations

import pytest
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper

from tests.content.signatures.signing import Identity, page_pdf, signed


@pytest.fixture(scope="session")
def root():
    return Identity("Gốc thử nghiệm", authority=True)


@pytest.fixture(scope="session")
def officer(root):
    return Identity("Nguyễn Thị Thử", root)


@pytest.fixture(scope="session")
def second_officer(root):
    return Identity("Trần Văn Nghiệm", root)


@pytest.fixture(scope="session")
def stamper(root):
    authority = Identity("Máy chủ dấu thời gian", root, stamps=True)
    return DummyTimeStamper(authority.asn1(), authority.asn1_key(), certs_to_embed=authority.store())


@pytest.fixture(scope="session")
def plain_pdf():
    return page_pdf()


@pytest.fixture(scope="session")
def signed_pdf(plain_pdf, officer):
    return signed(plain_pdf, officer)
