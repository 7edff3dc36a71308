"""A decision of a province with everything that a format has to carry, and publications of any text at all."""

from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import strategies

from content.formats.publication import File, Publication, Relation
from content.provisions.provision import Level, Provision

DECISION = Publication(
    id="k7m2p9qa",
    address="https://hoagiang.gov.vn/van-ban/quyet-dinh-12-k7m2p9qa",
    place="Hòa Giang",
    place_code="44",
    language="vi",
    type="Quyết định",
    number="12/2024/QĐ-UBND",
    title="Ban hành Quy định về bến thuyền",
    summary="Ai được mở bến và phải xin phép ở đâu.",
    issuer="Ủy ban nhân dân tỉnh Hòa Giang",
    field="Giao thông",
    signer="Nguyễn Văn An",
    signer_title="Chủ tịch",
    status="in_force",
    as_of=date(2024, 6, 2),
    issued=date(2024, 5, 1),
    effective=date(2024, 5, 15),
    expires=None,
    published_at=datetime(2024, 5, 2, 3, tzinfo=UTC),
    updated_at=datetime(2024, 6, 1, 3, tzinfo=UTC),
    edition=2,
    preamble="Căn cứ Luật Tổ chức chính quyền địa phương;",
    provisions=(
        Provision("chuong-i", None, Level.CHAPTER, "I", "Chương I", "QUY ĐỊNH CHUNG", "", 0),
        Provision(
            "dieu-1",
            "chuong-i",
            Level.ARTICLE,
            "1",
            "Điều 1",
            "Người mở bến",
            "Người mở bến gồm:\n1. Cá nhân:\na) Từ đủ 18 tuổi;\nb) Có thuyền.\n2. Tổ chức.",
            1,
        ),
        Provision("phu-luc", None, Level.ANNEX, None, "Phụ lục", "Các bến", "Bến A\nBến B", 2),
    ),
    relations=(
        Relation("replaces", "7/2019/QĐ-UBND", "Quy định cũ", "https://hoagiang.gov.vn/van-ban/cu-aaaa1111"),
        Relation("based_on", "77/2015/QH13", "Luật Tổ chức chính quyền địa phương", ""),
    ),
    files=(File("ban-ky.pdf", "application/pdf", 7, "ab" * 32, "https://hoagiang.gov.vn/tep/x/ban-ky.pdf"),),
    recipients=("Như Điều 3;", "Lưu: VT."),
)

SIGNS = strategies.text(
    strategies.one_of(
        strategies.sampled_from("\\`*_{}[]()#+-.!<>&~|=:;'\"1234.) \n\t\r\x00\x0b\x1f\x85\u2028\ud800\uffffaăđIVX"),
        strategies.characters(),
    ),
    max_size=80,
)

LAW = strategies.lists(
    strategies.sampled_from(
        ("1. Một", "2) Hai", "a) Ba", "a1) Bốn", "đ) Năm", "- Sáu", "1.1. Bảy", "I. Tám", "+ Chín", "(i) Mười", "Mười")
    ),
    max_size=14,
).map("\n".join)

TEXTS = SIGNS | LAW


@strategies.composite
def provisions(draw):
    count = draw(strategies.integers(0, 4))
    anchors = draw(strategies.lists(strategies.sampled_from(("dieu-1", "chuong-i", "dieu-1-khoan-1", "phan-ky", "x y")),
                                    min_size=count, max_size=count))  # fmt: skip
    return tuple(
        Provision(
            anchor=anchor,
            parent=draw(strategies.sampled_from((None, *anchors))),
            kind=draw(strategies.sampled_from(Level)),
            number=draw(strategies.none() | SIGNS),
            label=draw(SIGNS),
            heading=draw(SIGNS),
            text=draw(TEXTS),
            position=position,
            note=draw(TEXTS),
        )
        for position, anchor in enumerate(anchors)
    )


@strategies.composite
def publications(draw):
    words = {
        name: draw(SIGNS)
        for name in ("type", "number", "title", "summary", "issuer", "field", "signer", "signer_title", "place")
    }
    return replace(
        DECISION,
        **words,
        preamble=draw(TEXTS),
        provisions=draw(provisions()),
        issued=draw(strategies.none() | strategies.dates()),
        relations=(Relation("amends", draw(SIGNS), draw(SIGNS), draw(SIGNS)),),
        recipients=(draw(SIGNS),),
    )
