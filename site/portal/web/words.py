"""What people read for the codes of the public store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from flask import Flask
from flask_babel.speaklater import LazyString

from content import wording
from content.document_numbers import DOCUMENT_KINDS
from portal.web.catalogue import gettext
from portal.web.catalogue import lazy_gettext as _

Words: TypeAlias = str | LazyString


@dataclass(frozen=True)
class KindWords:
    """How a kind is called: its list, one of it, what stands under the list's title, and how many there are."""

    path: str
    title: Words
    one: Words
    lead: Words
    none: Words

    @property
    def folder(self) -> str:
        """Its name in an address; pages stand at the root and have none of their own."""
        return self.path.strip("/") or "trang"


KINDS: Mapping[str, KindWords] = {
    "legal": KindWords(
        "/van-ban/",
        _("Văn bản pháp luật"),
        _("Văn bản quy phạm pháp luật"),
        _("Văn bản quy phạm pháp luật đang và đã có hiệu lực, đọc được đến từng điều."),
        _("Chưa có văn bản nào được công bố."),
    ),
    "directions": KindWords(
        "/chi-dao-dieu-hanh/",
        _("Chỉ đạo điều hành"),
        _("Văn bản chỉ đạo điều hành"),
        _("Chỉ thị, công văn, thông báo kết luận và các văn bản điều hành khác của tỉnh."),
        _("Chưa có văn bản chỉ đạo điều hành nào được công bố."),
    ),
    "announcements": KindWords(
        "/thong-cao/",
        _("Thông cáo và phát ngôn"),
        _("Thông cáo"),
        _("Thông tin chính thức do người phát ngôn của tỉnh và của các cơ quan cung cấp."),
        _("Chưa có thông cáo nào được công bố."),
    ),
    "feedback": KindWords(
        "/gop-y/",
        _("Góp ý, phản ánh và trả lời"),
        _("Góp ý đã trả lời"),
        _("Góp ý của người dân, doanh nghiệp về cơ chế, chính sách, thủ tục và trả lời của cơ quan có trách nhiệm."),
        _("Chưa có góp ý nào được trả lời công khai."),
    ),
    "organisations": KindWords(
        "/co-quan/",
        _("Cơ quan"),
        _("Cơ quan, đơn vị"),
        _("Các cơ quan công bố thông tin và trả lời người dân: chức năng, đầu mối liên hệ, người phát ngôn."),
        _("Chưa có cơ quan nào được giới thiệu."),
    ),
    "pages": KindWords("/", _("Các trang"), _("Trang"), _("Các trang giới thiệu."), _("Chưa có trang nào.")),
}

VALIDITY: Mapping[str, Words] = {code: _(words) for code, words in wording.STATUSES.items()}
"""Whether a document holds: the statuses that can be filtered by."""

ANSWERED = "answered"
"""The one status of feedback that is public; all public feedback has it, so there is nothing to filter by."""

STATUSES: Mapping[str, Words] = {**VALIDITY, ANSWERED: _(wording.FEEDBACK_STATES[ANSWERED])}

FACETS: Mapping[str, Words] = {
    "kind": _("Mục"),
    "status": _("Tình trạng hiệu lực"),
    "type": _("Loại văn bản"),
    "issuer": _("Cơ quan ban hành"),
    "year": _("Năm ban hành"),
    "field": _("Lĩnh vực"),
}

KIND_FACETS: Mapping[tuple[str, str], Words] = {
    ("announcements", "type"): _("Loại"),
    ("announcements", "issuer"): _("Cơ quan phát ngôn"),
    ("announcements", "year"): _("Năm"),
    ("feedback", "type"): _("Nội dung về"),
    ("feedback", "issuer"): _("Cơ quan trả lời"),
    ("feedback", "year"): _("Năm"),
    ("organisations", "type"): _("Loại cơ quan"),
    ("search", "type"): _("Loại"),
    ("search", "issuer"): _("Cơ quan"),
    ("search", "year"): _("Năm"),
}

