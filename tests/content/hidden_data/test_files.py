"""What hides in a file is found by name, and the copy that the public gets is without it."""

from __future__ import annotations

import functools
import io
import zipfile

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image, ImageOps

from content.errors import Invalid
from content.hidden_data.files import DOCX, PDF, XLSX, clean, find
from tests.content.hidden_data import made

FILES = made.all_files()


@functools.cache
def cleaned_once(data, media_type):
    return clean(data, media_type)


@pytest.fixture(params=FILES, ids=lambda name: name.replace(" ", "-"))
def file(request):
    return FILES[request.param]


def visible(data, media_type):
    """What a reader of the file sees of it, read by other programs than the one that cleans."""
    if media_type == DOCX:
        document = docx.Document(io.BytesIO(data))
        texts = ["".join(paragraph._p.itertext("{*}t")) for paragraph in document.paragraphs]
        return [text for text in texts if text]
    if media_type == XLSX:
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
        shown = [sheet for sheet in book if sheet.sheet_state == "visible"]
        return [[cell.value for row in sheet.iter_rows() for cell in row if cell.value] for sheet in shown]
    if media_type == PDF:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            shown = [bytes(part) for page in pdf.pages for part in drawn_strings(page)]
        return b"".join(shown).decode("latin-1")
    if media_type.startswith("image/"):
        with Image.open(io.BytesIO(data)) as picture:
            return ImageOps.exif_transpose(picture).convert("RGB").tobytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [name for name in archive.namelist() if name.endswith((".xml", "s1.xml"))]
        return made.SHOWN in "".join(archive.read(name).decode() for name in names)


def drawn_strings(page):
    for operation in pikepdf.parse_content_stream(page):
        for value in getattr(operation, "operands", []):
            parts = value if isinstance(value, pikepdf.Array) else [value]
            yield from (part for part in parts if isinstance(part, pikepdf.String))


def without(text):
    """The canary is what may go, and nothing else."""
    if isinstance(text, str):
        return text.replace(made.CANARY, "")
    if isinstance(text, list):
        kept = [without(part) for part in text]
        return [part for part in kept if part != "" and part != []]
    return text


def test_the_word_is_there_before():
    assert len(FILES) >= 40
    assert [name for name, (_, data, _) in FILES.items() if not made.holds(data)] == []


def test_it_is_found(file):
    media_type, data, code = file
    cleaned = cleaned_once(data, media_type)
    assert code in {finding.code for finding in cleaned.removed}


def test_it_is_gone_from_the_copy(file):
    media_type, data, _ = file
    cleaned = cleaned_once(data, media_type)
    assert not made.holds(cleaned.data)
    assert not cleaned.left


def test_what_is_visible_stays(file):
    media_type, data, _ = file
    assert visible(cleaned_once(data, media_type).data, media_type) == without(visible(data, media_type))


def test_the_same_bytes_come_out_each_time_and_nothing_is_left_to_clean(file):
    media_type, data, _ = file
    cleaned = cleaned_once(data, media_type).data
    assert clean(data, media_type).data == cleaned
    again = clean(cleaned, media_type)
    assert again.removed == ()
    assert again.data == cleaned


def test_each_finding_is_a_sentence_with_a_capital_and_no_gap(file):
    media_type, data, _ = file
    for finding in cleaned_once(data, media_type).removed:
        assert finding.sentence[0].isupper() or finding.sentence[0].isdigit()
        assert "{" not in finding.sentence and "  " not in finding.sentence
        assert len(finding.sample) <= 120


def test_a_comment_is_named_by_its_author():
    (comment,) = [one for one in find(FILES["docx comment"][1], DOCX) if one.code == "comment"]
    assert (comment.sentence, comment.sample) == ("1 nhận xét của Nguyen Van A", made.CANARY)


def test_looking_and_cleaning_find_the_same():
    media_type, data, _ = FILES["pdf layer"]
    assert find(data, media_type) == cleaned_once(data, media_type).removed


def test_of_tracked_changes_the_final_text_is_kept():
    added = '<w:ins w:id="1" w:author="A"><w:r><w:t>moi</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="A"><w:r><w:delText>cu</w:delText></w:r></w:del>'
    cleaned = clean(made.in_paragraph(f"<w:r><w:t>van ban </w:t></w:r>{added}{gone}"), DOCX)
    assert "van ban moi" in visible(cleaned.data, DOCX)
    assert any("giữ văn bản cuối cùng" in finding.sentence for finding in cleaned.removed)


def test_paragraphs_are_joined_where_the_mark_between_them_was_deleted():
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
    cleaned = clean(made.in_paragraph(f"{mark}<w:r><w:t>Truoc </w:t></w:r>"), DOCX)
    assert f"Truoc {made.SHOWN}" in visible(cleaned.data, DOCX)


def test_white_text_on_a_dark_cell_stays():
    shade = '<w:pPr><w:shd w:val="clear" w:fill="1F3864"/></w:pPr>'
    data = made.in_paragraph(f'{shade}<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:t>Bang 1</w:t></w:r>')
    assert "Bang 1" in visible(clean(data, DOCX).data, DOCX)


