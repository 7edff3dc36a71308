"""Excel files: hidden sheets, rows and columns, comments, names, links and caches."""

from __future__ import annotations

import re
from collections.abc import Callable

from content.hidden_data.findings import Findings
from content.hidden_data.office_package import (
    Package,
    Relationship,
    clean_everywhere,
    drop_dangling,
    drop_unused,
    own_path,
)
from content.hidden_data.xml_parts import Element, attribute, child, local, named, parse, remove, text_of

MOST_COLUMNS = 16_384
_NEEDED_IF_NAMED = ("image", "drawing", "chart", "hyperlink", "vmlDrawing", "table", "pivotTable", "slicer", "ctrlProp")
_TRUE = ("1", "true", "on")
_NO_VALUE = "Có công thức chưa có kết quả tính: mở tệp bằng Excel, lưu lại rồi mới làm sạch được phần ẩn"


def clean(package: Package) -> None:
    """Note everything hidden in an Excel file and take it out, in place; formulas over what went keep their results."""
    findings = package.findings
    main = package.main()
    strings = _strings(package, main)
    sheets = _sheets(package, main)
    _note_people(package, main)
    for part in sheets.values():
        _drop_comments(package, part)
    clean_everywhere(package)
    _drop_pivot_caches(package, main)
    hidden = _hidden_sheets(package, main)
    removable = not _lacks_results(package, [part for key, part in sheets.items() if key not in hidden])
    gone = _drop_sheets(package, hidden, sheets, strings, removable=removable)
    shown = [part for key, part in sheets.items() if key not in gone]
    for part in shown:
        gone |= _drop_hidden_cells(package, part, strings, removable=removable)
    if gone or "external_link" in findings:
        for part in shown:
            _keep_results(package.xml(part))
    _clean_names(package, main, gone)
    for part in sorted(set(package.reached())):
        if part.endswith((".xml", ".vml")) and package.parts[part].lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
            drop_dangling(package, part)
            drop_unused(package, part, _NEEDED_IF_NAMED)
    _drop_traces(package, main, shown)
    _drop_unused_strings(package, main, shown)


def _sheets(package: Package, main: str) -> dict[str, str]:
    """The part of each sheet by the id of its relationship, in the workbook's order."""
    parts = {needed.key: needed.target for needed in package.relationships(main) if not needed.outside}
    keys = [attribute(sheet, "id") for sheet in _listed(package, main)]
    return {key: parts[key] for key in keys if key and parts.get(key) in package.parts}


def _listed(package: Package, main: str) -> list[Element]:
    sheets = child(package.xml(main), "sheets")
    return [] if sheets is None else [sheet for sheet in sheets if local(sheet) == "sheet"]


def _strings(package: Package, main: str) -> list[str]:
    part = next((needed.target for needed in package.relationships(main) if needed.kind == "sharedStrings"), "")
    if part not in package.parts:
        return []
    return [_shown_text(item) for item in package.xml(part) if local(item) == "si"]


def _shown_text(item: Element) -> str:
    return "".join(str(text.text or "") for text in item.iter("{*}t"))


# Comments


def _note_people(package: Package, main: str) -> None:
    def note(relationship: Relationship) -> None:
        people = named(parse(package.content(relationship) or b"<none/>"), "person")
        names = [attribute(person, "displayName") or "" for person in people]
        package.findings.add("people", "Danh sách người tham gia soạn thảo: {of}", ", ".join(names), names=names)

    package.drop_kinds(main, {"person": note})


def _drop_comments(package: Package, part: str) -> None:
    findings = package.findings

    def note(relationship: Relationship) -> None:
        root = parse(package.content(relationship) or b"<none/>")
        authors = [text_of(author) for author in named(root, "author")]
        for comment in named(root, "comment"):
            index = attribute(comment, "authorId") or ""
            name = authors[int(index)] if index.isdigit() and int(index) < len(authors) else "người không tên"
            findings.add("comment", "{n} nhận xét của {of}", _shown_text(comment), names=[_named_author(name)])

    def note_thread(relationship: Relationship) -> None:
        for comment in named(parse(package.content(relationship) or b"<none/>"), "threadedComment"):
            findings.add("threaded_comment", "{n} ý kiến trao đổi trong ô", text_of(comment))

    package.drop_kinds(part, {"comments": note, "threadedComment": note_thread})
    for needed in package.relationships(part):
        # The boxes in which comments are drawn: named by the sheet, of no use without them.
        if needed.kind == "vmlDrawing" and b'ObjectType="Note"' in package.parts.get(needed.target, b""):
            remove(needed.element)


