"""Files with one word in one hidden place each, made as the programs that officers use make them."""

from __future__ import annotations

import base64
import io
import re
import zipfile
import zlib
from collections.abc import Callable

import docx
import docx.document
import openpyxl
import pikepdf
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image, PngImagePlugin

from content.hidden_data.files import DOCX, ODS, ODT, PDF, PPTX, XLSX

CANARY = "Kin7Qx9Zv"
SHOWN = "Dieu 1. Pham vi dieu chinh"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD = nsdecls("w")


# Archives


def with_parts(data: bytes, **changed: bytes | Callable[[bytes], bytes]) -> bytes:
    """An archive with parts added or changed; ``__`` in a name stands for ``/`` and ``_dot_`` for a dot."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for key, value in changed.items():
        name = (
            key.replace("__", "/")
            .replace("_dot_", ".")
            .replace("TYPES", "[Content_Types].xml")
            .replace("RELS", "_rels")
        )
        parts[name] = value if isinstance(value, bytes) else value(parts.get(name, b""))
    return an_archive(parts)


def an_archive(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _before(mark: str, added: str) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(mark.encode(), (added + mark).encode(), 1)


def _related(kind: str, target: str, *, outside: bool = False) -> Callable[[bytes], bytes]:
    mode = ' TargetMode="External"' if outside else ""
    entry = f'<Relationship Id="rIdX9" Type="{REL}/{kind}" Target="{target}"{mode}/>'

    def add(content: bytes) -> bytes:
        content = content or f'<Relationships xmlns="{_PACKAGE_REL}"></Relationships>'.encode()
        return content.replace(b"</Relationships>", entry.encode() + b"</Relationships>")

    return add


# Word


def a_word_file(change: Callable[[docx.document.Document], None] = lambda document: None) -> bytes:
    document = docx.Document()
    document.add_heading("Quyet dinh", 1)
    document.add_paragraph(SHOWN)
    document.add_paragraph("Dieu 2. Hieu luc thi hanh")
    change(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def in_paragraph(xml: str) -> bytes:
    return a_word_file(lambda document: document.element.body.insert(1, parse_xml(f"<w:p {_WORD}>{xml}</w:p>")))


def _tracked(name: str, text: str = "t") -> str:
    return f'<w:{name} w:id="7" w:author="Nguyen Van A"><w:r><w:{text}>{CANARY}</w:{text}></w:r></w:{name}>'


def _core(document: docx.document.Document) -> None:
    document.core_properties.author = CANARY


def _last(document: docx.document.Document) -> None:
    document.core_properties.last_modified_by = CANARY


def _title(document: docx.document.Document) -> None:
    document.core_properties.comments = CANARY


def _commented(document: docx.document.Document) -> None:
    document.add_comment(document.paragraphs[1].runs, text=CANARY, author="Nguyen Van A")


def _commenter(document: docx.document.Document) -> None:
    document.add_comment(document.paragraphs[1].runs, text="nhan xet", author=CANARY)


def _run(properties: str) -> bytes:
    return in_paragraph(f"<w:r><w:rPr>{properties}</w:rPr><w:t>{CANARY}</w:t></w:r>")


def _hidden_style(document: docx.document.Document) -> None:
    style = document.styles.add_style("An", 2)
    style.font.hidden = True
    document.paragraphs[1].add_run(CANARY, style="An")


def _first_header(document: docx.document.Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = CANARY
    section.different_first_page_header_footer = False


def _deleted_row() -> bytes:
    cell = f"<w:tc><w:tcPr/><w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p></w:tc>"
    row = f'<w:tr><w:trPr><w:del w:id="9" w:author="A"/></w:trPr>{cell}</w:tr>'
    kept = "<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>con lai</w:t></w:r></w:p></w:tc></w:tr>"
    table = f"<w:tbl {_WORD}><w:tblPr/><w:tblGrid/>{kept}{row}</w:tbl>"
    return a_word_file(lambda document: document.element.body.insert(1, parse_xml(table)))


def _settings(xml: str) -> bytes:
    return with_parts(a_word_file(), word__settings_dot_xml=_before("</w:settings>", xml))


def _word_part(kind: str, name: str, content: bytes, xml: str = "") -> bytes:
    key = "word__" + name.replace("/", "__").replace(".", "_dot_")
    types = _before("</Types>", f'<Override PartName="/word/{name}" ContentType="application/xml"/>')
    return with_parts(
        in_paragraph(xml) if xml else a_word_file(),
        **{key: content, "TYPES": types, "word__RELS__document_dot_xml_dot_rels": _related(kind, name)},
    )


def _root_part(kind: str, name: str, content: bytes) -> bytes:
    key = name.replace("/", "__").replace(".", "_dot_")
    types = _before("</Types>", f'<Override PartName="/{name}" ContentType="application/xml"/>')
    return with_parts(a_word_file(), **{key: content, "TYPES": types, "RELS___dot_rels": _related(kind, name)})


def _ole() -> bytes:
    drawn = (
        '<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" '
        f'xmlns:r="{REL}" ProgID="Excel.Sheet.12" r:id="rIdX9"/></w:object></w:r>'
    )
    return _word_part("package", "embeddings/oleObject1.xlsx", an_archive({"xl/a.xml": CANARY.encode()}), drawn)


def _picture_in_word() -> bytes:
    def add(document: docx.document.Document) -> None:
        document.add_picture(io.BytesIO(a_jpeg(exif=_exif({0x010F: CANARY}))))

    return a_word_file(add)


def _path_of_picture(document: docx.document.Document) -> None:
    document.add_picture(io.BytesIO(a_jpeg()))
    shape = document.inline_shapes[0]._inline.docPr
    shape.set("descr", f"C:\\Users\\{CANARY}\\anh.jpg")


def _rsid(document: docx.document.Document) -> None:
    document.paragraphs[1]._p.set("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}rsidR", "00Kin7Qx9Zv")


def _footnote() -> bytes:
    words = f"<w:p><w:r><w:t>{CANARY}</w:t></w:r></w:p>"
    note = f'<w:footnotes {_WORD}><w:footnote w:id="5">{words}</w:footnote></w:footnotes>'
    return _word_part("footnotes", "footnotes.xml", note.encode())


def _glossary() -> bytes:
    return _word_part(
        "glossaryDocument",
        "glossary/document.xml",
        f"<w:glossaryDocument {_WORD}>{CANARY}</w:glossaryDocument>".encode(),
    )


_field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_FIELD = (
    _field.format("begin")
    + f'<w:r><w:instrText> INCLUDETEXT "C:\\\\Users\\\\{CANARY}\\\\a.docx" </w:instrText></w:r>'
    + _field.format("separate")
    + "<w:r><w:t>ket qua</w:t></w:r>"
    + _field.format("end")
)

WORD = {
    "docx author": (_core, "author"),
    "docx last author": (_last, "last_author"),
    "docx description": (_title, "properties"),
    "docx comment": (_commented, "comment"),
    "docx commenter": (_commenter, "comment"),
    "docx hidden style": (_hidden_style, "hidden_text"),
    "docx header of no page": (_first_header, "unused_header"),
    "docx path of a picture": (_path_of_picture, "path"),
    "docx rsid": (_rsid, "rsid"),
}


def word_files() -> dict[str, tuple[str, bytes, str]]:
    xml = f"<a>{CANARY}</a>".encode()
    ready = {
        "docx deletion": (in_paragraph(_tracked("del", "delText")), "tracked_deletion"),
        "docx move": (in_paragraph(_tracked("moveFrom", "t")), "tracked_move"),
        "docx author of an insertion": (
            in_paragraph(f'<w:ins w:id="7" w:author="{CANARY}"><w:r><w:t>chen</w:t></w:r></w:ins>'),
            "tracked_insertion",
        ),
        "docx author of a format": (
            in_paragraph(
                f'<w:r><w:rPr><w:b/><w:rPrChange w:id="7" w:author="{CANARY}"><w:rPr/></w:rPrChange></w:rPr>'
                "<w:t>x</w:t></w:r>"
            ),
            "tracked_format",
        ),
        "docx deleted row": (_deleted_row(), "tracked_deletion"),
        "docx hidden text": (_run("<w:vanish/>"), "hidden_text"),
        "docx white text": (_run('<w:color w:val="FFFFFF"/>'), "white_text"),
        "docx tiny text": (_run('<w:sz w:val="2"/>'), "tiny_text"),
        "docx variable": (_settings(f'<w:docVars><w:docVar w:name="x" w:val="{CANARY}"/></w:docVars>'), "variable"),
        "docx mail merge": (_settings(f'<w:mailMerge><w:query w:val="{CANARY}"/></w:mailMerge>'), "mail_merge"),
        "docx custom xml": (_word_part("customXml", "../customXml/item1.xml", xml), "custom_xml"),
        "docx custom properties": (_root_part("custom-properties", "docProps/custom.xml", xml), "custom_properties"),
        "docx company": (
            with_parts(a_word_file(), docProps__app_dot_xml=_before("</Properties>", f"<Company>{CANARY}</Company>")),
            "company",
        ),
        "docx thumbnail": (_root_part("thumbnail", "docProps/small.jpeg", b"\xff\xd8" + CANARY.encode()), "thumbnail"),
        "docx embedded file": (_ole(), "embedded"),
        "docx template": (
            with_parts(
                a_word_file(),
                word__RELS__settings_dot_xml_dot_rels=_related(
                    "attachedTemplate", f"file:///C:/{CANARY}.dotx", outside=True
                ),
            ),
            "template",
        ),
        "docx link to a machine": (
            with_parts(
                in_paragraph(f'<w:hyperlink xmlns:r="{REL}" r:id="rIdX9"><w:r><w:t>xem</w:t></w:r></w:hyperlink>'),
                word__RELS__document_dot_xml_dot_rels=_related("hyperlink", f"file:///C:/{CANARY}", outside=True),
            ),
            "external_link",
        ),
        "docx footnote of no text": (_footnote(), "unused_note"),
        "docx building blocks": (_glossary(), "building_blocks"),
        "docx field": (in_paragraph(_FIELD), "field_code"),
        "docx part of nothing": (with_parts(a_word_file(), word__old_dot_xml=xml), "unused_part"),
        "docx picture": (_picture_in_word(), "inside_picture_exif"),
        "docx comment in xml": (
            with_parts(a_word_file(), word__document_dot_xml=_before("</w:body>", f"<!--{CANARY}-->")),
            "xml_comment",
        ),
        "docx archive comment": (_archive_comment(a_word_file()), "archive_comment"),
        "docx bytes at the end": (a_word_file() + CANARY.encode(), "stray_bytes"),
        "docx bytes in front": (CANARY.encode() + a_word_file(), "stray_bytes"),
    }
    made = {name: (DOCX, a_word_file(change), code) for name, (change, code) in WORD.items()}
    return made | {name: (DOCX, data, code) for name, (data, code) in ready.items()}


def _archive_comment(data: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a") as archive:
        archive.comment = CANARY.encode()
    return out.getvalue()


# Excel


def an_excel_file(change: Callable[[openpyxl.Workbook], None] = lambda book: None) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Du toan"
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["B2"] = "Khoan", "So tien", SHOWN, 120
    change(book)
    out = io.BytesIO()
    book.save(out)
    return _with_common_strings(out.getvalue())


def _with_common_strings(data: bytes) -> bytes:
    """The words of the cells in one list for all sheets, as Excel keeps them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    words: list[bytes] = []

    def listed(cell: re.Match[bytes]) -> bytes:
        words.append(cell.group(2))
        return cell.group(1) + b't="s"><v>%d</v></c>' % (len(words) - 1)

    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = re.sub(rb'(<c [^>]*)t="inlineStr"><is><t>([^<]*)</t></is></c>', listed, parts[name])
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    items = b"".join(b"<si><t>%s</t></si>" % word for word in words)
    parts["xl/sharedStrings.xml"] = b'<sst xmlns="%s">%s</sst>' % (main, items)
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = b'<Override PartName="/xl/sharedStrings.xml" ContentType="%s"/></Types>' % kind
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types)
    needed = f'<Relationship Id="rIdS" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode()
    parts["xl/_rels/workbook.xml.rels"] = parts["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", needed)
    return an_archive(parts)


