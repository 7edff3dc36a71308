"""PDF files: properties, notes, layers, attachments, actions, earlier versions, and text that no page shows."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator

import pikepdf

from content.errors import Invalid
from content.hidden_data import pictures
from content.hidden_data.archives import LOCKED, STRAY, TOO_MUCH_INSIDE, readable
from content.hidden_data.findings import Findings
from content.hidden_data.office_package import SIGNED, own_path
from content.hidden_data.pdf_text import COVERED, LAYER, OUTSIDE, TINY, UNPAINTED, WHITE, Box, Key, Pages, as_box

MOST_OBJECTS = 500_000
MOST_PAGES = 5_000
MOST_VERSIONS = 3
"""Earlier versions that are read for a sample of what they said; all of them go."""
LARGEST_STREAM = 128 * 1024 * 1024

# The limits of the library are of the whole process; they stop streams that unpack without end.
pikepdf.settings.set_qpdf_limits(
    doc_max_warnings=1_000,
    max_stream_filters=4,
    flate_max_memory=LARGEST_STREAM,
    png_max_memory=LARGEST_STREAM,
    tiff_max_memory=LARGEST_STREAM,
    run_length_max_memory=LARGEST_STREAM,
    dct_max_memory=LARGEST_STREAM,
)

_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE", "/Rendition", "/Sound", "/Movie",
    "/Thread",
    "/RichMediaExecute", "/SetOCGState", "/Hide", "/GoTo3DView", "/Trans",
}  # fmt: skip
_FOR_EDITORS = ("/PieceInfo", "/SpiderInfo", "/OPI", "/Alternates", "/LastModified")
_UNDRAWN = (
    "/Text", "/Popup", "/FileAttachment", "/Sound", "/Movie", "/Screen", "/RichMedia", "/3D", "/TrapNet",
    "/PrinterMark", "/Watermark",
    "/Projection", "/Caret",
)  # fmt: skip
_SPOKEN = ("/Contents", "/RC", "/Subj", "/T", "/NM", "/M", "/CreationDate", "/IRT", "/Popup", "/State", "/StateModel")
_HIDDEN, _NO_VIEW = 2, 32
_TEXT = {
    UNPAINTED: "Chữ vô hình (không được vẽ lên trang, cũng không đi kèm ảnh quét)",
    COVERED: "Chữ nằm dưới ô tô kín: che mà chưa xóa",
    OUTSIDE: "Nội dung nằm ngoài phần trang được hiển thị",
    WHITE: "Chữ trắng trên nền trắng",
    TINY: "Chữ nhỏ đến mức không đọc được",
    LAYER: "Nội dung ở lớp (layer) đang tắt",
}


def clean(data: bytes, findings: Findings) -> bytes:
    """A PDF without what hides in it, each thing noted."""
    start = data.find(b"%PDF-", 0, 1024)
    if start > 0:
        findings.add("stray_bytes", STRAY, readable(data[:start]))
    _note_end(data, findings)
    with _opened(data) as pdf:
        _bounded(pdf)
        now = _clean_open(pdf, findings)
        _note_versions(data, now, findings)
        out = io.BytesIO()
        if "/ID" in pdf.trailer:
            del pdf.trailer.ID
        with warnings.catch_warnings():
            # It says that some field belongs to no form, which is as it came.
            warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
            pdf.save(
                out,
                fix_metadata_version=False,
                deterministic_id=True,
                encryption=False,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
            )
    return out.getvalue()


def _opened(data: bytes) -> pikepdf.Pdf:
    try:
        return pikepdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        raise Invalid(LOCKED) from None


def _bounded(pdf: pikepdf.Pdf) -> None:
    if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
        raise Invalid(TOO_MUCH_INSIDE)
    if not len(pdf.pages):
        raise ValueError("no page")


def _clean_open(pdf: pikepdf.Pdf, findings: Findings) -> set[str]:
    """Clean an open PDF in place; gives what its pages say, as far as anybody sees it."""
    off = _layers_off(pdf)
    before = _reached(pdf)
    _drop_properties(pdf, findings)
    _drop_names(pdf, findings)
    covers = _clean_annotations(pdf, off, findings)
    _clean_form(pdf, findings)
    _clean_objects(pdf, findings)
    pages = Pages(pdf, off)
    for page, boxes in zip(pdf.pages, covers, strict=True):
        pages.read(page, boxes)
    _drop_unseen(pdf, pages, findings)
    _drop_layers(pdf, off, findings)
    _note_unreached(pdf, before, findings)
    return set(pages.words)


# The end of the file, and its earlier versions

_END = b"%%EOF"


def _note_end(data: bytes, findings: Findings) -> None:
    last = data.rfind(_END)
    if last >= 0 and data[last + len(_END) :].strip(b"\r\n\0 "):
        findings.add("stray_bytes", STRAY, readable(data[last + len(_END) :]))


def _note_versions(data: bytes, now: set[str], findings: Findings) -> None:
    ends = [found.end() for found in re.finditer(re.escape(_END), data)]
    # A file made for fast viewing has two ends from the first.
    ends = ends[1:] if b"/Linearized" in data[:2048] else ends
    said: list[str] = []
    for end in ends[:-1][-MOST_VERSIONS:]:
        try:
            with pikepdf.open(io.BytesIO(data[:end])) as former:
                _bounded(former)
                pages = Pages(former, set())
                for page in former.pages:
                    pages.read(page, [])
                said += [text for text in pages.words if text.strip() and text not in now and text not in said]
        except (pikepdf.PdfError, pikepdf.PasswordError, Invalid, ValueError, TypeError, AttributeError, KeyError):
            continue  # what cannot be opened any more still lies there
    for _ in ends[:-1]:
        findings.add("earlier_version", "{n} bản trước của tệp còn lưu bên trong", " ".join(said))


# All objects


def _reached(pdf: pikepdf.Pdf) -> set[Key]:
    """The objects that the file needs, by number; each dictionary of a signature is told here."""
    seen: set[Key] = set()
    for value in _values(pdf, seen):
        if len(seen) > MOST_OBJECTS:
            raise Invalid(TOO_MUCH_INSIDE)
        del value
    return seen


def _values(pdf: pikepdf.Pdf, seen: set[Key]) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream that the file needs, each once; what is taken out of one is not gone into."""
    waiting: list[pikepdf.Object] = [pdf.trailer]
    while waiting:
        value = waiting.pop()
        if value.is_indirect:
            if value.objgen in seen:
                continue
            seen.add(value.objgen)
        if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            yield value
            waiting.extend(below for _, below in value.items() if isinstance(below, _HOLDERS))
        else:
            waiting.extend(below for below in value if isinstance(below, _HOLDERS))


