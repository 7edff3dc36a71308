"""Word files: comments, tracked changes, hidden and invisible text, and what the editor keeps for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from content.hidden_data.findings import Findings
from content.hidden_data.office_package import Package, clean_everywhere, drop_dangling, drop_unused, own_path
from content.hidden_data.xml_parts import Element, attribute, child, local, named, parse, remove, text_of, unwrap

SMALLEST = 4
"""Half points: text of two points or less is read by no eye."""

_SPOKEN = ("t", "delText", "instrText", "delInstrText")
_DELETED, _INSERTED = ("del", "moveFrom", "cellDel"), ("ins", "moveTo", "cellIns", "cellMerge")
_FORMER_LOOKS = (
    "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange", "tblPrExChange",
    "tblGridChange",
    "numberingChange",
)  # fmt: skip
_CHANGE_MARKS = (
    "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd", "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart", "customXmlDelRangeEnd", "customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd",
    "customXmlMoveToRangeStart", "customXmlMoveToRangeEnd",
)  # fmt: skip
_SHOWN = (
    "t", "tab", "br", "cr", "sym", "drawing", "pict", "object", "instrText", "fldChar", "noBreakHyphen", "softHyphen",
    "delText",
    "footnoteReference", "endnoteReference", "AlternateContent", "ptab", "ruby",
)  # fmt: skip
_NEEDED_IF_NAMED = (
    "image", "header", "footer", "hyperlink", "chart", "diagramData", "diagramLayout", "diagramColors",
    "diagramQuickStyle",
    "diagramDrawing", "control", "aFChunk",
)  # fmt: skip
_FINAL = "; bản làm sạch giữ văn bản cuối cùng"


def clean(package: Package) -> None:
    """Note everything hidden in a Word file and take it out, in place."""
    findings = package.findings
    main = package.main()
    _drop_comments(package, main)
    clean_everywhere(package)
    styles = _styles(package, main)
    texts = [
        main,
        *(needed.target for needed in package.relationships(main) if needed.kind in _TEXTS and not needed.outside),
    ]
    for part in [text for text in texts if text in package.parts]:
        root = package.xml(part)
        _accept_changes(root, findings)
        _drop_hidden_text(root, styles, findings)
        _drop_traces(root, findings)
    _drop_unseen_headers(package, main)
    _drop_unused_notes(package, main, texts)
    for part in sorted(set(package.reached())):
        if part.endswith(".xml"):
            drop_dangling(package, part)
            _drop_unnamed(package, part)
            _drop_revision_marks(package.xml(part), findings)
    _clean_settings(package, main)


_TEXTS = ("header", "footer", "footnotes", "endnotes")


# Comments


def _drop_comments(package: Package, main: str) -> None:
    findings = package.findings

    def note(relationship: object) -> None:
        root = parse(package.parts.get(getattr(relationship, "target", ""), b"<none/>"))
        for comment in named(root, "comment"):
            author = attribute(comment, "author") or ""
            findings.add("comment", "{n} nhận xét của {of}", text_of(comment), names=[author or "người không tên"])

    silent: Callable[[object], None] = lambda relationship: None  # noqa: E731 -- notes nothing: counted with the comments
    package.drop_kinds(
        main,
        {
            "comments": note,
            "commentsExtended": silent,
            "commentsIds": silent,
            "commentsExtensible": silent,
            "people": lambda found: findings.add(
                "people", "Danh sách người tham gia soạn thảo", _people(package, found.target)
            ),
            "documenttasks": lambda found: findings.add("tasks", "Việc được giao trong nhận xét", package.said(found)),
        },
    )


def _people(package: Package, part: str) -> str:
    people = named(parse(package.parts[part]), "person", "presenceInfo") if part in package.parts else iter(())
    return ", ".join(attribute(person, "author") or attribute(person, "userId") or "" for person in people)


# Tracked changes


def _accept_changes(root: Element, findings: Findings) -> None:
    """Make the text what it is after every tracked change."""
    for row in named(root, "tr"):
        if child(row, "trPr", "del") is not None:
            _note_change(
                row, "tracked_deletion", "{n} chỗ bị xóa còn lưu vết, do {of}", child(row, "trPr", "del"), findings
            )
            remove(row)
    for paragraph in named(root, "p"):
        _join_if_mark_deleted(paragraph, findings)
    for element in named(root, *_DELETED, *_INSERTED, *_FORMER_LOOKS, *_CHANGE_MARKS):
        _accept(element, findings)


def _accept(element: Element, findings: Findings) -> None:
    name = local(element)
    if name == "cellDel" and element.getparent() is not None:
        cell = next((above for above in element.iterancestors("{*}tc")), element)
        _note_change(cell, "tracked_deletion", "{n} chỗ bị xóa còn lưu vết, do {of}", element, findings)
        remove(cell)
    elif name == "moveFrom" or (name == "del" and len(element)):
        code, what = ("tracked_move", "dời đi") if name == "moveFrom" else ("tracked_deletion", "bị xóa")
        _note_change(element, code, f"{{n}} chỗ {what} còn lưu vết, do {{of}}", element, findings)
        remove(element)
    elif name in ("ins", "moveTo") and len(element):
        code, what = ("tracked_insertion", "chèn thêm") if name == "ins" else ("tracked_move_to", "dời đến")
        _note_change(element, code, f"{{n}} chỗ {what} còn lưu vết, do {{of}}{_FINAL}", element, findings)
        unwrap(element)
    else:
        if name not in _CHANGE_MARKS:
            _note_change(element, "tracked_format", "{n} thay đổi định dạng còn lưu vết, do {of}", element, findings)
        remove(element)


def _note_change(what: Element, code: str, sentence: str, change: Element | None, findings: Findings) -> None:
    author = attribute(change, "author") if change is not None else None
    findings.add(code, sentence, _spoken(what), names=[author or "người không tên"])


def _join_if_mark_deleted(paragraph: Element, findings: Findings) -> None:
    """Where the end of a paragraph was deleted, what is left of it goes to the front of the next."""
    mark = child(paragraph, "pPr", "rPr", "del")
    mark = mark if mark is not None else child(paragraph, "pPr", "rPr", "moveFrom")
    if mark is None:
        return
    _note_change(mark, "tracked_deletion", "{n} chỗ bị xóa còn lưu vết, do {of}", mark, findings)
    rest = [below for below in paragraph if local(below) != "pPr"]
    following = paragraph.getnext()
    if following is not None and local(following) == "p":
        place = 1 if child(following, "pPr") is not None else 0
        for offset, below in enumerate(rest):
            following.insert(place + offset, below)
        remove(paragraph)
    elif not any(local(below) not in (*_DELETED, *_CHANGE_MARKS) for below in rest) and following is not None:
        for below in rest:
            _accept(below, findings)
        remove(paragraph)
    else:
        remove(mark)


# Hidden text


class _Styles:
    """What the styles of a file say of their text: whether it is hidden, which colour, how large."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else [style for style in root if local(style) == "style"]
        self._by_id = {attribute(style, "styleId") or "": style for style in found}
        self._default = None if root is None else child(root, "docDefaults", "rPrDefault", "rPr")
        self._normal = next((key for key, style in self._by_id.items() if _is_normal(style)), "")

    def value(self, run: Element, name: str) -> str | None:
        """What holds for a run, asked from the nearest: itself, its style, its paragraph's style, the file."""
        for properties in self._chain(run):
            found = child(properties, name)
            if found is not None:
                return attribute(found, "val") or "true"
        return None

    def _chain(self, run: Element) -> Iterator[Element]:
        own = child(run, "rPr")
        if own is not None:
            yield own
            yield from self._of_style(child(own, "rStyle"))
        paragraph = next(run.iterancestors("{*}p"), None)
        style = child(paragraph, "pPr", "pStyle") if paragraph is not None else None
        yield from self._of_style(style, self._normal)
        if self._default is not None:
            yield self._default

    def _of_style(self, named_style: Element | None, otherwise: str = "") -> Iterator[Element]:
        key = otherwise if named_style is None else attribute(named_style, "val") or ""
        for _ in range(20):  # styles may name each other in a circle
            style = self._by_id.get(key)
            if style is None:
                return
            properties = child(style, "rPr")
            if properties is not None:
                yield properties
            based = child(style, "basedOn")
            key = "" if based is None else attribute(based, "val") or ""