def _sheet(state: str) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        hidden = book.create_sheet("Nhap", 0)
        hidden["A1"] = CANARY
        hidden.sheet_state = state
        book.active = 1

    return change


def _hidden_name(book: openpyxl.Workbook) -> None:
    hidden = book.create_sheet(CANARY)
    hidden.sheet_state = "hidden"


def _row(book: openpyxl.Workbook) -> None:
    book.active["A5"] = CANARY
    book.active.row_dimensions[5].hidden = True


def _column(book: openpyxl.Workbook) -> None:
    book.active["D1"] = CANARY
    book.active.column_dimensions["D"].hidden = True


def _note(book: openpyxl.Workbook) -> None:
    book.active["A1"].comment = Comment(CANARY, "Tran Thi B")


def _defined(book: openpyxl.Workbook) -> None:
    book.defined_names["an"] = DefinedName("an", attr_text=f'"{CANARY}"')


def _excel_author(book: openpyxl.Workbook) -> None:
    book.properties.creator = CANARY


def _even_header(book: openpyxl.Workbook) -> None:
    book.active.evenHeader.center.text = CANARY


def excel_files() -> dict[str, tuple[str, bytes, str]]:
    changes = {
        "xlsx hidden sheet": (_sheet("hidden"), "hidden_sheet"),
        "xlsx very hidden sheet": (_sheet("veryHidden"), "very_hidden_sheet"),
        "xlsx name of a hidden sheet": (_hidden_name, "hidden_sheet"),
        "xlsx hidden row": (_row, "hidden_row"),
        "xlsx hidden column": (_column, "hidden_column"),
        "xlsx comment": (_note, "comment"),
        "xlsx defined name": (_defined, "defined_name"),
        "xlsx author": (_excel_author, "author"),
        "xlsx header of no page": (_even_header, "unused_header"),
    }
    made = {name: (XLSX, an_excel_file(change), code) for name, (change, code) in changes.items()}
    xml = f"<a><b v='{CANARY}'>{CANARY}</b></a>".encode()
    thread = f"<ThreadedComments><threadedComment><text>{CANARY}</text></threadedComment></ThreadedComments>".encode()
    ready = {
        "xlsx thread": (
            _excel_part("threadedComment", "threadedComments/t1.xml", thread, sheet=True),
            "threaded_comment",
        ),
        "xlsx people": (
            _excel_part("person", "persons/p.xml", f'<p><person displayName="{CANARY}"/></p>'.encode()),
            "people",
        ),
        "xlsx pivot cache": (_excel_part("pivotCacheDefinition", "pivotCache/c.xml", xml), "pivot_cache"),
        "xlsx link": (_excel_part("externalLink", "externalLinks/e.xml", xml), "external_link"),
        "xlsx printer": (
            _excel_part("printerSettings", "printerSettings/p.bin", CANARY.encode("utf-16-le"), sheet=True),
            "printer",
        ),
        "xlsx connection": (_excel_part("connections", "connections.xml", xml), "connection"),
        "xlsx path": (
            with_parts(
                an_excel_file(),
                xl__workbook_dot_xml=_before("<sheets>", f'<x15ac:absPath xmlns:x15ac="urn:x" url="C:\\{CANARY}\\"/>'),
            ),
            "path",
        ),
        "xlsx word of a deleted cell": (
            with_parts(an_excel_file(), xl__sharedStrings_dot_xml=_before("</sst>", f"<si><t>{CANARY}</t></si>")),
            "unused_text",
        ),
    }
    return made | {name: (XLSX, data, code) for name, (data, code) in ready.items()}


