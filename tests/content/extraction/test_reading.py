"""Each format is known by its content and gives its text, its tables and its grade."""

from __future__ import annotations

import io
import zipfile

import docx
import openpyxl
import pypdfium2
import pytest
from PIL import Image

from content.errors import Invalid
from content.extraction.reading import media_type_of, read

SENTENCE = "Quyết định của Ủy ban nhân dân tỉnh về quy chế làm việc"
IN_TCVN3 = "QuyÕt ®Þnh cña Bé tr\xadëng vÒ chÕ ®é kÕ to¸n"
OUT_OF_TCVN3 = "Quyết định của Bộ trưởng về chế độ kế toán"


def word(*paragraphs: str, font: str = "", rows: tuple[tuple[str, ...], ...] = ()) -> bytes:
    document = docx.Document()
    document.add_heading("Chương I", level=1)
    for text in paragraphs:
        run = document.add_paragraph().add_run(text)
        if font:
            run.font.name = font
    if rows:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    return saved(document)


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_plain_text_of_each_kind(encoding: str) -> None:
    found = read(SENTENCE.encode(encoding))
    assert (found.text, found.grade, found.media_type) == (SENTENCE, "text", "text/plain")


def test_plain_text_in_an_old_encoding_is_repaired() -> None:
    found = read(IN_TCVN3.encode("cp1252"))
    assert (found.text, found.grade) == (OUT_OF_TCVN3, "repaired text")
    assert any("TCVN3" in note for note in found.notes)


def test_letters_in_parts_are_put_together() -> None:
    assert read("Quye\u0302\u0301t \u0111i\u0323nh".encode()).text == "Quyết định"


def test_word_keeps_headings_paragraphs_and_tables() -> None:
    found = read(word(SENTENCE, rows=(("Số", "Tên"), ("1", "Sở Nội vụ"))))
    assert [block.kind for block in found.blocks] == ["heading", "paragraph", "table"]
    assert found.blocks[0].level == 1
    assert found.blocks[1].text == SENTENCE
    assert found.blocks[2].rows == (("Số", "Tên"), ("1", "Sở Nội vụ"))
    assert found.text.endswith("1\tSở Nội vụ")


def test_a_font_of_capitals_is_heeded_only_when_asked_for() -> None:
    data = word(IN_TCVN3, font=".VnTimeH")
    assert read(data).blocks[1].text == OUT_OF_TCVN3
    assert read(data, capitals_by_font=True).blocks[1].text == OUT_OF_TCVN3.upper()


def test_rich_text_with_a_table_and_letters_by_number() -> None:
    data = rb"{\rtf1\ansi\uc1{\fonttbl{\f0 Times New Roman;}}{\info{\author X}}\f0 Qu\u7889?c h\u7897?i\par " \
           rb"\trowd\intbl A\cell B\cell\row\pard C\'e0\par}"  # fmt: skip
    found = read(data)
    assert found.text == "Quốc hội\nA\tB\nCà"
    assert found.media_type == "text/rtf"


def test_a_web_page_without_its_scripts() -> None:
    page = f"<!doctype html><title>x</title><script>alert(1)</script><h2>Điều 1</h2><p>{SENTENCE}</p><ul><li>a</ul>"
    found = read(f"{page}<table><tr><td>1<td>2</table>".encode())
    assert "alert" not in found.text
    assert [block.kind for block in found.blocks][:3] == ["heading", "paragraph", "list item"]
    assert found.blocks[-1].rows == (("1", "2"),)


def test_an_open_document() -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = f'xmlns:office="{space}:office:1.0" xmlns:text="{space}:text:1.0"'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        heading = '<text:h text:outline-level="2">Điều 1</text:h>'
        body = f'{heading}<text:p>a<text:s text:c="2"/>b<text:tab/>c {SENTENCE}</text:p>'
        package.writestr("content.xml", f"<office:document {names}><office:body>{body}</office:body></office:document>")
    found = read(buffer.getvalue())
    assert found.blocks[0].level == 2
    assert found.blocks[1].text == f"a  b\tc {SENTENCE}"


def test_a_workbook_as_tables() -> None:
    book = openpyxl.Workbook()
    book.active.title = "Dân số"
    book.active.append(["Xã", "Người", 0.5])
    found = read(saved(book))
    assert [block.kind for block in found.blocks] == ["heading", "table"]
    assert found.blocks[1].rows == (("Xã", "Người", "0.5"),)


def test_a_picture_of_a_page_has_no_text() -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (200, 200), "white").save(buffer, "PDF")
    found = read(buffer.getvalue())
    assert (found.grade, found.pages, found.blocks) == ("image only", 1, ())


def test_an_empty_page_of_a_pdf_is_told() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(100, 100)
    buffer = io.BytesIO()
    document.save(buffer)
    assert "1 trong 1 trang" in read(buffer.getvalue()).notes[0]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"  \n",
        b"MZ\x90\x00\x03\x00\x00\x00",
        b"\x89PNG\r\n\x1a\n" + bytes(50),
        b"%PDF-1.7\nbroken",
        b"PK\x03\x04broken",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        word(SENTENCE)[:-400],
        word(SENTENCE).replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"),
        b"{\\rtf1" + b"{" * 5_000,
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(Invalid, match=r"\.$"):
        read(data)


def test_entities_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    with pytest.raises(Invalid, match="không an toàn"):
        read(buffer.getvalue())


def test_a_zip_that_grows_too_large_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (201 * 2**20))
    with pytest.raises(Invalid, match="quá lớn"):
        read(buffer.getvalue())


def test_the_name_of_a_file_says_nothing() -> None:
    assert media_type_of(b"\n%PDF-1.4") == "application/pdf"
    assert media_type_of(b"{\\rtf1}") == "text/rtf"
