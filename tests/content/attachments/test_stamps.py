"""A file that bears a stamp of secrecy is not taken, whatever it is called."""

from __future__ import annotations

import io

import docx
import openpyxl
import pikepdf
import pytest

from content.attachments.rules import DOCX, PDF, XLSX, Accepted, accept
from content.attachments.stamps import require_unstamped_file
from content.errors import Invalid

HEAD = ["ỦY BAN NHÂN DÂN TỈNH", "Số: 12/KH-UBND"]
MAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
1 begincodespacerange <00> <ff> endcodespacerange
{} beginbfchar
{}
endbfchar endcmap end end"""
STAMPS = ["MẬT", "TỐI MẬT", "TUYỆT MẬT"]


def a_letter(lines, *, heads=()):
    """A letter in Word; ``heads`` stand in the two cells that a letter begins with."""
    document = docx.Document()
    if heads:
        row = document.add_table(rows=1, cols=len(heads)).rows[0]
        for cell, text in zip(row.cells, heads, strict=True):
            cell.text = text
    for line in lines:
        document.add_paragraph(line)
    document.save(out := io.BytesIO())
    return Accepted(out.getvalue(), "ke-hoach.docx", DOCX)


def a_print(lines):
    """A PDF of one page whose letters can be read."""
    letters = sorted(set("".join(lines)))
    meant = "\n".join(f"<{code:02x}> <{ord(letter):04x}>" for code, letter in enumerate(letters, 1))
    drawn = "".join(
        f"1 0 0 1 50 {700 - 20 * place} Tm <{''.join(f'{letters.index(one) + 1:02x}' for one in line)}> Tj\n"
        for place, line in enumerate(lines)
    )
    pdf = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        FirstChar=1,
        LastChar=len(letters),
        Widths=[600] * len(letters),
        ToUnicode=pdf.make_stream(MAP.format(len(letters), meant).encode()),
    )
    pdf.add_blank_page(page_size=(600, 800))
    pdf.pages[0].obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=pdf.make_indirect(font)))
    pdf.pages[0].obj.Contents = pdf.make_stream(f"BT /F 12 Tf\n{drawn}ET".encode())
    pdf.save(out := io.BytesIO())
    return Accepted(out.getvalue(), "ke-hoach.pdf", PDF)


def a_sheet(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(out := io.BytesIO())
    return Accepted(out.getvalue(), "bang.xlsx", XLSX)


@pytest.mark.parametrize("stamp", STAMPS)
@pytest.mark.parametrize("made", [a_letter, a_print])
def test_a_stamp_on_a_line_of_its_own_is_found(made, stamp):
    with pytest.raises(Invalid, match=f"“{stamp}” là dấu độ mật"):
        require_unstamped_file(made([*HEAD, stamp, "Kính gửi: các sở"]))


def test_a_stamp_in_the_head_of_a_letter_is_found():
    with pytest.raises(Invalid, match="TỐI MẬT"):
        require_unstamped_file(a_letter(["KẾ HOẠCH"], heads=("Số: 12/KH-UBND\nTỐI MẬT", "CỘNG HÒA")))


def test_a_stamp_over_a_sheet_is_found():
    with pytest.raises(Invalid, match="TUYỆT MẬT"):
        require_unstamped_file(a_sheet(["TUYỆT MẬT"], ["Xã", "Người"]))


@pytest.mark.parametrize(
    "file",
    [
        a_letter(["LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC", "Điều 8. Tài liệu độ TUYỆT MẬT, TỐI MẬT, MẬT phải được đóng dấu."]),
        a_print(["Văn bản đóng dấu TỐI MẬT thì ai được xem?", "mật độ dân số"]),
        a_sheet(["Năm", "Tuyệt mật", "Tối mật", "Mật"], [2026, 0, 1, 2]),
    ],
)
def test_what_speaks_of_secrecy_bears_no_stamp(file):
    require_unstamped_file(file)


def test_what_cannot_be_read_is_taken_unread():
    require_unstamped_file(accept(b"%PDF-1.7 broken", "hong.pdf"))