def _is_normal(style: Element) -> bool:
    return attribute(style, "type") == "paragraph" and attribute(style, "default") in ("1", "true", "on")


def _styles(package: Package, main: str) -> _Styles:
    part = next((needed.target for needed in package.relationships(main) if needed.kind == "styles"), None)
    return _Styles(package.xml(part) if part in package.parts and part else None)


def _drop_hidden_text(root: Element, styles: _Styles, findings: Findings) -> None:
    paper_is_white = not any(named(root, "background"))
    for run in named(root, "r"):
        above = run.getparent()
        if above is None or local(above) == "rPr":
            continue
        if styles.value(run, "vanish") not in (None, "false", "0", "off"):
            _drop_run(run, "hidden_text", "{n} đoạn chữ ẩn (định dạng Hidden)", findings)
        elif _spoken(run).strip() and paper_is_white and _is_white_on_white(run, styles):
            _drop_run(run, "white_text", "{n} đoạn chữ trắng trên nền trắng", findings)
        elif _spoken(run).strip() and _size(styles.value(run, "sz")) <= SMALLEST:
            _drop_run(run, "tiny_text", "{n} đoạn chữ nhỏ đến mức không đọc được", findings)


def _drop_run(run: Element, code: str, sentence: str, findings: Findings) -> None:
    shown = [below for below in run if local(below) in _SHOWN]
    # The ends of a field that is visible beyond this run must stay, or the file opens as damaged.
    words = [below for below in shown if local(below) != "fldChar"]
    if not words:
        return
    said = _spoken(run)
    for below in words:
        remove(below)
    findings.add(code, sentence, said)