_HOLDERS = (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream)


def _note_unreached(pdf: pikepdf.Pdf, before: set[Key], findings: Findings) -> None:
    for value in pdf.objects:
        if not isinstance(value, _HOLDERS) or value.objgen in before:
            continue
        kind = str(value.get("/Type", "")) if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) else ""
        if kind not in ("/ObjStm", "/XRef"):
            findings.add("unused_object", "Phần thừa trong tệp, không hiển thị ở đâu ({n})", _said(value))


def _clean_objects(pdf: pikepdf.Pdf, findings: Findings) -> None:
    for value in _values(pdf, set()):
        if value.get("/Type") == "/Sig" or ("/ByteRange" in value and "/Contents" in value):
            findings.add("signed", SIGNED, removable=False)
        _drop_kept_for_editors(value, findings)
        _drop_actions(value, findings)
        if isinstance(value, pikepdf.Stream) and value.get("/Subtype") == "/Image":
            _clean_image(value, findings)


def _drop_kept_for_editors(value: pikepdf.Object, findings: Findings) -> None:
    if isinstance(value.get("/Metadata"), pikepdf.Stream):
        findings.add("xmp", "Thông tin biên tập (XMP): phần mềm, người soạn, lịch sử", _xmp_said(value.Metadata))
        del value["/Metadata"]
    for key in _FOR_EDITORS:
        if key in value and not (key == "/LastModified" and not isinstance(value[key], pikepdf.String)):
            findings.add("editor_data", "Dữ liệu riêng của phần mềm soạn thảo", _said(value[key]))
            del value[key]
    if "/Thumb" in value and value.get("/Type") == "/Page":
        findings.add("thumbnail", "Ảnh thu nhỏ của trang ({n}), có thể từ bản cũ")
        del value["/Thumb"]
    if "/AF" in value:
        findings.add(
            "attachment", "{n} tệp đính kèm trong PDF: {of}", _said(value["/AF"]), names=_file_names(value["/AF"])
        )
        del value["/AF"]