def _named_author(name: str) -> str:
    return "người không tên" if name.startswith("tc={") else name


# Hidden sheets, rows and columns


def _hidden_sheets(package: Package, main: str) -> dict[str, tuple[str, bool]]:
    """The name of each hidden sheet by its relationship, and whether no menu can show it."""
    listed = _listed(package, main)
    states = {
        attribute(sheet, "id") or "": (attribute(sheet, "name") or "", attribute(sheet, "state") or "visible")
        for sheet in listed
    }
    return {key: (name, state == "veryHidden") for key, (name, state) in states.items() if state != "visible"}


def _drop_sheets(
    package: Package,
    hidden: dict[str, tuple[str, bool]],
    sheets: dict[str, str],
    strings: list[str],
    *,
    removable: bool,
) -> set[str]:
    main = package.main()
    positions = [attribute(sheet, "id") for sheet in _listed(package, main)]
    for key, (name, very) in hidden.items():
        said = _cells_said(list(package.xml(sheets[key]).iter("{*}c")), strings) if key in sheets else ""
        code, sentence = (
            ("very_hidden_sheet", "{n} trang tính ẩn kỹ: {of}") if very else ("hidden_sheet", "{n} trang tính ẩn: {of}")
        )
        package.findings.add(
            code, sentence if removable else f"{sentence}. {_NO_VALUE}", said, names=[name], removable=removable
        )
    if not removable or not hidden:
        return set()
    for needed in package.relationships(main):
        if needed.key in hidden:
            remove(needed.element)
    for sheet in _listed(package, main):
        if attribute(sheet, "id") in hidden:
            remove(sheet)
    _renumber(package.xml(main), [place for place, key in enumerate(positions) if key in hidden], len(positions))
    return set(hidden)


def _renumber(workbook: Element, gone: list[int], count: int) -> None:
    """Names and windows know sheets by their place, which has changed."""
    kept = [place for place in range(count) if place not in gone]
    now = {str(before): str(after) for after, before in enumerate(kept)}
    for name in named(workbook, "definedName"):
        place = attribute(name, "localSheetId")
        if place is not None and place not in now:
            remove(name)
        elif place is not None:
            name.set("localSheetId", now[place])
    for view in named(workbook, "workbookView"):
        for key in ("activeTab", "firstSheet"):
            if key in view.attrib:
                view.set(key, now.get(str(view.get(key)), "0"))


def _drop_hidden_cells(package: Package, part: str, strings: list[str], *, removable: bool) -> set[str]:
    root = package.xml(part)
    columns = _hidden_columns(root)
    if not columns and not any(attribute(row, "hidden") in _TRUE for row in root.iter("{*}row")):
        return set()
    taken = False
    for row in root.iter("{*}row"):
        hidden = attribute(row, "hidden") in _TRUE
        cells = [cell for cell in row if local(cell) == "c" and (hidden or _column(cell) in columns)]
        spoken = [cell for cell in cells if len(cell)]
        if not spoken:
            continue
        code, sentence = (
            ("hidden_row", "{n} dòng ẩn có nội dung") if hidden else ("hidden_column", "Cột ẩn có nội dung ({n} ô)")
        )
        said = _cells_said(spoken, strings)
        package.findings.add(code, sentence if removable else f"{sentence}. {_NO_VALUE}", said, removable=removable)
        taken = taken or removable
        for cell in cells if removable else []:
            remove(cell)
    return {part} if taken else set()