def _size(value: str | None) -> float:
    try:
        return float(value or 24)
    except ValueError:
        return 24


def _is_white_on_white(run: Element, styles: _Styles) -> bool:
    colour = (styles.value(run, "color") or "").upper()
    if not (len(colour) == 6 and all(colour[place : place + 2] >= "FA" for place in (0, 2, 4)) and _is_hex(colour)):
        return False
    if styles.value(run, "highlight") not in (None, "none", "white") or _shaded(child(run, "rPr", "shd")):
        return False
    if styles.value(run, "shd") is not None and not _white_shade(run):
        return False
    for above in run.iterancestors("{*}*"):
        name = local(above)
        # A drawn shape or a table's style may be dark behind the text; only what is surely invisible is taken.
        if name in ("txbxContent", "drawing", "pict") or (
            name == "tbl" and child(above, "tblPr", "tblStyle") is not None
        ):
            return False
        properties = {"p": "pPr", "tc": "tcPr", "tbl": "tblPr"}.get(name)
        if properties and _shaded(child(above, properties, "shd")):
            return False
        if name == "p" and child(above, "pPr", "pStyle") is not None and styles.value(run, "shd"):
            return False
    return True


def _white_shade(run: Element) -> bool:
    shade = child(run, "rPr", "shd")
    return shade is not None and not _shaded(shade)


def _is_hex(colour: str) -> bool:
    return all(letter in "0123456789ABCDEF" for letter in colour)


def _shaded(shade: Element | None) -> bool:
    if shade is None:
        return False
    pattern, fill = attribute(shade, "val"), (attribute(shade, "fill") or "auto").upper()
    return pattern not in (None, "clear", "nil") or fill not in ("AUTO", "FFFFFF")


def _spoken(element: Element) -> str:
    return "".join(str(below.text or "") for below in element.iter("{*}*") if local(below) in _SPOKEN)


# What the editor keeps for itself


def _drop_traces(root: Element, findings: Findings) -> None:
    _drop_comment_marks(root)
    for mark in named(root, "permStart", "permEnd"):
        if editor := attribute(mark, "ed"):
            findings.add("editor", "Người được phép sửa từng đoạn: {of}", names=[editor])
        remove(mark)
    for wrapper in named(root, "customXml", "smartTag"):
        findings.add("custom_xml", "Dữ liệu XML tùy biến kèm theo ({n} phần)", attribute(wrapper, "uri") or "")
        for properties in [below for below in wrapper if local(below) in ("customXmlPr", "smartTagPr")]:
            remove(properties)
        unwrap(wrapper)
    for properties in named(root, "sdtPr"):
        for below in [below for below in properties if local(below) in ("dataBinding", "alias", "tag", "placeholder")]:
            if local(below) in ("alias", "tag") and attribute(below, "val"):
                findings.add("field_name", "Tên nội bộ của ô nhập liệu", attribute(below, "val") or "")
            remove(below)
    for instruction in named(root, "instrText", "fldSimple"):
        _clean_field(instruction, findings)
    _clean_descriptions(root, findings)


def _drop_comment_marks(root: Element) -> None:
    for mark in named(root, "commentRangeStart", "commentRangeEnd", "commentReference"):
        above = mark.getparent()
        remove(mark)
        if above is not None and local(above) == "r" and all(local(below) == "rPr" for below in above):
            remove(above)