def _excel_part(kind: str, name: str, content: bytes, *, sheet: bool = False) -> bytes:
    key = "xl__" + name.replace("/", "__").replace(".", "_dot_")
    source = "xl__worksheets__RELS__sheet1_dot_xml_dot_rels" if sheet else "xl__RELS__workbook_dot_xml_dot_rels"
    types = _before("</Types>", f'<Override PartName="/xl/{name}" ContentType="application/xml"/>')
    target = f"/xl/{name}"
    return with_parts(an_excel_file(), **{key: content, "TYPES": types, source: _related(kind, target)})


# PowerPoint and OpenDocument, as plain as they come


def a_slide_file(*, notes: str = "", comment: str = "", hidden: str = "") -> bytes:
    def relations(*entries: tuple[str, str, str]) -> bytes:
        body = "".join(
            f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{target}"/>' for key, kind, target in entries
        )
        return f'<Relationships xmlns="{_PACKAGE_REL}">{body}</Relationships>'.encode()

    listed = '<p:sldIdLst><p:sldId r:id="s1"/><p:sldId r:id="s2"/></p:sldIdLst>'
    ids = f'<p:presentation xmlns:p="urn:p" xmlns:r="{REL}">{listed}</p:presentation>'
    slide = '<p:sld xmlns:p="urn:p" xmlns:a="urn:a" show="{}"><a:t>{}</a:t></p:sld>'
    return an_archive(
        {
            "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            "_rels/.rels": relations(("r1", "officeDocument", "ppt/presentation.xml")),
            "ppt/presentation.xml": ids.encode(),
            "ppt/_rels/presentation.xml.rels": relations(
                ("s1", "slide", "slides/s1.xml"), ("s2", "slide", "slides/s2.xml")
            ),
            "ppt/slides/s1.xml": slide.format(1, SHOWN).encode(),
            "ppt/slides/_rels/s1.xml.rels": relations(
                ("n", "notesSlide", "../notes/n.xml"), ("c", "comments", "../comments/c.xml")
            ),
            "ppt/slides/s2.xml": slide.format(0 if hidden else 1, hidden).encode(),
            "ppt/notes/n.xml": f"<n>{notes}</n>".encode(),
            "ppt/comments/c.xml": f"<l><cm><text>{comment}</text></cm></l>".encode(),
        }
    )


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"