def _hidden_columns(root: Element) -> frozenset[int]:
    columns: set[int] = set()
    for column in named(root, "col"):
        if attribute(column, "hidden") in _TRUE:
            first, last = int(attribute(column, "min") or 1), int(attribute(column, "max") or 1)
            columns.update(range(max(1, first), min(last, MOST_COLUMNS) + 1))
    return frozenset(columns)


def _column(cell: Element) -> int:
    number = 0
    for letter in re.sub(r"[^A-Z]", "", attribute(cell, "r") or "")[:3]:
        number = number * 26 + ord(letter) - 64
    return number


def _cells_said(cells: list[Element], strings: list[str]) -> str:
    return " ".join(filter(None, (_cell_text(cell, strings) for cell in cells[:500])))


def _cell_text(cell: Element, strings: list[str]) -> str:
    value = child(cell, "v")
    if value is None:
        return _shown_text(cell)
    text = str(value.text or "")
    if attribute(cell, "t") == "s":
        return strings[int(text)] if text.isdigit() and int(text) < len(strings) else ""
    return text


# Formulas


def _lacks_results(package: Package, parts: list[str]) -> bool:
    cells = [cell for part in parts for cell in package.xml(part).iter("{*}c") if child(cell, "f") is not None]
    return any(_lacks_result(cell) for cell in cells)


def _lacks_result(cell: Element) -> bool:
    value = child(cell, "v")
    # A formula may well have given an empty text; only then is an empty result one.
    return value is None or (not value.text and attribute(cell, "t") != "str")


def _keep_results(root: Element) -> None:
    for formula in named(root, "f"):
        above = formula.getparent()
        if above is not None and local(above) == "c":
            remove(formula)
    # Rules that colour or restrict cells may quote what was hidden, and show nothing by themselves.
    for rules in named(root, "dataValidations"):
        remove(rules)


# Names, caches, traces


def _clean_names(package: Package, main: str, gone: set[str]) -> None:
    root = package.xml(main)
    shown = {attribute(sheet, "name") or "" for sheet in _listed(package, main)}
    for name in named(root, "definedName"):
        called, refers = attribute(name, "name") or "", str(name.text or "")
        if called.startswith(("_xlnm.Print_", "_xlnm._FilterDatabase")) and _refers_to(refers, shown):
            _drop_attribute(name, "comment")
            continue
        hidden = attribute(name, "hidden") in _TRUE
        code, sentence = (
            ("hidden_name", "Tên vùng bị ẩn: {of}") if hidden else ("defined_name", "Tên vùng dữ liệu: {of}")
        )
        used = not hidden and not gone and _refers_to(refers, shown) and not own_path(refers) and "[" not in refers
        if used and not _is_constant(refers):
            _drop_attribute(name, "comment")
            continue
        package.findings.add(code, sentence, f"{refers} {attribute(name, 'comment') or ''}", names=[called])
        remove(name)
        gone.add(called)
        for key in _sheets(package, main).values():
            _keep_results(package.xml(key))
    for names in named(root, "definedNames"):
        if not len(names):
            remove(names)


def _drop_attribute(element: Element, name: str) -> None:
    if name in element.attrib:
        del element.attrib[name]


def _refers_to(refers: str, shown: set[str]) -> bool:
    sheets = re.findall(r"(?:'((?:[^']|'')+)'|([\w.]+))!", refers)
    return bool(sheets) and all((quoted.replace("''", "'") or plain) in shown for quoted, plain in sheets)


def _is_constant(refers: str) -> bool:
    return "!" not in refers


def _drop_pivot_caches(package: Package, main: str) -> None:
    """The table that a pivot table shows stands in the cells; its cache holds the rows that it was made of."""

    def note(relationship: Relationship) -> None:
        records = [
            needed for needed in package.relationships(relationship.target) if needed.kind == "pivotCacheRecords"
        ]
        said = " ".join(_values(package.content(found)) for found in (relationship, *records))
        package.findings.add("pivot_cache", "Bảng tổng hợp (PivotTable) giữ dữ liệu gốc ({n} bộ)", said)

    for part in ["", *list(package.reached())]:
        package.drop_kinds(
            part, {"pivotCacheDefinition": note} if part == main else {"pivotTable": _silent, "slicer": _silent}
        )
    for caches in named(package.xml(main), "pivotCaches"):
        remove(caches)