RESOLUTIONS: Mapping[str, Words] = {code: _(words) for code, words in wording.RESOLUTIONS.items()}
"""How the handling of feedback ended."""

CATEGORIES: Mapping[str, Words] = {code: _(words) for code, words in wording.CATEGORIES.items()}

TYPES: Mapping[str, Words] = {
    "Hiến pháp": _("Hiến pháp"),
    "Bộ luật": _("Bộ luật"),
    "Luật": _("Luật"),
    "Pháp lệnh": _("Pháp lệnh"),
    "Lệnh": _("Lệnh"),
    "Nghị quyết": _("Nghị quyết"),
    "Nghị quyết liên tịch": _("Nghị quyết liên tịch"),
    "Nghị định": _("Nghị định"),
    "Quyết định": _("Quyết định"),
    "Chỉ thị": _("Chỉ thị"),
    "Thông tư": _("Thông tư"),
    "Thông tư liên tịch": _("Thông tư liên tịch"),
    "Văn bản hợp nhất": _("Văn bản hợp nhất"),
    "Công văn": _("Công văn"),
    "Công điện": _("Công điện"),
    "Thông báo": _("Thông báo"),
    "Kế hoạch": _("Kế hoạch"),
    "Chương trình": _("Chương trình"),
    "Phương án": _("Phương án"),
    "Đề án": _("Đề án"),
    "Báo cáo": _("Báo cáo"),
    "Tờ trình": _("Tờ trình"),
    "Hướng dẫn": _("Hướng dẫn"),
    "Kết luận": _("Kết luận"),
    "Quy chế": _("Quy chế"),
    "Quy định": _("Quy định"),
    "Giấy mời": _("Giấy mời"),
    "Thông cáo báo chí": _("Thông cáo báo chí"),
    "Phát ngôn chính thức": _("Phát ngôn chính thức"),
    "Thông tin định kỳ": _("Thông tin định kỳ"),
    "Họp báo": _("Họp báo"),
    "Cơ quan cấp tỉnh": _("Cơ quan cấp tỉnh"),
    "Sở, ban, ngành": _("Sở, ban, ngành"),
    "Xã, phường": _("Xã, phường"),
    "Cơ quan trung ương": _("Cơ quan trung ương"),
    "Cơ quan khác": _("Cơ quan khác"),
}
"""Types of documents and announcements, and levels of agencies, that have a settled name in English."""

AGENCIES: Mapping[str, Words] = {
    "Sở Công Thương": _("Sở Công Thương"),
    "Sở Dân tộc và Tôn giáo": _("Sở Dân tộc và Tôn giáo"),
    "Sở Giáo dục và Đào tạo": _("Sở Giáo dục và Đào tạo"),
    "Sở Khoa học và Công nghệ": _("Sở Khoa học và Công nghệ"),
    "Sở Nội vụ": _("Sở Nội vụ"),
    "Sở Nông nghiệp và Môi trường": _("Sở Nông nghiệp và Môi trường"),
    "Sở Tài chính": _("Sở Tài chính"),
    "Sở Tư pháp": _("Sở Tư pháp"),
    "Sở Văn hóa, Thể thao và Du lịch": _("Sở Văn hóa, Thể thao và Du lịch"),
    "Sở Xây dựng": _("Sở Xây dựng"),
    "Sở Y tế": _("Sở Y tế"),
    "Thanh tra tỉnh": _("Thanh tra tỉnh"),
}
"""Agencies that every province has, with their English names."""

CATEGORY_TYPES: Mapping[str, Words] = {wording.CATEGORIES[code]: words for code, words in CATEGORIES.items()}
"""What feedback is about, by the word that the public store keeps."""

OUTWARD: Mapping[str, Words] = {code: _(words) for code, words in wording.RELATIONS.items()}
"""A relation read from the document that says it."""

