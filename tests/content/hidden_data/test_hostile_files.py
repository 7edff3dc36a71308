"""Whatever is dropped in ends in findings or a refusal with a sentence: no other error, no flood, no call outside."""

from __future__ import annotations

import io
import socket
import struct
import zipfile
import zlib

import pikepdf
import pytest

from content.errors import Invalid
from content.hidden_data import archives, pdf, pdf_text, pictures
from content.hidden_data.files import DOCX, ODT, PDF, PPTX, XLSX, clean, find
from tests.content.hidden_data import made

WORD, BOOK, PAPER = made.a_word_file(), made.an_excel_file(), made.a_pdf(content=made.text_at(72, 500, "con lai"))


def with_document(xml: bytes) -> bytes:
    return made.with_parts(WORD, word__document_dot_xml=xml)


def a_bomb(size: int, name: str = "word/media/image1.bin") -> bytes:
    return made.with_parts(WORD, **{name.replace("/", "__").replace(".", "_dot_"): b"\0" * size})


def entities(declared: str, used: str) -> bytes:
    return f"<?xml version='1.0'?><!DOCTYPE a [{declared}]><a>{used}</a>".encode()


LAUGHS = entities(
    '<!ENTITY a "ha">' + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)), "&j;"
)
OUTSIDE = {
    "file": entities('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
    "address": entities('<!ENTITY x SYSTEM "http://127.0.0.1:9/x">', "&x;"),
    "parameter": entities('<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;', ""),
    "external declaration": b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>',
    "laughs": LAUGHS,
    "quadratic": entities(f'<!ENTITY x "{"y" * 50_000}">', "&x;" * 1_000),
    "utf-16": LAUGHS.decode().encode("utf-16"),
}


def lying_size(data: bytes) -> bytes:
    """A part that unpacks to more than the directory says."""
    place = data.index(b"PK\x01\x02") + 24
    return data[:place] + struct.pack("<I", 3) + data[place + 4 :]


def encrypted_entry(data: bytes) -> bytes:
    place = data.index(b"PK\x01\x02") + 8
    return data[:place] + b"\x01\x00" + data[place + 2 :]


def overlapping() -> bytes:
    """Two names in the directory for the same bytes, as bombs without nesting do it."""
    data = made.an_archive({"[Content_Types].xml": b"<a/>", "b.xml": b"<a/>"})
    start = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 4) + 42
    return data[:start] + struct.pack("<I", 0) + data[start + 4 :]


def twice_named() -> bytes:
    out = io.BytesIO(WORD)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning):
        archive.writestr("word/document.xml", "<a/>")
    return out.getvalue()


def circular_styles() -> bytes:
    style = (
        f'<w:styles {made._WORD}><w:style w:type="paragraph" w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style></w:styles>'
    )
    paragraph = '<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    document = f"<w:document {made._WORD}><w:body>{paragraph}</w:body></w:document>"
    return made.with_parts(WORD, word__styles_dot_xml=style.encode(), word__document_dot_xml=document.encode())


def circular_parts() -> bytes:
    related = made._related("image", "document.xml")
    return made.with_parts(WORD, word__RELS__document_dot_xml_dot_rels=related)


# PDFs


def a_pdf_of(change) -> bytes:
    return made.a_pdf(change)


def page_bomb(size: int, *, times: int = 1) -> bytes:
    def change(document: pikepdf.Pdf) -> None:
        content = b" " * size
        for _ in range(times):
            content = zlib.compress(content, 9)
        stream = document.make_stream(b"")
        names = [pikepdf.Name.FlateDecode] * times
        stream.write(content, filter=pikepdf.Array(names))
        document.pages[0].obj.Contents = stream

    return made.a_pdf(change)


def circular_shape(document: pikepdf.Pdf) -> None:
    shape = document.make_stream(b"/X Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9])
    shape.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=shape))
    document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X=shape)
    document.pages[0].obj.Contents = document.make_stream(b"/X Do")


