"""OpenDocument files: properties, comments, tracked changes, hidden text and tables, as far as they lie open."""

from __future__ import annotations

from content.errors import Invalid
from content.hidden_data import pictures
from content.hidden_data.archives import BROKEN, LOCKED, pack, readable, unpack
from content.hidden_data.findings import Findings
from content.hidden_data.office_package import MACRO, SIGNED
from content.hidden_data.xml_parts import (
    Element,
    attribute,
    child,
    drop_comments,
    local,
    named,
    parse,
    remove,
    text_of,
    to_bytes,
)

_KEPT = ("mimetype", "content.xml", "styles.xml", "META-INF/manifest.xml")
_SHOWN = (*_KEPT, "Pictures/", "media/")
_MANIFEST = "META-INF/manifest.xml"
_CHANGE_MARKS = ("change", "change-start", "change-end")


def clean(data: bytes, findings: Findings) -> bytes:
    """An OpenDocument file without what hides in it, each thing noted."""
    parts = unpack(data, findings)
    if "content.xml" not in parts or _MANIFEST not in parts:
        raise Invalid(BROKEN)
    manifest = parse(parts[_MANIFEST])
    if any(named(manifest, "encryption-data")):
        raise Invalid(LOCKED)
    kept = {name: content for name, content in parts.items() if name in _KEPT}
    for name in parts.keys() - kept.keys():
        _sort_part(name, parts[name], kept, findings)
    roots = {name: parse(kept[name]) for name in ("content.xml", "styles.xml") if name in kept}
    hidden = _hidden_styles(list(roots.values()))
    for name, root in roots.items():
        _clean_text(root, hidden, findings)
        _drop_missing(root, kept)
        kept[name] = to_bytes(root)
    for entry in named(manifest, "file-entry"):
        path = attribute(entry, "full-path") or ""
        if path != "/" and path not in kept:
            remove(entry)
    kept[_MANIFEST] = to_bytes(manifest)
    return pack(kept, ["mimetype"])


def is_signed(data: bytes) -> bool:
    """Whether an OpenDocument file carries a signature."""
    return "META-INF/documentsignatures.xml" in unpack(data, Findings())


def _sort_part(name: str, content: bytes, kept: dict[str, bytes], findings: Findings) -> None:
    """Keep what is shown, note what is not."""
    if name.startswith(("Pictures/", "media/")) and pictures.is_picture(content):
        inside = Findings()
        kept[name] = pictures.strip(content, inside)
        findings.add_all(inside.listed(), "Trong ảnh của tệp: {sentence}")
    elif name.startswith(_SHOWN):
        kept[name] = content
    elif name == "meta.xml":
        _note_properties(content, findings)
    elif name.startswith(("Basic/", "Scripts/")):
        findings.add("macro", MACRO, removable=False, blocks=True)
    elif name.endswith("signatures.xml"):
        findings.add("signed", SIGNED, removable=False)
    elif name.startswith("Thumbnails/"):
        findings.add("thumbnail", "Ảnh thu nhỏ của trang đầu, có thể từ bản cũ")
    elif name == "settings.xml":
        findings.add("printer", "Thiết lập của người soạn, kể cả máy in", text_of(parse(content)))
    elif name.startswith(("Object ", "ObjectReplacements/")):
        findings.add("embedded", "Tệp nhúng bên trong ({n}): {of}", readable(content), names=[name.partition("/")[0]])
    elif not name.startswith("Configurations2/") and name not in ("manifest.rdf", "layout-cache"):
        findings.add("unused_part", "Phần thừa trong tệp, không hiển thị ở đâu ({n})", readable(content))


def _note_properties(content: bytes, findings: Findings) -> None:
    root = parse(content)
    drop_comments(root)
    for element in named(root, "creator", "initial-creator", "printed-by"):
        findings.add("author", "Tên người soạn, người sửa, người in: {of}", names=[text_of(element)])
    others = [text_of(element) for element in root.iter("{*}*") if not len(element) and "creator" not in local(element)]
    findings.add(
        "properties",
        "Thuộc tính của tệp (tiêu đề, từ khóa, ghi chú, ngày giờ soạn và in)",
        ", ".join(filter(None, others)),
    )


def _hidden_styles(roots: list[Element]) -> set[str]:
    hidden = set()
    for style in [style for root in roots for style in named(root, "style")]:
        text, table = child(style, "text-properties"), child(style, "table-properties")
        if (text is not None and attribute(text, "display") == "none") or (
            table is not None and attribute(table, "display") == "false"
        ):
            hidden.add(attribute(style, "name") or "")
    return hidden


def _clean_text(root: Element, hidden: set[str], findings: Findings) -> None:
    if said := drop_comments(root):
        findings.add("xml_comment", "Ghi chú trong mã nguồn của tệp", said)
    if any(named(root, "event-listener")):
        findings.add("macro", MACRO, removable=False, blocks=True)
    for annotation in named(root, "annotation"):
        author = child(annotation, "creator")
        said = " ".join(text_of(below) for below in annotation if local(below) in ("p", "list"))
        findings.add(
            "comment",
            "{n} nhận xét của {of}",
            said,
            names=[text_of(author) if author is not None else "người không tên"],
        )
        remove(annotation)
    for changes in named(root, "tracked-changes"):
        findings.add("tracked_deletion", "Thay đổi còn lưu vết; bản làm sạch giữ văn bản cuối cùng", text_of(changes))
        remove(changes)
    for mark in named(root, "annotation-end", *_CHANGE_MARKS):
        remove(mark)
    for text in named(root, "hidden-text", "hidden-paragraph"):
        findings.add("hidden_text", "{n} đoạn chữ ẩn", attribute(text, "string-value") or text_of(text))
        remove(text)
    for element in named(root, "span", "p", "h", "table", "section"):
        if (attribute(element, "style-name") or "") in hidden or attribute(element, "display") == "none":
            _drop_hidden(element, findings)
    _empty_hidden_rows(root, findings)


def _empty_hidden_rows(root: Element, findings: Findings) -> None:
    for row in named(root, "table-row"):
        if attribute(row, "visibility") in ("collapse", "filter") and text_of(row).strip():
            findings.add("hidden_row", "{n} dòng ẩn có nội dung", text_of(row))
            _empty_row(row)


def _drop_hidden(element: Element, findings: Findings) -> None:
    if not text_of(element).strip():
        return
    table = local(element) == "table"
    name = attribute(element, "name") or ""
    findings.add(
        "hidden_sheet" if table else "hidden_text",
        f"{{n}} trang tính ẩn: {name}" if table else "{n} đoạn chữ ẩn",
        text_of(element),
    )
    remove(element)


def _empty_row(row: Element) -> None:
    for cell in row:
        for key in [key for key in cell.attrib if "value" in str(key) or "formula" in str(key)]:
            del cell.attrib[key]
        for below in list(cell):
            remove(below)


def _drop_missing(root: Element, kept: dict[str, bytes]) -> None:
    """Objects that are gone are not named any more."""
    for element in named(root, "object", "object-ole", "image"):
        target = (attribute(element, "href") or "").removeprefix("./")
        if target and "://" not in target and target not in kept:
            remove(element)
