"""A file is what its bytes say."""

from __future__ import annotations

import contextlib
import io
import random
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from content.attachments.rules import DOCX, PDF, XLSX, accept, safe_name
from content.errors import Invalid


def a_picture(kind="JPEG", size=(40, 20), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind, **options)
    return out.getvalue()


def an_archive(*names, **parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (dict.fromkeys(names, b"x") | parts).items():
            archive.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (b"%PDF-1.7 ...", PDF, "Quyết-định.pdf"),
        (an_archive("word/document.xml"), DOCX, "Quyết-định.docx"),
        (an_archive("xl/workbook.xml"), XLSX, "Quyết-định.xlsx"),
        (a_picture("PNG"), "image/png", "Quyết-định.png"),
        (a_picture("WEBP"), "image/webp", "Quyết-định.webp"),
    ],
)
def test_types_are_told_by_bytes(data, media_type, name):
    taken = accept(data, "Quyết định.exe")
    assert (taken.media_type, taken.name) == (media_type, name)


@pytest.mark.parametrize(
    "data",
    [b"", b"MZ\x90", b"<svg/>", b"<html>", b"GIF89a", an_archive("evil.exe"), b"PK\x03\x04broken", a_picture("BMP"),
     an_archive("word/document.xml", "word/vbaProject.bin"), a_picture()[:200]],
)  # fmt: skip
def test_everything_else_is_refused(data):
    with pytest.raises(Invalid):
        accept(data, "tep.pdf")


def test_a_picture_loses_where_it_was_taken():
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    taken = accept(a_picture(exif=exif, comment=b"CANARY-COMMENT"), "anh.jpg")
    assert b"CANARY" not in taken.data
    assert (taken.width, taken.height) == (40, 20)


def test_too_large_a_picture_is_refused_before_it_is_drawn():
    with pytest.raises(Invalid):
        accept(a_picture("PNG", (9000, 9000)), "anh.png")


def test_a_picture_that_promises_more_than_it_has_is_refused_by_its_head():
    head = a_picture("PNG", (1, 1))
    promised = head[:16] + (50_000).to_bytes(4, "big") * 2 + head[24:]
    crc = zlib.crc32(promised[12:29]).to_bytes(4, "big")
    with pytest.raises(Invalid):
        accept(promised[:29] + crc + promised[33:], "anh.png")


@pytest.mark.parametrize(
    "data",
    [
        an_archive("word/document.xml", *(f"word/{number}" for number in range(2_001))),
        an_archive("word/document.xml", **{"word/media/a": b"\0" * 3_000_000}),
    ],
)
def test_an_office_file_that_unpacks_to_too_much_is_refused(data):
    with pytest.raises(Invalid, match="quá lớn"):
        accept(data, "tep.docx")


def test_a_file_named_with_a_degree_of_secrecy_is_refused():
    with pytest.raises(Invalid, match="độ mật"):
        accept(b"%PDF-1.7", "Tuyệt mật.pdf")


@pytest.mark.parametrize(
    "whole",
    [
        an_archive("word/document.xml", "a"),
        a_picture("PNG"),
        a_picture("JPEG"),
        a_picture("WEBP"),
        a_picture("PNG", exif=b"Exif"),
    ],
)
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(whole):
    chance = random.Random(64)
    for _ in range(400):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
        with contextlib.suppress(Invalid):
            accept(bytes(damaged[: chance.choice([None, chance.randrange(9, len(damaged))])]), "tep")


@given(st.text())
def test_a_safe_name_has_no_path_and_its_own_ending(name):
    safe = safe_name(name, ".pdf")
    assert safe.endswith(".pdf")
    assert not set(safe) & set('/\\\0:*?"<>| \n')
    assert len(safe) <= 124