def an_open_document(kind: str, body: str, styles: str = "", **parts: bytes) -> bytes:
    spaces = " ".join(f'xmlns:{name}="{_ODF}{name}:1.0"' for name in ("office", "text", "table", "style", "manifest"))
    spaces += ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body>{body}</office:body></office:document-content>"
    )
    entries = {
        "mimetype": kind.encode(),
        "content.xml": content.encode(),
        "META-INF/manifest.xml": f"<manifest:manifest {spaces}/>".encode(),
    }
    return an_archive(entries | {key.replace("_dot_", ".").replace("__", "/"): value for key, value in parts.items()})


def open_documents() -> dict[str, tuple[str, bytes, str]]:
    text = f"<text:p>{SHOWN}</text:p>"
    note = (
        f"<text:p>x<office:annotation><dc:creator>A</dc:creator><text:p>{CANARY}</text:p></office:annotation></text:p>"
    )
    changes = f"<text:tracked-changes><text:deletion><text:p>{CANARY}</text:p></text:deletion></text:tracked-changes>"
    none = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    table = '<style:style style:name="T"><style:table-properties table:display="false"/></style:style>'
    cell = f"<table:table-cell><text:p>{CANARY}</text:p></table:table-cell>"
    hidden_table = (
        f'<table:table table:style-name="T" table:name="an"><table:table-row>{cell}</table:table-row></table:table>'
    )
    row = f'<table:table><table:table-row table:visibility="collapse">{cell}</table:table-row></table:table>'
    meta = f'<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{CANARY}</dc:creator></m>'.encode()
    return {
        "odt author": (ODT, an_open_document(ODT, text, meta_dot_xml=meta), "author"),
        "odt comment": (ODT, an_open_document(ODT, text + note), "comment"),
        "odt deletion": (ODT, an_open_document(ODT, changes + text), "tracked_deletion"),
        "odt hidden text": (
            ODT,
            an_open_document(ODT, f'{text}<text:p><text:span text:style-name="H">{CANARY}</text:span></text:p>', none),
            "hidden_text",
        ),
        "odt thumbnail": (ODT, an_open_document(ODT, text, Thumbnails__thumbnail_dot_png=CANARY.encode()), "thumbnail"),
        "ods hidden sheet": (ODS, an_open_document(ODS, text + hidden_table, table), "hidden_sheet"),
        "ods hidden row": (ODS, an_open_document(ODS, text + row), "hidden_row"),
        "pptx notes": (PPTX, a_slide_file(notes=CANARY), "notes"),
        "pptx comment": (PPTX, a_slide_file(comment=CANARY), "comment"),
        "pptx hidden slide": (PPTX, a_slide_file(hidden=CANARY), "hidden_slide"),
    }