def shapes_within_shapes(document: pikepdf.Pdf) -> None:
    """Ten levels, each drawn thirty times by the next: more drawing than there are atoms in a village."""
    below = document.make_stream(
        b"0 0 1 1 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
    )
    for _ in range(10):
        above = document.make_stream(
            b"/X Do " * 30, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=[0, 0, 9, 9]
        )
        above.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=below))
        below = above
    document.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X=below)
    document.pages[0].obj.Contents = document.make_stream(b"/X Do")


def circular_pages(document: pikepdf.Pdf) -> None:
    document.Root.Pages.Kids.append(document.Root.Pages)


def circular_field(document: pikepdf.Pdf) -> None:
    field = document.make_indirect(pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("a")))
    field.Kids = pikepdf.Array([field])
    field.Parent = field
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[field])


def circular_names(document: pikepdf.Pdf) -> None:
    tree = document.make_indirect(pikepdf.Dictionary())
    tree.Kids = pikepdf.Array([tree])
    document.Root.Names = pikepdf.Dictionary(EmbeddedFiles=tree, JavaScript=tree)


def circular_action(document: pikepdf.Pdf) -> None:
    action = document.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.GoTo))
    action.Next = action
    document.Root.OpenAction = action


def strange_values(document: pikepdf.Pdf) -> None:
    page = document.pages[0].obj
    page.Annots = pikepdf.Array([1, pikepdf.Name.X, pikepdf.Dictionary(Subtype=3, F=pikepdf.String("x"))])
    document.Root.AcroForm = pikepdf.Array([1])
    document.Root.OCProperties = pikepdf.Dictionary(OCGs=3, D=pikepdf.String("x"))


def strange_layers(document: pikepdf.Pdf) -> None:
    document.Root.OCProperties = pikepdf.Dictionary(
        OCGs=pikepdf.Array([1]), D=pikepdf.Dictionary(OFF=pikepdf.Array([2, 3]))
    )


def strange_fonts(document: pikepdf.Pdf) -> None:
    table = document.make_stream(
        b"1 beginbfrange <0000> <FFFFFFFF> <0041> endbfrange <zz> beginbfchar <1> <D8> endbfchar"
    )
    font = pikepdf.Dictionary(
        Subtype=pikepdf.Name.Type0, DescendantFonts=[pikepdf.Dictionary(W=[0, 999_999_999, 5, 1])], ToUnicode=table
    )
    document.pages[0].obj.Resources.Font.F1 = font


def wrong_operations(document: pikepdf.Pdf) -> None:
    content = (
        b"Q Q Q EMC ET Tj (x) Tf /F1 Tf [ ] TJ (a) (b) Do /Nothing Do 1 0 0 cm re re W n 1 2 3 k /X gs "
        b"(x) ' \" BI ID xx EI q" * 5
    )
    document.pages[0].obj.Contents = document.make_stream(content)


def flat_text(document: pikepdf.Pdf) -> None:
    content = b"BT /F1 0 Tf 0 0 0 0 0 0 Tm (abc) Tj 0 Tz (abc) Tj 99999999999999999999 0 Td (abc) Tj ET"
    document.pages[0].obj.Contents = document.make_stream(content)


def many_saves(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Contents = document.make_stream(b"q " * 100_000)


def nested_arrays(depth: int) -> bytes:
    return PAPER.replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * depth + b"]" * depth)


def nested_operands(document: pikepdf.Pdf) -> None:
    document.pages[0].obj.Contents = document.make_stream(b"[" * 5_000 + b"(x)" + b"]" * 5_000 + b" TJ")


def locked(**passwords: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(PAPER)) as document:
        document.save(out, encryption=pikepdf.Encryption(**passwords))
    return out.getvalue()


# Pictures


def a_png_of(width: int, height: int, *chunks: tuple[bytes, bytes]) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = [(b"IHDR", head), *chunks, (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(pictures._png_chunk(kind, content) for kind, content in body)


def a_large_jpeg() -> bytes:
    data = made.a_jpeg()
    place = data.index(b"\xff\xc0") + 5
    return data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :]


def a_large_tiff() -> bytes:
    entries = b"".join(
        struct.pack("<HHII", tag, 4, 1, value) for tag, value in ((256, 200_000), (257, 200_000), (273, 8), (279, 1))
    )
    return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 4) + entries + struct.pack("<I", 0)


