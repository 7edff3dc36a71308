"""The files of the demonstration province, and what the reader says of files that are wrong."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from PIL import Image

from content.accounts.roles import Role
from content.clock import VIETNAM, start_of_day
from content.demo.loader import ANSWER, FOLDER, read, read_accounts
from content.document_numbers import key
from content.front_matter import WrongFile

TODAY = date(2026, 11, 22)
DAYS = (TODAY, date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 7), date(2027, 2, 28), date(2028, 2, 29))
NATIONAL = {
    "09/2017/NĐ-CP", "09/2019/NĐ-CP", "10/2022/QH15", "109/2018/NĐ-CP", "118/2025/NĐ-CP", "126/2025/QH15",
    "129/2017/NĐ-CP", "148/2025/QH15", "17/2023/QH15", "20/2008/NĐ-CP", "224/2026/NĐ-CP", "23/2004/QH11",
    "244/2026/NĐ-CP", "30/2020/NĐ-CP", "31/2018/QH14", "31/2024/QH15", "33/2013/QH13", "43/2019/QH14", "47/2020/NĐ-CP",
    "60/2024/QH15", "64/2025/QH15", "72/2020/QH14", "72/2025/QH15", "08/2017/QH14", "08/2022/NĐ-CP", "89/2025/QH15",
    "91/2025/QH15", "97/2015/QH13",
}  # fmt: skip
"""Acts of the State that exist."""
REAL_PROVINCES = (
    "An Giang", "Bắc Ninh", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Điện Biên", "Đồng Nai",
    "Đồng Tháp", "Gia Lai", "Hà Nội", "Hà Tĩnh", "Hải Phòng", "Huế", "Hưng Yên", "Khánh Hòa", "Lai Châu", "Lạng Sơn",
    "Lào Cai", "Lâm Đồng", "Nghệ An", "Ninh Bình", "Phú Thọ", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sơn La",
    "Tây Ninh", "Thái Nguyên", "Thanh Hóa", "Thành phố Hồ Chí Minh", "Tuyên Quang", "Vĩnh Long",
)  # fmt: skip


@pytest.fixture(scope="module")
def province():
    return read(FOLDER, TODAY)


def of(province, kind):
    return [record for record in province if record.kind == kind]


@pytest.fixture
def folder(tmp_path):
    """A small province that can be broken."""
    for kind in ("organisations", "legal", "announcements", "images"):
        (tmp_path / kind).mkdir()
    (tmp_path / "numbers.toml").write_text('"{n}/{year}/QĐ-UBND" = 60\n', encoding="utf-8")
    (tmp_path / "organisations" / "ubnd.md").write_text(
        '+++\nname = "UBND"\nlevel = "province"\nsummary = "s"\naddress = "a"\nphone = "p"\nemail = "e"\nhead = "h"\n'
        'at = "-90d 08:00"\n+++\nViệc.\n',
        encoding="utf-8",
    )
    write_rule(tmp_path)
    return tmp_path


def write_rule(folder, extra="", text="Điều 1. Một\nHai."):
    lines = (
        '+++\ntitle = "Quy định"\nsummary = "s"\ntype = "Quyết định"\nnumber = "{n}/{year}/QĐ-UBND"\nissuer = "ubnd"\n'
        'signer = "Người Ký"\nsigner_title = "Chủ tịch"\nissued = "-45d"\neffective = "issued+10d"\nfield = "Đất đai"\n'
        f'at = "issued+1d 09:00"\n{extra}+++\n{text}\n'
    )
    (folder / "legal" / "rule.md").write_text(lines, encoding="utf-8")


def test_there_is_enough_of_every_kind(province):
    assert Counter(record.kind for record in province) == {
        "organisations": 21, "legal": 14, "directions": 10, "announcements": 12, "feedback": 11,
    }  # fmt: skip


def test_the_province_is_none_of_the_real_ones(province):
    names = " ".join(record.title for record in of(province, "organisations"))
    assert "Hòa Giang" in names
    assert not [name for name in REAL_PROVINCES if name in names]


@pytest.mark.parametrize("today", DAYS)
def test_every_gap_is_filled_on_any_day(today):
    for record in read(FOLDER, today):
        assert "{{" not in f"{record.title}{record.fields.get('summary', '')}{record.text}{record.answer}"


@pytest.mark.parametrize("today", DAYS)
def test_numbers_rise_with_the_day_and_are_never_the_same(today):
    documents = [record for record in read(FOLDER, today) if "number" in record.fields]
    numbers = [record.fields["number"] for record in documents]
    assert len(set(map(key, numbers))) == len(numbers)
    for record in documents:
        if record.kind == "legal":
            assert f"/{record.fields['issued'].year}/" in record.fields["number"]
        assert re.match(r"\d{2,}/", record.fields["number"])


@pytest.mark.parametrize("today", DAYS)
def test_only_one_announcement_is_still_to_come(today):
    tonight = start_of_day(today + timedelta(days=1))
    later = [record.key for record in read(FOLDER, today) if record.at > tonight]
    assert later == ["hop-bao-chuyen-de"]


@pytest.mark.parametrize("today", DAYS)
def test_everything_happened_in_its_order(today):
    for record in read(FOLDER, today):
        if record.kind == "legal":
            said = record.fields
            assert said["issued"].weekday() < 5
            assert said["effective"] >= said["issued"] + timedelta(days=10)
            assert record.at.date() >= said["issued"]
        if record.kind == "feedback":
            steps = [
                record.fields[name] for name in ("received", "assigned", "drafted", "approved") if name in record.fields
            ]
            assert steps == sorted(steps)
            assert steps[-1].date() < today


@pytest.mark.parametrize("today", DAYS)
def test_a_monthly_announcement_comes_after_its_month(today):
    for record in read(FOLDER, today):
        period = record.fields.get("period")
        if period and period.kind == "month":
            end = datetime(period.year + period.number // 12, period.number % 12 + 1, 1, tzinfo=VIETNAM)
            assert end <= record.at < end + timedelta(days=6)


def test_every_relation_leads_to_the_province_or_to_an_act_of_the_state(province):
    own = {record.fields["number"] for record in province if "number" in record.fields}
    relations = [one for record in province for one in record.fields.get("relations", ()) if "number" in one]
    assert len(relations) > 40
    assert all(one["number"] in own if one["target"] else one["number"] in NATIONAL for one in relations)
    assert {one["type"] for one in relations} >= {
        "replaces",
        "amends",
        "repeals",
        "guides",
        "based_on",
        "implements",
        "cites",
    }


def test_every_law_that_a_preamble_rests_on_is_one_of_its_relations(province):
    for record in (*of(province, "legal"), *of(province, "directions")):
        bases = [line.split("được sửa đổi")[0] for line in record.text.split("\n") if line.startswith("Căn cứ")]
        named = set(re.findall(r"\d+/\d{4}/QH\d+", "\n".join(bases)))
        assert named <= {one["number"] for one in record.fields["relations"]}, record.key


def test_regulations_are_long_enough_to_be_read_as_such(province):
    for record in of(province, "legal"):
        articles = re.findall(r"^Điều (\d+)\. \S", record.text, re.MULTILINE)
        assert [int(number) for number in articles] == list(range(1, len(articles) + 1))
        assert 6 <= len(articles) <= 20
        assert 750 <= len(record.text.split()) <= 3_000


def test_announcements_are_of_a_length_that_people_read(province):
    assert all(200 <= len(record.text.split()) <= 500 for record in of(province, "announcements"))


def test_announcements_show_every_turn_that_one_can_take(province):
    news = of(province, "announcements")
    assert Counter(record.fields["period"].kind for record in news) == {"month": 3, "quarter": 2, "irregular": 7}
    assert sum("corrections" in record.fields for record in news) == 2
    assert sum("withdrawn" in record.fields for record in news) == 1
    assert sum(bool(record.images) for record in news) == 3


def test_whoever_speaks_for_an_agency_in_the_news_is_its_spokesperson(province):
    speaks = {one.key: one.fields.get("spokesperson", {}) for one in province if one.kind == "organisations"}
    for one in province:
        if one.kind == "announcements":
            said = one.fields["spokesperson"]
            named = speaks[one.fields["organisation"]]
            assert (named.get("name"), named.get("phone")) == (said["name"], said["phone"]), one.key


def test_what_a_correction_names_stands_in_the_text(province):
    for record in of(province, "announcements"):
        for one in record.fields.get("corrections", ()):
            assert one["now"] in record.text
            assert one["was"] not in record.text
            assert record.at < one["at"]


def test_pictures_are_of_one_size_and_light(province):
    for image in (image for record in province for image in record.images):
        assert image.path.stat().st_size <= 60_000
        with Image.open(image.path) as picture:
            assert picture.size == (1200, 675)
        assert len(image.alt) > 60


def test_feedback_stands_at_every_stage(province):
    asked = of(province, "feedback")
    assert {record.fields["category"] for record in asked} == {"mechanism", "policy", "procedure"}
    assert sum("approved" in record.fields for record in asked) == 8
    assert sum("assigned" not in record.fields for record in asked) == 1
    assert sum(not record.fields["sender"]["publish"] for record in asked) == 1
    for record in asked:
        assert bool(record.answer) == ("drafted" in record.fields) == ("resolution" in record.fields)


def test_what_citizens_wrote_does_not_change_with_the_day():
    for path in (FOLDER / "feedback").glob("*.md"):
        matter, _, _ = path.read_text(encoding="utf-8").partition(ANSWER)
        assert "{{" not in matter


def test_nobody_can_be_rung_up_or_written_to():
    for path in FOLDER.rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        assert all(address.endswith(".example") for address in re.findall(r"[\w.]+@[\w.-]+\w", text))
        assert all(phone.startswith("0299 000 ") for phone in re.findall(r"\b0\d{3} \d{3} \d{3}\b", text))
        assert not re.search(r"\b0\d{9}\b", text)


def test_there_is_an_account_for_every_role():
    people = read_accounts(FOLDER)
    assert sorted(one.role for one in people) == sorted(Role)
    assert len({one.email for one in people}) == len(people)


def test_a_small_province_is_read(folder):
    rule = next(record for record in read(folder, TODAY) if record.kind == "legal")
    assert rule.fields["number"] == "46/2026/QĐ-UBND"
    assert rule.fields["issuer_name"] == "UBND"
    assert rule.fields["effective"] == date(2026, 10, 18)


@pytest.mark.parametrize(
    ("extra", "text", "line", "said"),
    [
        ('tittle = "x"\n', "Một.", 13, "unknown field 'tittle'"),
        ("broken\n", "Một.", 13, "Expected '='"),
        ('expires = "soon"\n', "Một.", 13, "expires"),
        ('expires = "other.issued"\n', "Một.", 13, "there is no other.issued"),
        ('gazette = 7\n', "Một.", 13, "not a text"),
        ('[[relations]]\ntype = "cites"\ntarget = "nothing"\n', "Một.", 15, "there is no document 'nothing'"),
        ('[[relations]]\ntype = "cites"\n', "Một.", 14, "a target, or a number and a title"),
        ('[[relations]]\ntype = "cites"\nnumbr = "1"\n', "Một.", 15, "unknown field 'numbr'"),
        ("", "Một.\nHai {{long isued}}.", 15, "nothing fills {{long isued}}"),
        ("", "![](x.png)", 14, "alternative text"),
        ("", "![Cầu](x.png)", 14, "there is no picture 'x.png'"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_and_line(folder, extra, text, line, said):
    write_rule(folder, extra, text)
    with pytest.raises(WrongFile) as refused:
        read(folder, TODAY)
    assert str(refused.value).startswith(f"{folder / 'legal' / 'rule.md'}:{line}: ")
    assert said in str(refused.value)


@pytest.mark.parametrize("text", ["", "title", '+++\ntitle = "x"\n', '+++\ntitle = "x"\n+++\n'])
def test_a_file_without_its_front_matter_is_refused(folder, text):
    (folder / "legal" / "rule.md").write_text(text, encoding="utf-8")
    with pytest.raises(WrongFile, match=r"rule\.md:\d+: "):
        read(folder, TODAY)


def test_days_that_wait_for_each_other_are_refused(folder):
    write_rule(folder, 'expires = "rule.expires+1d"\n')
    with pytest.raises(WrongFile, match="depends on itself"):
        read(folder, TODAY)


def test_an_unknown_series_of_numbers_is_refused(folder):
    (folder / "numbers.toml").write_text('"{n}/CT-UBND" = 3\n', encoding="utf-8")
    with pytest.raises(WrongFile, match=r"rule\.md:5: .*knows no series"):
        read(folder, TODAY)