# PDF


def a_pdf(change: Callable[[pikepdf.Pdf], None] = lambda pdf: None, content: str = "") -> bytes:
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Courier)
    )
    page = pdf.add_blank_page(page_size=(595, 842))
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.obj.Contents = pdf.make_stream(f"BT /F1 12 Tf 72 700 Td ({SHOWN}) Tj ET\n{content}".encode())
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, fix_metadata_version=False, compress_streams=False)
    return out.getvalue()


def a_note(kind: str, **values: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[10, 10, 60, 30], **values
        )
        pdf.pages[0].obj.Annots = pikepdf.Array([pdf.make_indirect(note)])

    return change


def _attached(pdf: pikepdf.Pdf) -> None:
    pdf.attachments["mat.txt"] = pikepdf.AttachedFileSpec(pdf, CANARY.encode(), filename="mat.txt")


def _info(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = CANARY


def _producer(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Producer"] = CANARY


def _metadata(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Metadata = pdf.make_stream(
        f"<x>{CANARY}</x>".encode(), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML
    )


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(CANARY))


def _page_script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pdf.make_stream(CANARY.encode()))
    pdf.pages[0].obj.AA = pikepdf.Dictionary(O=action)


def _named_script(pdf: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String(CANARY))
    pdf.Root.Names = pikepdf.Dictionary(JavaScript=pikepdf.Dictionary(Names=[pikepdf.String("a"), action]))


def _thumb(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.Thumb = pdf.make_stream(
        CANARY.encode(), Width=3, Height=1, BitsPerComponent=8, ColorSpace=pikepdf.Name.DeviceRGB
    )


def _piece(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.PieceInfo = pikepdf.Dictionary(Editor=pikepdf.Dictionary(Private=pikepdf.String(CANARY)))


def _layer(pdf: pikepdf.Pdf) -> None:
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name=pikepdf.String("nhap")))
    pdf.Root.OCProperties = pikepdf.Dictionary(OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer]))
    pdf.pages[0].obj.Resources.Properties = pikepdf.Dictionary(L1=layer)