def _xmp_said(stream: pikepdf.Object) -> str:
    return re.sub(r"<[^>]*>|\s+", " ", readable(stream.read_bytes()))


def _drop_actions(value: pikepdf.Object, findings: Findings) -> None:
    if "/AA" in value:
        findings.add("script", "Mã lệnh hoặc hành động tự chạy ({n})", _said(value["/AA"]))
        del value["/AA"]
    for key in ("/A", "/OpenAction", "/Next", "/PA"):
        action = value.get(key)
        if not isinstance(action, pikepdf.Dictionary):
            if isinstance(action, pikepdf.Array) and key == "/Next":
                del value[key]
            continue
        address = str(action.get("/URI", ""))
        if str(action.get("/S", "")) in _ACTIONS:
            findings.add("script", "Mã lệnh hoặc hành động tự chạy ({n})", _said(action))
            del value[key]
        elif own_path(address):
            findings.add("external_link", "Liên kết tới tệp khác: {of}", address, names=[address])
            del value[key]


def _clean_image(image: pikepdf.Stream, findings: Findings) -> None:
    kinds = image.get("/Filter")
    if kinds != "/DCTDecode" and not (isinstance(kinds, pikepdf.Array) and [*kinds] == ["/DCTDecode"]):
        return
    raw = image.read_raw_bytes()
    inside = Findings()
    try:
        stripped = pictures.strip(raw, inside)
    except Invalid:
        return  # a scan of unusual size or make; viewers draw it, and it is part of the page
    if inside.listed():
        image.write(stripped, filter=pikepdf.Name.DCTDecode, decode_parms=_parameters(image))
        findings.add_all(inside.listed(), "Trong ảnh của tệp: {sentence}")


def _parameters(image: pikepdf.Stream) -> pikepdf.Dictionary | pikepdf.Array | None:
    found = image.get("/DecodeParms")
    return found if isinstance(found, pikepdf.Dictionary | pikepdf.Array) else None


# Properties, names, attachments


def _drop_properties(pdf: pikepdf.Pdf, findings: Findings) -> None:
    info = pdf.trailer.get("/Info")
    if info is None:
        return
    said = {str(key): str(value) for key, value in info.items()} if isinstance(info, pikepdf.Dictionary) else {}
    if author := said.pop("/Author", ""):
        findings.add("author", "Tên người soạn: {of}", names=[author])
    if said:
        findings.add(
            "properties", "Thuộc tính của tệp (tiêu đề, phần mềm, ngày giờ)", ", ".join(filter(None, said.values()))
        )
    del pdf.trailer["/Info"]


def _drop_names(pdf: pikepdf.Pdf, findings: Findings) -> None:
    root = pdf.Root
    names = root.get("/Names", pikepdf.Dictionary())
    for key in [str(key) for key in names.keys() if key != "/Dests"]:  # noqa: SIM118 -- a PDF's dictionary, not Python's
        if key == "/EmbeddedFiles":
            findings.add(
                "attachment", "{n} tệp đính kèm trong PDF: {of}", _said(names[key]), names=_file_names(names[key])
            )
        elif key == "/JavaScript":
            findings.add("script", "Mã lệnh hoặc hành động tự chạy ({n})", _said(names[key]))
        else:
            findings.add("hidden_page", "Trang mẫu, nội dung đặt sẵn mà không hiển thị", _said(names[key]))
        del names[key]
    for key in ("/Collection", "/Requirements", "/Threads", "/Legal", "/URI"):
        if key in root:
            findings.add("editor_data", "Dữ liệu riêng của phần mềm soạn thảo", _said(root[key]))
            del root[key]


def _file_names(value: pikepdf.Object) -> list[str]:
    return [str(below.get("/UF", below.get("/F", ""))) for below in _below(value) if "/EF" in below]