def _clean_field(instruction: Element, findings: Findings) -> None:
    written = str(attribute(instruction, "instr") or instruction.text or "")
    name = written.split(maxsplit=1)[0].upper() if written.strip() else ""
    if not own_path(written) and name not in (
        "COMMENTS",
        "PRIVATE",
        "SET",
        "DOCVARIABLE",
        "DATABASE",
        "DDE",
        "DDEAUTO",
        "RD",
    ):
        return
    findings.add("field_code", "Mã trường chứa đường dẫn hoặc dữ liệu ẩn ({n})", written)
    if local(instruction) == "fldSimple":
        unwrap(instruction)
    else:
        instruction.text = " QUOTE "


def _clean_descriptions(root: Element, findings: Findings) -> None:
    """Where a picture came from on the editor's machine; a description for those who cannot see it stays."""
    for shape in named(root, "docPr", "cNvPr", "imagedata", "shape"):
        for key, value in list(shape.attrib.items()):
            if str(key).rsplit("}", 1)[-1] in ("descr", "name", "title", "alt", "href", "src") and own_path(str(value)):
                findings.add("path", "Đường dẫn trên máy người soạn", str(value))
                shape.set(key, "")


def _drop_revision_marks(root: Element, findings: Findings) -> None:
    found = False
    for element in root.iter("{*}*"):
        for key in [key for key in element.attrib if "}rsid" in str(key)]:
            del element.attrib[key]
            found = True
    for rsids in named(root, "rsids"):
        remove(rsids)
        found = True
    if found and "rsid" not in findings:
        findings.add("rsid", "Mã từng lần soạn thảo (rsid), cho biết đoạn nào viết cùng lúc")


def _drop_unseen_headers(package: Package, main: str) -> None:
    """Headers and footers that no page shows: of the first page or even pages where these are like all others."""
    even = any(
        any(named(package.xml(needed.target), "evenAndOddHeaders"))
        for needed in package.relationships(main)
        if needed.kind == "settings" and needed.target in package.parts
    )
    for section in named(package.xml(main), "sectPr"):
        for reference in [below for below in section if local(below) in ("headerReference", "footerReference")]:
            kind = attribute(reference, "type")
            if (kind == "first" and child(section, "titlePg") is None) or (kind == "even" and not even):
                remove(reference)


def _drop_unnamed(package: Package, part: str) -> None:
    for relationship in drop_unused(package, part, _NEEDED_IF_NAMED):
        if relationship.kind in ("header", "footer"):
            package.findings.add(
                "unused_header", "Đầu trang, chân trang không hiển thị ở trang nào ({n})", package.said(relationship)
            )
        elif relationship.kind == "image":
            package.findings.add("unused_picture", "Ảnh đã xóa khỏi văn bản nhưng còn trong tệp ({n})")
        elif relationship.kind == "hyperlink":
            package.findings.add("unused_link", "Liên kết đã xóa nhưng còn trong tệp", relationship.target)
        else:
            package.findings.add(
                "unused_part", "Phần thừa trong tệp, không hiển thị ở đâu ({n})", package.said(relationship)
            )


def _drop_unused_notes(package: Package, main: str, texts: list[str]) -> None:
    """Footnotes that the text no longer names: the mark was deleted, the words stayed."""
    roots = [package.xml(part) for part in texts if part in package.parts]
    for kind in ("footnote", "endnote"):
        used = {attribute(reference, "id") for root in roots for reference in named(root, f"{kind}Reference")}
        for note in [note for root in roots if local(root) == f"{kind}s" for note in named(root, kind)]:
            if attribute(note, "type") in (None, "normal") and attribute(note, "id") not in used:
                sentence = "Chú thích đã xóa khỏi văn bản nhưng còn trong tệp ({n})"
                package.findings.add("unused_note", sentence, _spoken(note))
                remove(note)


def _clean_settings(package: Package, main: str) -> None:
    for needed in package.relationships(main):
        if needed.kind != "settings" or needed.target not in package.parts:
            continue
        root = package.xml(needed.target)
        for variable in named(root, "docVar"):
            package.findings.add("variable", "Biến ẩn của văn bản ({n})", attribute(variable, "val") or "", names=[])
        gone = (
            "docVars",
            "mailMerge",
            "rsids",
            "attachedTemplate",
            "trackRevisions",
            "attachedSchema",
            "schemaLibrary",
            "revisionView",
        )
        for element in named(root, *gone):
            if local(element) == "mailMerge":
                package.findings.add("mail_merge", "Nguồn dữ liệu trộn thư: {of}", _values(element))
            remove(element)


def _values(element: Element) -> str:
    return ", ".join(str(value) for below in element.iter("{*}*") for value in below.attrib.values())