def _field(value: str, **values: object) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        widget = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name.Widget,
            FT=pikepdf.Name.Tx,
            T=pikepdf.String("o"),
            V=pikepdf.String(value),
            Rect=[10, 10, 60, 30],
            **values,
        )
        widget = pdf.make_indirect(widget)
        pdf.pages[0].obj.Annots = pikepdf.Array([widget])
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[widget])

    return change


def _xfa(pdf: pikepdf.Pdf) -> None:
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pdf.make_stream(f"<xfa>{CANARY}</xfa>".encode()))


def _unused_shape(pdf: pikepdf.Pdf) -> None:
    shape = pdf.make_stream(
        f"BT /F1 9 Tf ({CANARY}) Tj ET".encode(),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 9, 9],
    )
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=shape)


def _scan(pdf: pikepdf.Pdf) -> None:
    picture = a_jpeg(exif=_exif({0x010F: CANARY}))
    image = pdf.make_stream(
        picture,
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=40,
        Height=20,
        BitsPerComponent=8,
        ColorSpace=pikepdf.Name.DeviceRGB,
    )
    image.Filter = pikepdf.Name.DCTDecode
    pdf.pages[0].obj.Resources.XObject = pikepdf.Dictionary(X1=image)


def _crop(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].obj.CropBox = pikepdf.Array([0, 300, 595, 842])


def _black_square(pdf: pikepdf.Pdf) -> None:
    a_note("Square", IC=[0, 0, 0], AP=pikepdf.Dictionary())(pdf)
    pdf.pages[0].obj.Annots[0].Rect = pikepdf.Array([60, 490, 300, 520])


def with_update(data: bytes) -> bytes:
    """The same file saved once more at its end, as editors do: the page's text is another, the old one still there."""
    number = int(re.search(rb"(\d+) 0 obj\s*<<[^>]*>>\s*stream\s+BT", data).group(1))
    fresh = f"BT /F1 12 Tf 72 700 Td ({SHOWN}) Tj ET".encode()
    start = int(re.findall(rb"startxref\s+(\d+)", data)[-1])
    root = re.search(rb"/Root (\d+ \d+ R)", data).group(1)
    size = re.search(rb"/Size (\d+)", data).group(1)
    body = data + b"\n"
    place = len(body)
    body += b"%d 0 obj\n<< /Length %d >>\nstream\n" % (number, len(fresh)) + fresh + b"\nendstream\nendobj\n"
    table = len(body)
    body += b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    body += b"trailer\n<< /Size %s /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start, table)
    return body


def text_at(x: float, y: float, text: str = CANARY, before: str = "") -> str:
    return f"BT {before} /F1 12 Tf {x} {y} Td ({text}) Tj ET\n"