def circular_tiff() -> bytes:
    data = made.a_picture("TIFF")
    first = struct.unpack_from("<I", data, 4)[0]
    count = struct.unpack_from("<H", data, first)[0]
    following = first + 2 + 12 * count
    return data[:following] + struct.pack("<I", first) + data[following + 4 :]


REFUSED = {
    "zip bomb": (DOCX, a_bomb(archives.LARGEST_UNPACKED // 8)),
    "zip bomb in xlsx": (XLSX, made.with_parts(BOOK, xl__media__a_dot_bin=b"\0" * 25_000_000)),
    "zip of too many parts": (DOCX, made.an_archive({f"a{n}.xml": b"" for n in range(archives.MOST_PARTS + 1)})),
    "zip with a false size": (DOCX, lying_size(WORD)),
    "zip under a password": (DOCX, encrypted_entry(WORD)),
    "zip of overlapping parts": (DOCX, overlapping()),
    "zip of two parts with one name": (DOCX, twice_named()),
    "zip of nothing": (DOCX, b"PK\x05\x06" + b"\0" * 18),
    "office file under a password": (DOCX, archives.OLD_OFFICE + b"\0" * 600),
    "xls": (XLSX, archives.OLD_OFFICE + b"Workbook" * 60),
    "word nested deep": (DOCX, with_document(b"<a>" * 100_000 + b"</a>" * 100_000)),
    "word of broken xml": (DOCX, with_document(b"<w:document><w:body>")),
    "word of no xml": (DOCX, with_document(b"\xff\xfe\0\0")),
    "word with one huge text": (DOCX, with_document(b"<a>" + bytes(range(97, 123)) * 420_000 + b"</a>")),
    "word without a document": (DOCX, made.an_archive({"[Content_Types].xml": b"<Types/>"})),
    "excel said to be word": (DOCX, BOOK),
    "word said to be slides": (PPTX, WORD),
    "pdf said to be word": (DOCX, PAPER),
    "text said to be pdf": (PDF, b"Kinh gui"),
    "page said to be pdf": (PDF, b"<html><script>alert(1)</script>"),
    "nothing": (PDF, b""),
    "odt without content": (ODT, made.an_archive({"mimetype": b"x"})),
    "odt with entities": (ODT, made.with_parts(made.an_open_document(ODT, ""), content_dot_xml=LAUGHS)),
    "pdf under a password": (PDF, locked(user="mo", owner="chu")),
    "pdf of a head only": (PDF, b"%PDF-1.7\n"),
    "pdf without pages": (PDF, b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
    "png too large": ("image/png", a_png_of(200_000, 200_000)),
    "png of no size": ("image/png", a_png_of(0, 5)),
    "png of huge sides": ("image/png", a_png_of(2**31 - 1, 2**31 - 1)),
    "jpeg too large": ("image/jpeg", a_large_jpeg()),
    "tiff too large": ("image/tiff", a_large_tiff()),
    "jpeg of a head only": ("image/jpeg", b"\xff\xd8\xff\xe0"),
    "jpeg of empty segments": ("image/jpeg", b"\xff\xd8" + b"\xff\xe1\0\0" * 100),
    "webp of a head only": ("image/webp", b"RIFF\xff\xff\xff\x7fWEBPVP8 "),
    "gif": ("image/gif", b"GIF89a"),
    "drawing with a script": ("image/svg+xml", b"<svg onload='x'/>"),
} | {f"word with {name}": (DOCX, with_document(xml)) for name, xml in OUTSIDE.items()}

ENDURED = {
    "zip within zip": (
        DOCX,
        made.with_parts(
            WORD, word__media__a_dot_zip=made.an_archive({"b.zip": made.an_archive({"c": b"\0" * 1_000_000})})
        ),
    ),
    "word with part names that climb": (DOCX, made.with_parts(WORD, **{"..__..__..__etc__passwd": b"x"})),
    "word of circular styles": (DOCX, circular_styles()),
    "word of circular parts": (DOCX, circular_parts()),
    "word and page at once": (DOCX, b"<html><script>alert(1)</script></html>" + WORD),
    "word and pdf at once": (DOCX, WORD + PAPER),
    "pdf and zip at once": (PDF, PAPER + WORD),
    "pdf of a page that unpacks without end": (PDF, page_bomb(pdf.LARGEST_STREAM + 10_000_000)),
    "pdf packed twice": (PDF, page_bomb(50_000_000, times=2)),
    "pdf packed ten times": (PDF, page_bomb(1_000, times=10)),
    "pdf locked against change": (PDF, locked(owner="chu")),
    "pdf of circular shapes": (PDF, a_pdf_of(circular_shape)),
    "pdf of circular pages": (PDF, a_pdf_of(circular_pages)),
    "pdf of circular fields": (PDF, a_pdf_of(circular_field)),
    "pdf of circular names": (PDF, a_pdf_of(circular_names)),
    "pdf of circular actions": (PDF, a_pdf_of(circular_action)),
    "pdf of strange values": (PDF, a_pdf_of(strange_values)),
    "pdf of strange layers": (PDF, a_pdf_of(strange_layers)),
    "pdf of strange fonts": (PDF, a_pdf_of(strange_fonts)),
    "pdf of wrong operations": (PDF, a_pdf_of(wrong_operations)),
    "pdf of flat text": (PDF, a_pdf_of(flat_text)),
    "pdf of many saves": (PDF, a_pdf_of(many_saves)),
    "pdf nested deep": (PDF, nested_arrays(100)),
    "pdf nested too deep": (PDF, nested_arrays(20_000)),
    "pdf of nested operands": (PDF, a_pdf_of(nested_operands)),
    "pdf of a wrong table": (PDF, PAPER.replace(b"startxref", b"startxrex")),
    "png of packed text without end": (
        "image/png",
        a_png_of(1, 1, (b"zTXt", b"a\0\0" + zlib.compress(b"\0" * 50_000_000, 9))),
    ),
    "png of many chunks": ("image/png", a_png_of(1, 1, *[(b"tEXt", b"a\0b")] * 3_000)),
    "tiff of circular pages": ("image/tiff", circular_tiff()),
    "jpeg and script at once": ("image/jpeg", made.a_jpeg() + b"<?php system('x'); ?>"),
    "jpeg of a broken camera block": ("image/jpeg", made._segment(0xE1, b"Exif\0\0MM\0*\xff\xff\xff\xff")),
}

TRUNCATED = {
    f"{name} cut at {part}": (kind, data[: len(data) * part // 10])
    for part in range(1, 10)
    for name, kind, data in (
        ("word", DOCX, WORD),
        ("excel", XLSX, BOOK),
        ("pdf", PDF, PAPER),
        ("jpeg", "image/jpeg", made.a_jpeg()),
        ("png", "image/png", made.a_picture("PNG")),
        ("webp", "image/webp", made.a_picture("WEBP")),
        ("tiff", "image/tiff", made.a_picture("TIFF")),
    )
}


@pytest.fixture(autouse=True)
def nobody_is_called(monkeypatch):
    def refuse(*args, **options):
        raise AssertionError("a file made the reader call somebody")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    media_type, data = REFUSED[name]
    with pytest.raises(Invalid, match=r"^[A-ZĐẢ].*\.$"):
        find(data, media_type)


@pytest.mark.parametrize("name", [*ENDURED, *TRUNCATED])
def test_it_ends_in_findings_or_a_refusal(name):
    media_type, data = (ENDURED | TRUNCATED)[name]
    try:
        cleaned = clean(data, media_type)
    except Invalid as refused:
        assert str(refused).endswith(".")
    else:
        assert clean(cleaned.data, media_type).removed == ()


def test_there_are_enough_of_them():
    assert len(REFUSED) + len(ENDURED) >= 60


def test_what_is_drawn_is_counted():
    with pikepdf.open(io.BytesIO(a_pdf_of(shapes_within_shapes))) as document:
        pages = pdf_text.Pages(document, set(), most=20_000)
        with pytest.raises(Invalid, match="nén quá lớn"):
            pages.read(document.pages[0], [])


def test_packed_text_is_read_a_little_only():
    assert len(archives.inflated(zlib.compress(b"x" * 50_000_000))) == 65_536