INWARD: Mapping[str, Words] = {
    "amends": _("Được sửa đổi, bổ sung bởi"),
    "supplements": _("Được bổ sung bởi"),
    "replaces": _("Được thay thế bởi"),
    "repeals": _("Bị bãi bỏ bởi"),
    "suspends": _("Bị ngưng hiệu lực bởi"),
    "corrects": _("Được đính chính bởi"),
    "implements": _("Được triển khai bởi"),
    "guides": _("Được hướng dẫn, quy định chi tiết bởi"),
    "consolidates": _("Được hợp nhất tại"),
    "based_on": _("Là căn cứ của"),
    "cites": _("Được dẫn chiếu tại"),
}
"""The same relation read from the other document."""

COMING: Mapping[str, Words] = {
    "amends": _("Sẽ được sửa đổi, bổ sung từ ngày %(day)s bởi"),
    "supplements": _("Sẽ được bổ sung từ ngày %(day)s bởi"),
    "replaces": _("Sẽ được thay thế từ ngày %(day)s bởi"),
    "repeals": _("Sẽ bị bãi bỏ từ ngày %(day)s bởi"),
    "suspends": _("Sẽ bị ngưng hiệu lực từ ngày %(day)s bởi"),
    "corrects": _("Sẽ được đính chính từ ngày %(day)s bởi"),
}
"""What changes a document, by one that is not yet in force."""

CHANGED: Mapping[str, Words] = {
    "amends": _("%(place)s đã được sửa đổi, bổ sung từ ngày %(day)s theo"),
    "supplements": _("%(place)s đã được bổ sung từ ngày %(day)s theo"),
    "replaces": _("%(place)s đã được thay thế từ ngày %(day)s theo"),
    "repeals": _("%(place)s đã bị bãi bỏ từ ngày %(day)s theo"),
    "suspends": _("%(place)s bị ngưng hiệu lực từ ngày %(day)s theo"),
    "corrects": _("%(place)s đã được đính chính từ ngày %(day)s theo"),
}
"""What was done to a provision."""

TO_BE_CHANGED: Mapping[str, Words] = {
    "amends": _("%(place)s sẽ được sửa đổi, bổ sung từ ngày %(day)s theo"),
    "supplements": _("%(place)s sẽ được bổ sung từ ngày %(day)s theo"),
    "replaces": _("%(place)s sẽ được thay thế từ ngày %(day)s theo"),
    "repeals": _("%(place)s sẽ bị bãi bỏ từ ngày %(day)s theo"),
    "suspends": _("%(place)s sẽ bị ngưng hiệu lực từ ngày %(day)s theo"),
    "corrects": _("%(place)s sẽ được đính chính từ ngày %(day)s theo"),
}
"""What will be done to it."""

CHANGED_SOME_DAY: Mapping[str, Words] = {
    "amends": _("%(place)s được sửa đổi, bổ sung, chưa rõ từ ngày nào, theo"),
    "supplements": _("%(place)s được bổ sung, chưa rõ từ ngày nào, theo"),
    "replaces": _("%(place)s được thay thế, chưa rõ từ ngày nào, theo"),
    "repeals": _("%(place)s bị bãi bỏ, chưa rõ từ ngày nào, theo"),
    "suspends": _("%(place)s bị ngưng hiệu lực, chưa rõ từ ngày nào, theo"),
    "corrects": _("%(place)s được đính chính, chưa rõ từ ngày nào, theo"),
}
"""What is done to it on a day that no source names."""

THIS: Mapping[str, Words] = {
    "part": _("Phần này"),
    "chapter": _("Chương này"),
    "section": _("Mục này"),
    "subsection": _("Tiểu mục này"),
    "article": _("Điều này"),
    "annex": _("Phụ lục này"),
    "text": _("Phần này"),
}
"""A provision, as it is spoken of under its own heading."""

COMING_PARTLY: Mapping[str, Words] = {
    "replaces": _("Sẽ được thay thế một phần từ ngày %(day)s bởi"),
    "repeals": _("Sẽ bị bãi bỏ một phần từ ngày %(day)s bởi"),
    "suspends": _("Sẽ bị ngưng hiệu lực một phần từ ngày %(day)s bởi"),
}
"""What will end or stop a part of it."""