def pdf_files() -> dict[str, tuple[str, bytes, str]]:
    said = pikepdf.String(CANARY)
    changes = {
        "pdf author": (_info, "author"),
        "pdf program": (_producer, "properties"),
        "pdf xmp": (_metadata, "xmp"),
        "pdf note": (a_note("Text", Contents=said, T=pikepdf.String("Nguyen Van A")), "annotation"),
        "pdf noter": (a_note("Text", Contents=pikepdf.String("x"), T=said), "annotation"),
        "pdf text on a highlight": (a_note("Highlight", Contents=said), "annotation"),
        "pdf link to a machine": (
            a_note("Link", A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"file:///C:/{CANARY}"))),
            "external_link",
        ),
        "pdf launch": (a_note("Link", A=pikepdf.Dictionary(S=pikepdf.Name.Launch, F=said)), "script"),
        "pdf attachment": (_attached, "attachment"),
        "pdf script": (_script, "script"),
        "pdf script of a page": (_page_script, "script"),
        "pdf named script": (_named_script, "script"),
        "pdf thumbnail": (_thumb, "thumbnail"),
        "pdf editor's data": (_piece, "editor_data"),
        "pdf hidden field": (_field(CANARY, F=2), "hidden_field"),
        "pdf default value": (_field("x", DV=said), "default_value"),
        "pdf xfa": (_xfa, "form_data"),
        "pdf shape drawn nowhere": (_unused_shape, "unused_object"),
    }
    made = {name: (PDF, a_pdf(change), code) for name, (change, code) in changes.items()}
    ready = {
        "pdf invisible text": (a_pdf(content=text_at(72, 500, before="3 Tr")), "unpainted_text"),
        "pdf text under a black box": (a_pdf(content=text_at(72, 500) + "0 g 60 490 200 30 re f"), "covered_text"),
        "pdf word under a black box": (
            a_pdf(content=text_at(72, 500, f"Ho ten {CANARY} noi o") + "0 g 122.4 490 64.8 30 re f"),
            "covered_text",
        ),
        "pdf text under a black mark": (a_pdf(_black_square, text_at(72, 500)), "covered_text"),
        "pdf text beside the page": (a_pdf(content=text_at(700, 500)), "outside_text"),
        "pdf text outside the crop": (a_pdf(_crop, text_at(72, 200)), "outside_text"),
        "pdf white text": (a_pdf(content="1 g " + text_at(72, 500)), "white_text"),
        "pdf tiny text": (a_pdf(content=f"BT /F1 0.5 Tf 72 500 Td ({CANARY}) Tj ET"), "tiny_text"),
        "pdf layer": (a_pdf(_layer, f"/OC /L1 BDC {text_at(72, 500)} EMC"), "layer"),
        "pdf scan's camera": (a_pdf(_scan, "q 200 0 0 100 72 400 cm /X1 Do Q"), "inside_picture_exif"),
        "pdf earlier version": (with_update(a_pdf(content=text_at(72, 500))), "earlier_version"),
        "pdf bytes at the end": (a_pdf() + CANARY.encode(), "stray_bytes"),
        "pdf bytes in front": (CANARY.encode() + b"\n" + a_pdf(), "stray_bytes"),
    }
    return made | {name: (PDF, data, code) for name, (data, code) in ready.items()}


# Pictures


def a_jpeg(**options: object) -> bytes:
    return a_picture("JPEG", **options)