def test_formulas_over_a_hidden_sheet_keep_their_results():
    formula = b'<c r="B3"><f>Nhap!A1</f><v>7</v></c></row></sheetData>'
    data = made.an_excel_file(made._sheet("hidden"))
    data = made.with_parts(
        data, xl__worksheets__sheet2_dot_xml=lambda part: part.replace(b"</row></sheetData>", formula)
    )
    cleaned = clean(data, XLSX)
    assert 7 in visible(cleaned.data, XLSX)[0]
    assert not made.holds(cleaned.data, "Nhap")


def test_a_hidden_sheet_stays_and_is_named_while_a_formula_has_no_result():
    def change(book):
        made._sheet("hidden")(book)
        book["Du toan"]["B3"] = "=Nhap!A1"

    cleaned = clean(made.an_excel_file(change), XLSX)
    assert [finding.code for finding in cleaned.left] == ["hidden_sheet"]
    assert "mở tệp bằng Excel" in cleaned.left[0].sentence


def test_letters_beside_a_black_box_stay_where_they_were():
    _, data, _ = FILES["pdf word under a black box"]
    with pikepdf.open(io.BytesIO(clean(data, PDF).data)) as pdf:
        shown = [
            operation for operation in pikepdf.parse_content_stream(pdf.pages[0]) if str(operation.operator) == "TJ"
        ]
    parts = list(shown[0].operands[0])
    assert bytes(parts[0]) == b"Ho ten "
    assert sum(float(part) for part in parts[1:-1]) == -600 * len(made.CANARY)
    assert bytes(parts[-1]) == b" noi o"


@pytest.mark.parametrize(
    "content",
    [
        "q 200 0 0 100 60 480 cm /X1 Do Q " + made.text_at(72, 500, "OCR", before="3 Tr"),
        "0 g 60 490 200 30 re f 1 g " + made.text_at(72, 500, "trang tren den"),
        made.text_at(72, 500, "ben canh") + "0 g 300 490 200 30 re f",
        "0.9 g 60 490 200 30 re f 0 g " + made.text_at(72, 500, "tren nen xam"),
        made.text_at(72, 500, "i", before="").replace("12 Tf", "3 Tf"),
    ],
)
def test_text_that_somebody_sees_is_left_alone(content):
    data = made.a_pdf(lambda pdf: made._scan(pdf) if "Do" in content else None, content)
    assert {finding.code for finding in find(data, PDF)} <= {"inside_picture_exif"}


def test_a_box_over_a_scan_is_named_and_stays():
    data = made.a_pdf(made._scan, "q 400 0 0 300 72 300 cm /X1 Do Q 0 g 100 400 50 10 re f")
    assert [finding.code for finding in clean(data, PDF).left] == ["covered_picture"]


def test_a_redaction_that_was_only_planned_blocks():
    (finding,) = find(made.a_pdf(made.a_note("Redact")), PDF)
    assert finding.blocks
    with pytest.raises(Invalid, match="chưa xóa"):
        clean(made.a_pdf(made.a_note("Redact")), PDF)


def signed_pdf(pdf):
    signature = pikepdf.Dictionary(Type=pikepdf.Name.Sig, ByteRange=[0, 1, 2, 3], Contents=pikepdf.String("x"))
    made._field("x")(pdf)
    pdf.pages[0].obj.Annots[0].FT = pikepdf.Name.Sig
    pdf.pages[0].obj.Annots[0].V = pdf.make_indirect(signature)


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (made.a_pdf(signed_pdf), PDF),
        (made.with_parts(made.a_word_file(), _xmlsignatures__sig1_dot_xml=b"<Signature/>"), DOCX),
    ],
)
def test_a_signed_file_is_looked_at_but_never_changed(data, media_type):
    assert "signed" in {finding.code for finding in find(data, media_type)}
    with pytest.raises(Invalid, match="chữ ký số"):
        clean(data, media_type)


def test_a_macro_blocks():
    data = made.with_parts(made.a_word_file(), word__vbaProject_dot_bin=b"x")
    assert [finding.code for finding in find(data, DOCX) if finding.blocks] == ["macro"]
    with pytest.raises(Invalid, match="macro"):
        clean(data, DOCX)


def test_a_turned_picture_stays_turned():
    _, data, _ = FILES["jpeg turned"]
    with Image.open(io.BytesIO(clean(data, "image/jpeg").data)) as picture:
        assert dict(picture.getexif()) == {0x0112: 6}


def test_a_field_that_belongs_to_no_form_stays_as_it_came():
    def change(pdf):
        made._field("x")(pdf)
        pdf.Root.AcroForm.Fields = pikepdf.Array([])
        made._info(pdf)

    with pytest.warns(pikepdf.PageCopyWarning):
        data = made.a_pdf(change)
    assert [finding.code for finding in clean(data, PDF).removed] == ["author"]