def _silent(relationship: Relationship) -> None:
    """Gone with the cache that it shows."""


def _values(content: bytes) -> str:
    root = parse(content or b"<none/>")
    return " ".join(attribute(element, "v") or attribute(element, "name") or "" for element in root.iter("{*}*"))


def _drop_traces(package: Package, main: str, shown: list[str]) -> None:
    findings = package.findings
    root = package.xml(main)
    for element in named(root, "absPath"):
        findings.add("path", "Đường dẫn trên máy người soạn", attribute(element, "url") or "")
        above = next((choice for choice in element.iterancestors("{*}AlternateContent")), element)
        remove(above)
    for element in named(root, "fileSharing", "revisionPtr"):
        findings.add(
            "editor",
            "Tên người giữ quyền sửa tệp",
            attribute(element, "userName") or attribute(element, "documentId") or "",
        )
        remove(element)
    for element in named(root, "oleSize", "customWorkbookViews", "fileRecoveryPr"):
        remove(element)
    for part in shown:
        for element in named(package.xml(part), "scenarios", "customSheetViews"):
            findings.add("scenario", "Kịch bản tính và khung nhìn riêng lưu kèm trang tính", _values_of(element))
            remove(element)
        _clean_header(package.xml(part), findings)
    silent = {
        "calcChain": _silent,
        "queryTable": _query(findings),
        "connections": _query(findings),
        "revisionHeaders": _history(findings),
    }
    for part in ["", *list(package.reached())]:
        package.drop_kinds(part, silent)


def _clean_header(root: Element, findings: Findings) -> None:
    """Headers of even and first pages that are not told apart are printed nowhere."""
    for header in named(root, "headerFooter"):
        for name, switch in (("even", "differentOddEven"), ("first", "differentFirst")):
            if attribute(header, switch) in _TRUE:
                continue
            for unseen in [below for below in header if local(below).startswith(name)]:
                findings.add("unused_header", "Đầu trang, chân trang không hiển thị ở trang nào ({n})", text_of(unseen))
                remove(unseen)


def _query(findings: Findings) -> Callable[[Relationship], None]:
    return lambda relationship: findings.add("connection", "Kết nối tới nguồn dữ liệu khác", relationship.target)


def _history(findings: Findings) -> Callable[[Relationship], None]:
    return lambda relationship: findings.add("history", "Lịch sử sửa đổi của tệp dùng chung", relationship.target)


def _values_of(element: Element) -> str:
    return ", ".join(str(value) for below in element.iter("{*}*") for value in below.attrib.values())


def _drop_unused_strings(package: Package, main: str, shown: list[str]) -> None:
    """Words of cells that are gone stay in the common list unless they are taken from it; the list's numbers stay."""
    part = next((needed.target for needed in package.relationships(main) if needed.kind == "sharedStrings"), "")
    if part not in package.parts:
        return
    used = set()
    for sheet in shown:
        for cell in package.xml(sheet).iter("{*}c"):
            value = child(cell, "v")
            if attribute(cell, "t") == "s" and value is not None:
                used.add(str(value.text or "").strip())
    stale = []
    for place, item in enumerate(item for item in package.xml(part) if local(item) == "si"):
        for phonetic in [below for below in item if local(below) in ("rPh", "phoneticPr")]:
            remove(phonetic)
        if str(place) not in used and len(item):
            stale.append(_shown_text(item))
            for below in list(item):
                remove(below)
            empty = item.makeelement(item.tag.replace("}si", "}t") if "}" in str(item.tag) else "t", {}, {})
            item.append(empty)
    stale = [text for text in stale if text]
    already = {"hidden_sheet", "very_hidden_sheet", "hidden_row", "hidden_column"}
    if stale and not any(code in package.findings for code in already):
        package.findings.add("unused_text", "Chữ của ô đã xóa nhưng còn trong tệp", " ".join(stale))