def _below(value: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Dictionaries and streams at and below a value, never back up to its page; some hundreds are enough."""
    seen: set[Key] = set()
    waiting = [value]
    for _ in range(500):
        if not waiting:
            return
        found = waiting.pop()
        if not isinstance(found, _HOLDERS) or (found.is_indirect and found.objgen in seen):
            continue
        seen.add(found.objgen)
        if isinstance(found, pikepdf.Array):
            waiting.extend(reversed(list(found)[:200]))
            continue
        yield found
        waiting.extend(below for key, below in found.items() if key not in ("/Parent", "/P", "/Dest", "/D", "/Pg"))


def _said(value: pikepdf.Object) -> str:
    """What a person could read at and below a value: its strings, and its streams as far as they are text."""
    if isinstance(value, pikepdf.String):
        return str(value)
    said: list[str] = []
    for found in _below(value):
        said += [str(below) for _, below in found.items() if isinstance(below, pikepdf.String)]
        if isinstance(found, pikepdf.Stream) and found.get("/Subtype") != "/Image":
            said.append(_stream_said(found))
        if sum(map(len, said)) > 2_000:
            break
    if isinstance(value, pikepdf.Array):
        said += [str(below) for below in list(value)[:50] if isinstance(below, pikepdf.String)]
    return " ".join(said)


def _stream_said(stream: pikepdf.Stream) -> str:
    try:
        return readable(stream.read_bytes())
    except pikepdf.PdfError:
        return ""


# Annotations and forms


def _clean_annotations(pdf: pikepdf.Pdf, off: set[Key], findings: Findings) -> list[list[Box]]:
    """Note and take out what is written about the pages; gives, for each page, what opaque marks lay over it."""
    covers = []
    for page in pdf.pages:
        boxes: list[Box] = []
        listed = page.obj.get("/Annots")
        if isinstance(listed, pikepdf.Array):
            kept = [
                note
                for note in listed
                if isinstance(note, pikepdf.Dictionary) and _keep_annotation(note, off, boxes, findings)
            ]
            if kept:
                page.obj.Annots = pikepdf.Array(kept)
            else:
                del page.obj["/Annots"]
        covers.append(boxes)
    return covers


def _keep_annotation(note: pikepdf.Object, off: set[Key], boxes: list[Box], findings: Findings) -> bool:
    kind = str(note.get("/Subtype", ""))
    layer = note.get("/OC")
    unseen = int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW) or (layer is not None and layer.objgen in off)
    if kind == "/Widget":
        if unseen:
            findings.add("hidden_field", "{n} ô biểu mẫu bị ẩn có giá trị", _said(note))
        return not unseen
    if kind == "/Link":
        note_said = note.get("/Contents")
        if note_said is not None:
            findings.add("annotation", "{n} ghi chú trên trang của {of}", str(note_said), names=["người không tên"])
            del note["/Contents"]
        return True
    if kind == "/Redact":
        findings.add(
            "redaction",
            "{n} vùng đánh dấu xóa nhưng chưa xóa: nội dung vẫn còn nguyên",
            _said(note),
            removable=False,
            blocks=True,
        )
        return True
    if kind == "/FileAttachment":
        findings.add("attachment", "{n} tệp đính kèm trong PDF: {of}", _said(note), names=_file_names(note))
        return False
    said = " ".join(str(note.get(key)) for key in ("/Contents", "/RC", "/Subj") if key in note)
    if any(key in note for key in _SPOKEN):
        author = str(note.get("/T", "")) or "người không tên"
        findings.add("annotation", "{n} ghi chú trên trang của {of}", said, names=[author])
    if unseen or kind in _UNDRAWN or "/AP" not in note:
        # Without an appearance of its own only what it says could draw it, and that is what must go.
        return (
            kind in ("/Square", "/Circle", "/Line", "/Ink", "/Highlight", "/Underline", "/StrikeOut")
            and not unseen
            and _muted(note)
        )
    _note_cover(note, kind, boxes)
    return _muted(note)


def _muted(note: pikepdf.Object) -> bool:
    for key in _SPOKEN:
        if key in note:
            del note[key]
    return True


def _note_cover(note: pikepdf.Object, kind: str, boxes: list[Box]) -> None:
    solid = float(note.get("/CA", 1)) >= 0.99
    filled = kind == "/Square" and len(note.get("/IC", pikepdf.Array())) in (1, 3, 4)
    black = kind == "/Highlight" and "/C" in note and sum(map(float, note.C)) < 0.5 and len(note.C) == 3
    if solid and (filled or black):
        boxes.append(as_box(note.Rect))


def _clean_form(pdf: pikepdf.Pdf, findings: Findings) -> None:
    form = pdf.Root.get("/AcroForm")
    if not isinstance(form, pikepdf.Dictionary):
        return
    if "/XFA" in form:
        findings.add("form_data", "Biểu mẫu XFA kèm dữ liệu riêng", _said(form.XFA))
        del form["/XFA"]
    if "/CO" in form:
        del form["/CO"]
    shown = {note.objgen for page in pdf.pages for note in page.obj.get("/Annots", pikepdf.Array())}
    fields = form.get("/Fields")
    if isinstance(fields, pikepdf.Array):
        form.Fields = pikepdf.Array(_shown_fields(fields, shown, set(), findings))


def _shown_fields(fields: pikepdf.Object, shown: set[Key], seen: set[Key], findings: Findings) -> list[pikepdf.Object]:
    kept: list[pikepdf.Object] = []
    for value in fields:
        if not isinstance(value, pikepdf.Dictionary) or value.objgen in seen or len(seen) > 20_000:
            continue
        if value.is_indirect:
            seen.add(value.objgen)
        if "/DV" in value:
            if str(value.get("/DV")) != str(value.get("/V", "")):
                findings.add(
                    "default_value", "Giá trị mặc định của ô biểu mẫu khác giá trị hiển thị ({n})", str(value["/DV"])
                )
            del value["/DV"]
        below = value.get("/Kids")
        if isinstance(below, pikepdf.Array) and len(seen) < 20_000 and _depth(value) < 50:
            value.Kids = pikepdf.Array(_shown_fields(below, shown, seen, findings))
        if value.objgen in shown or len(value.get("/Kids", pikepdf.Array())) or value.get("/FT") == "/Sig":
            kept.append(value)
        elif "/V" in value:
            findings.add("hidden_field", "{n} ô biểu mẫu bị ẩn có giá trị", _said(value))
    return kept


def _depth(value: pikepdf.Object) -> int:
    depth = 0
    while depth < 100 and isinstance(value.get("/Parent"), pikepdf.Dictionary):
        value, depth = value["/Parent"], depth + 1
    return depth


# Layers, and what no page shows


def _layers_off(pdf: pikepdf.Pdf) -> set[Key]:
    layers = pdf.Root.get("/OCProperties")
    if not isinstance(layers, pikepdf.Dictionary):
        return set()
    default = layers.get("/D", pikepdf.Dictionary())
    everyone = {layer.objgen for layer in layers.get("/OCGs", pikepdf.Array())}
    off = {layer.objgen for layer in default.get("/OFF", pikepdf.Array())}
    if default.get("/BaseState") == "/OFF":
        off |= everyone - {layer.objgen for layer in default.get("/ON", pikepdf.Array())}
    return off


def _drop_layers(pdf: pikepdf.Pdf, off: set[Key], findings: Findings) -> None:
    if not off:
        return
    layers = pdf.Root.OCProperties
    names = [str(layer.get("/Name", "")) for layer in layers.get("/OCGs", pikepdf.Array()) if layer.objgen in off]
    findings.add("layer", "Lớp (layer) đang tắt: {of}", " ".join(names), names=names)
    layers.OCGs = pikepdf.Array([layer for layer in layers.get("/OCGs", pikepdf.Array()) if layer.objgen not in off])
    if "/Configs" in layers:
        del layers["/Configs"]
    # Without the layers that are off, all others show: no further word about them is needed.
    layers.D = pikepdf.Dictionary()
    for value in _values(pdf, set()):
        for key in [
            key for key, below in value.items() if isinstance(below, pikepdf.Dictionary) and below.objgen in off
        ]:
            del value[key]


def _drop_unseen(pdf: pikepdf.Pdf, pages: Pages, findings: Findings) -> None:
    changed = pages.write()
    for why, texts in pages.hidden.items():
        findings.add({LAYER: "layer_content"}.get(why, f"{why}_text"), _TEXT[why], " ".join(texts[:200]))
    if changed:
        _drop_substitutes(pdf)
    for page in pdf.pages:
        shapes = page.obj.get("/Resources", pikepdf.Dictionary()).get("/XObject", pikepdf.Dictionary())
        for name in list(shapes.keys()):
            if not isinstance(shapes[name], pikepdf.Stream) or shapes[name].objgen in pages.drawn:
                continue
            if shapes[name].objgen not in pages.named:
                findings.add("unused_object", "Phần thừa trong tệp, không hiển thị ở đâu ({n})", _said(shapes[name]))
            del shapes[name]
    for _ in range(pages.covers_images):
        findings.add(
            "covered_picture", "Ô tô kín che một phần ảnh ({n} chỗ): phần ảnh bên dưới vẫn còn", removable=False
        )


def _drop_substitutes(pdf: pikepdf.Pdf) -> None:
    for value in _values(pdf, set()):
        if "/ActualText" in value:
            del value["/ActualText"]