PARTLY: Mapping[str, Words] = {
    "replaces": _("Được thay thế một phần bởi"),
    "repeals": _("Bị bãi bỏ một phần bởi"),
    "suspends": _("Bị ngưng hiệu lực một phần bởi"),
}
"""What ends a document, read from one that is not at its end."""


def kind_words(kind: str) -> KindWords:
    """How a kind is called."""
    return KINDS[kind]


def status_words(code: str | None) -> Words:
    """The status in words; a kind's own word is its own."""
    return STATUSES.get(code or "", code or "")


def facet_words(kind: str, name: str) -> Words:
    """The title of a filter in the list of a kind, or in a search of several kinds."""
    return KIND_FACETS.get((kind, name), FACETS[name])


def value_words(name: str, value: str, label: str) -> Words:
    """A filter's value in words."""
    if name == "status":
        return status_words(value)
    if name == "kind":
        return KINDS[value].title if value in KINDS else label
    if name == "type":
        words = type_words(label)
        return label if words is None else words
    return label


def type_words(type_: str) -> Words | None:
    """A type in the language of the page; None where only its Vietnamese name is known."""
    # Not by ``or``: to know whether a lazy phrase is empty is to look it up.
    return TYPES[type_] if type_ in TYPES else CATEGORY_TYPES.get(type_)


def agency_words(name: str) -> Words:
    """An agency in the language of the page, by how its name begins; nothing where only its Vietnamese one is known."""
    return next((words for known, words in AGENCIES.items() if name == known or name.startswith(f"{known} tỉnh")), "")


def relation_words(code: str, outward: bool) -> Words:
    """A relation in words, from the side of the document shown."""
    return (OUTWARD if outward else INWARD).get(code, code)


def partly_words(code: str) -> Words | None:
    """A relation that ends a document, where it has ended only a part of it."""
    return PARTLY.get(code)


def coming_words(code: str, day: str, partly: bool = False) -> str | None:
    """A relation by which a document, or a part of it, will be changed on a day that is still to come."""
    words = (COMING_PARTLY.get(code) if partly else None) or COMING.get(code)
    return None if words is None else str(words) % {"day": day}


def change_words(code: str, place: str, day: str, *, coming: bool) -> str:
    """What was done or will be done to a provision; the name of the document that does it follows."""
    words = TO_BE_CHANGED if coming else CHANGED if day else CHANGED_SOME_DAY
    return str(words[code]) % {"place": place, "day": day}


def place_words(kind: str, within: str) -> str:
    """A provision of a kind, or a clause or point of it: ``khoan-3-diem-a`` is *Điểm a khoản 3 Điều này*."""
    here = str(THIS.get(kind, THIS["text"]))
    steps = within.split("-")
    named = dict(zip(steps[::2], (one.replace("dd", "đ") for one in steps[1::2]), strict=False))
    clause, point = named.get("khoan"), named.get("diem")
    if clause and point:
        return gettext("Điểm %(point)s khoản %(clause)s %(here)s", point=point, clause=clause, here=here)
    if clause:
        return gettext("Khoản %(clause)s %(here)s", clause=clause, here=here)
    if point:
        return gettext("Điểm %(point)s %(here)s", point=point, here=here)
    return here[0].upper() + here[1:]


def category_words(code: str | None) -> Words:
    """What a feedback is about."""
    return CATEGORIES.get(code or "", code or "")


def resolution_words(code: str | None) -> Words:
    """How the handling of feedback ended."""
    return RESOLUTIONS.get(code or "", code or "")


def init_app(app: Flask) -> None:
    """Give the words to the templates."""
    app.jinja_env.globals["DOCUMENT_KINDS"] = DOCUMENT_KINDS
    for function in (
        kind_words,
        status_words,
        facet_words,
        value_words,
        type_words,
        agency_words,
        relation_words,
        partly_words,
        coming_words,
        category_words,
        resolution_words,
    ):
        app.jinja_env.globals[function.__name__] = function