def a_picture(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGB", (40, 20), "navy")
    picture.putpixel((3, 3), (200, 10, 10))
    picture.save(out, kind, **options)
    return out.getvalue()


def _exif(tags: dict[int, str], place: str = "", turned: int = 1) -> bytes:
    exif = Image.Exif()
    for tag, value in tags.items():
        exif[tag] = value
    if place:
        exif.get_ifd(0x8825)[29] = place
    if turned != 1:
        exif[0x0112] = turned
    return exif.tobytes()


def _png_text(*, packed: bool) -> bytes:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", CANARY, zip=packed)
    return a_picture("PNG", pnginfo=info)


def _segment(mark: int, body: bytes) -> bytes:
    return a_jpeg()[:2] + bytes([0xFF, mark]) + (len(body) + 2).to_bytes(2, "big") + body + a_jpeg()[2:]


def picture_files() -> dict[str, tuple[str, bytes, str]]:
    camera = _exif({0x010F: CANARY})
    xmp = f"<x:xmpmeta>{CANARY}</x:xmpmeta>".encode()
    return {
        "jpeg camera": ("image/jpeg", a_jpeg(exif=camera), "picture_exif"),
        "jpeg place": ("image/jpeg", a_jpeg(exif=_exif({}, place=CANARY)), "picture_gps"),
        "jpeg turned": ("image/jpeg", a_jpeg(exif=_exif({0x010F: CANARY}, turned=6)), "picture_exif"),
        "jpeg xmp": ("image/jpeg", a_jpeg(xmp=xmp), "picture_xmp"),
        "jpeg comment": ("image/jpeg", a_jpeg(comment=CANARY.encode()), "picture_comment"),
        "jpeg iptc": ("image/jpeg", _segment(0xED, b"Photoshop 3.0\0" + CANARY.encode()), "picture_iptc"),
        "jpeg other": ("image/jpeg", _segment(0xEB, CANARY.encode()), "picture_other"),
        "jpeg bytes at the end": ("image/jpeg", a_jpeg() + CANARY.encode(), "stray_bytes"),
        "png text": ("image/png", _png_text(packed=False), "picture_text"),
        "png packed text": ("image/png", _png_text(packed=True), "picture_text"),
        "png camera": ("image/png", a_picture("PNG", exif=camera), "picture_exif"),
        "png bytes at the end": ("image/png", a_picture("PNG") + CANARY.encode(), "stray_bytes"),
        "webp camera": ("image/webp", a_picture("WEBP", exif=camera), "picture_exif"),
        "webp xmp": ("image/webp", a_picture("WEBP", xmp=xmp), "picture_xmp"),
        "webp bytes at the end": ("image/webp", a_picture("WEBP") + CANARY.encode(), "stray_bytes"),
        "tiff camera": ("image/tiff", a_picture("TIFF", tiffinfo={271: CANARY}), "picture_exif"),
        "tiff xmp": ("image/tiff", a_picture("TIFF", tiffinfo={700: xmp}), "picture_xmp"),
        "tiff bytes at the end": ("image/tiff", a_picture("TIFF") + CANARY.encode(), "picture_other"),
    }


def all_files() -> dict[str, tuple[str, bytes, str]]:
    """Every file by its name: its type, its bytes, and the code of what must be found in it."""
    return word_files() | excel_files() | open_documents() | pdf_files() | picture_files()


# Looking for the word


def unpacked(data: bytes) -> list[bytes]:
    """The bytes, and those of every part, stream and text within, however packed."""
    found = [data]
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                found += [name.encode(), *unpacked(archive.read(name))]
    if b"%PDF-" in data[:1024]:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for value in [*pdf.objects, pdf.trailer]:
                found.append(
                    value.unparse() if not isinstance(value, pikepdf.Stream) else repr(dict(value.items())).encode()
                )
                found += [str(text).encode() for text in _strings(value)]
                if isinstance(value, pikepdf.Stream):
                    found += [value.read_raw_bytes()]
                    if value.get("/Filter") != "/DCTDecode":
                        found.append(value.read_bytes())
    for start in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
        try:
            found.append(zlib.decompressobj().decompress(data[start.start() :], 1_000_000))
        except zlib.error:
            continue
    return found


def _strings(value: pikepdf.Object, depth: int = 5) -> list[pikepdf.Object]:
    if isinstance(value, pikepdf.String):
        return [value]
    if not depth or not isinstance(value, pikepdf.Dictionary | pikepdf.Array):
        return []
    below = value if isinstance(value, pikepdf.Array) else [item for _, item in value.items()]
    return [text for item in below if not getattr(item, "is_indirect", False) for text in _strings(item, depth - 1)]


def holds(data: bytes, word: str = CANARY) -> bool:
    """Whether a word lies anywhere in a file, in any of the ways in which text is written."""
    plain = [word.encode(), word.encode("utf-16-le"), word.encode("utf-16-be")]
    written = [*plain, *(base64.b64encode(b" " * shift + word.encode())[4:-4] for shift in range(3))]
    written += [form.hex().encode() for form in plain] + [form.hex().upper().encode() for form in plain]
    return any(form in content for content in unpacked(data) for form in written if form)
