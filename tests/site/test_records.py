"""Lists, documents and articles as citizens read them; every page fetched is checked by the client itself."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import insert

from content.days import typed_day
from content.public import tables
from content.public.records import UNDATED

LISTS = ("/van-ban/", "/chi-dao-dieu-hanh/", "/thong-cao/", "/gop-y/", "/co-quan/")


@pytest.mark.parametrize("path", ["/", "/tim-kiem", *LISTS])
@pytest.mark.parametrize("language", ["", "/en"])
def test_an_empty_portal_has_every_page(client, language, path):
    assert client.get(language + path).status_code == 200


def test_a_list_names_its_filters_in_use(client, publisher):
    publisher.document()
    publisher.document("16/2026/NQ-HĐND", type="Nghị quyết")
    page = client.get("/van-ban/?loai=Ngh%E1%BB%8B+quy%E1%BA%BFt&nam=2026").text
    assert "1 văn bản" in page
    assert 'href="?nam=2026" rel="nofollow"><span class="hidden">Bỏ lọc Loại văn bản: </span>Nghị quyết' in page


@pytest.mark.parametrize(
    "wrong", ["trang=0", "trang=x", "trang=%D9%A3", "nam=20x6", "hieu-luc=khong", "loai=" + "a" * 999]
)
def test_what_a_list_cannot_mean_is_said(client, wrong):
    answer = client.get(f"/van-ban/?{wrong}")
    assert answer.status_code == 400
    assert "Yêu cầu chưa đúng" in answer.text


def test_a_page_beyond_the_last_is_not_there_and_the_list_is_offered_with_its_filters(client, publisher):
    publisher.document()
    answer = client.get("/van-ban/?trang=7&nam=2026")
    assert answer.status_code == 404
    assert "Không có trang 7" in answer.text
    assert 'href="?nam=2026"' in answer.text


def test_a_document_says_its_status_in_one_sentence(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="expired", expires=date(2026, 5, 15))
    publisher.document("2/2026/QĐ-UBND", ties=[("replaces", "1/2020/QĐ-UBND")])
    page = client.get(old).text
    # Its last day was the fifteenth.
    assert 'từ ngày <time datetime="2026-05-16">16/05/2026</time>' in page
    assert "Được thay thế bởi" in page


def test_a_document_still_in_force_was_replaced_in_part_only(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="partly")
    publisher.document("2/2026/QĐ-UBND", ties=[("repeals", "1/2020/QĐ-UBND")])
    assert "Bị bãi bỏ một phần bởi" in client.get(old).text


ACTS = [
    ("repeals", {"provisions": ["dieu-1"]}, "dieu-1", "Điều này đã bị bãi bỏ từ ngày 15/05/2026 theo"),
    ("repeals", {"provisions": ["dieu-1-khoan-2"]}, "dieu-1", "Khoản 2 Điều này đã bị bãi bỏ từ ngày 15/05/2026 theo"),
    (
        "repeals",
        {"provisions": ["dieu-2-khoan-1-diem-dd"]},
        "dieu-2",
        "Điểm đ khoản 1 Điều này đã bị bãi bỏ từ ngày 15/05/2026 theo",
    ),
    (
        "amends",
        {"provisions": ["dieu-2"], "starts": date(2026, 12, 22)},
        "dieu-2",
        "Điều này sẽ được sửa đổi, bổ sung từ ngày 22/12/2026 theo",
    ),
]


@pytest.mark.parametrize(("type_", "act", "place", "words"), ACTS)
def test_a_provision_that_was_changed_says_so_in_the_text_and_on_its_own_page(
    client, publisher, type_, act, place, words
):
    old = publisher.document("1/2020/QĐ-UBND", status="partly", articles=["Giá", "Phí", "Lệ phí"])
    new = publisher.document("2/2026/QĐ-UBND", ties=[(type_, "1/2020/QĐ-UBND", act)])
    said = f'{words} <a href="{new}" lang="vi">'
    for page in (client.get(old).text, client.get(f"{old}/{place}").text):
        assert page.count(said) == 1
    assert words not in client.get(f"{old}/dieu-3").text


def test_what_a_document_was_when_stands_with_its_proof(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="expired", issued=date(2020, 1, 2), effective=date(2020, 2, 1))
    act = {"evidence": "Quyết định này thay thế Quyết định số 1/2020/QĐ-UBND."}
    new = publisher.document("2/2026/QĐ-UBND", ties=[("replaces", "1/2020/QĐ-UBND", act)])
    rows = client.get(old).text.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")
    assert "Đến hết 31/01/2020" in rows[0]
    assert "Chưa có hiệu lực" in rows[0]
    assert "Từ 01/02/2020 đến hết 14/05/2026" in rows[1]
    assert "Văn bản ghi có hiệu lực từ ngày 01/02/2020." in rows[1]
    assert "Từ 15/05/2026" in rows[2]
    assert f'Được thay thế bởi <a href="{new}" lang="vi">' in rows[2]
    assert f'<q class="quiet" lang="vi">{act["evidence"]}</q>' in rows[2]


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2020-01-15", "Chưa có hiệu lực"),
        ("2024-02-29", "Còn hiệu lực"),
        ("15/5/2026", "Hết hiệu lực một phần"),
        ("2027-01-01", "Hết hiệu lực"),
    ],
)
def test_a_document_is_shown_as_it_stood_on_any_day(client, publisher, day, status):
    old = publisher.document(
        "1/2020/QĐ-UBND", status="partly", effective=date(2020, 2, 1), expires=date(2026, 12, 31), articles=["Giá"]
    )
    publisher.document("2/2026/QĐ-UBND", ties=[("repeals", "1/2020/QĐ-UBND", {"provisions": ["dieu-1-khoan-2"]})])
    page = client.get(old, query_string={"ngay": day}).text
    assert f"{status}</span>" in page.partition('<p class="status-line">')[2].partition("</p>")[0]
    assert "Xem hiệu lực hôm nay" in page
    assert f'<link rel="canonical" href="{old}">' in page
    assert "Xem hiệu lực hôm nay" in client.get(f"{old}/dieu-1", query_string={"ngay": day}).text
    assert ("đã bị bãi bỏ" in page) is (day not in ("2020-01-15", "2024-02-29"))
    assert ("Sẽ bị bãi bỏ một phần từ ngày 15/05/2026 bởi" in page) is (day in ("2020-01-15", "2024-02-29"))
    assert ("Ngày này chưa đến" in page) is (day == "2027-01-01")
    same_day = f"?ngay={typed_day(day)}"
    assert f'href="{old}/dieu-1{same_day}"' in page
    assert f'href="{old}{same_day}#dieu-1"' in client.get(f"{old}/dieu-1{same_day}").text


@pytest.mark.parametrize("wrong", ["31/02/2026", "x", "1700-01-01", "2026-13-01", "9" * 999])
@pytest.mark.parametrize("place", ["", "/dieu-1"])
def test_a_day_that_is_none_is_said(client, publisher, place, wrong):
    path = publisher.document(articles=["Giá"])
    answer = client.get(path + place, query_string={"ngay": wrong})
    assert answer.status_code == 400
    assert "không phải là ngày xem được" in answer.text


def test_todays_day_is_no_other_day(client, publisher):
    assert "Xem hiệu lực hôm nay" not in client.get(f"{publisher.document()}?ngay=2026-11-22").text


def test_a_provision_has_its_own_status_where_it_can_be_told(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="partly", articles=["Giá", "Phí"])
    act = {"provisions": ["dieu-1"]}
    publisher.document("2/2026/QĐ-UBND", ties=[("repeals", "1/2020/QĐ-UBND", act)])
    assert "Hết hiệu lực</span>" in client.get(f"{old}/dieu-1").text
    intact = client.get(f"{old}/dieu-2").text
    assert "Còn hiệu lực</span>" in intact
    assert "Cả văn bản" not in intact


def test_where_the_amended_articles_are_not_named_an_article_says_only_what_the_document_is(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="partly", articles=["Giá"])
    publisher.document("2/2026/QĐ-UBND", ties=[("amends", "1/2020/QĐ-UBND")])
    assert "Cả văn bản: " in client.get(f"{old}/dieu-1").text


def test_an_amended_provision_says_that_its_wording_here_is_the_former_one(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", status="partly", articles=["Giá"])
    publisher.document("2/2026/QĐ-UBND", ties=[("amends", "1/2020/QĐ-UBND", {"provisions": ["dieu-1"]})])
    page = client.get(f"/en{old}/dieu-1").text
    assert "This article was amended with effect from 15 May 2026 by" in page
    assert "The wording shown here is the one before that change." in page


def test_a_document_not_yet_in_force_says_from_when(client, publisher):
    path = publisher.document(status="not_yet", effective=date(2026, 12, 22))
    assert '; sẽ có hiệu lực từ ngày <time datetime="2026-12-22">22/12/2026</time>' in client.get(path).text
    assert '; takes effect on <time datetime="2026-12-22">22 December 2026</time>' in client.get(f"/en{path}").text


def test_what_is_not_yet_in_force_has_changed_nothing_yet(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND")
    publisher.document("2/2025/QĐ-UBND", ties=[("amends", "1/2020/QĐ-UBND")])
    publisher.document(
        "3/2026/QĐ-UBND", status="not_yet", effective=date(2026, 12, 22), ties=[("amends", "1/2020/QĐ-UBND")]
    )
    line = client.get(old).text.partition('<p class="status-line">')[2].partition("</p>")[0]
    already, _, coming = line.partition("Sẽ được sửa đổi, bổ sung từ ngày 22/12/2026 bởi")
    assert "Được sửa đổi, bổ sung bởi" in already
    assert "2/2025/QĐ-UBND" in already
    assert "3/2026/QĐ-UBND" in coming
    assert "From 22 December 2026 to be amended by" in client.get(f"/en{old}").text


def test_a_related_document_is_named_alike_from_both_sides(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", title="Giá đất năm 2020")
    new = publisher.document(title="Giá đất năm 2026", ties=[("replaces", "1/2020/QĐ-UBND")])
    entry = '<li><a href="{}" lang="vi">Quyết định <span class="nowrap">{}</span></a>'
    assert entry.format(old, "1/2020/QĐ-UBND") in client.get(new).text
    page = client.get(old).text
    assert entry.format(new, "15/2026/QĐ-UBND") + ' <span class="tie-title" lang="vi">Giá đất năm 2026</span>' in page


def test_a_document_in_a_list_without_a_day_shows_none(client, publisher):
    publisher.document(issued=None, effective=None, sort_date=UNDATED)
    assert "1900" not in client.get("/van-ban/").text
    assert "1900" not in client.get("/").text


def test_each_article_has_an_address_of_its_own(client, publisher):
    path = publisher.document(articles=["Phạm vi", "Đối tượng"])
    assert 'id="dieu-2"' in client.get(path).text
    page = client.get(f"{path}/dieu-2").text
    assert "Điều 2. Đối tượng" in page
    assert f'href="{path}/dieu-1" rel="prev"' in page
    assert client.get(f"{path}/dieu-3").status_code == 404


def test_a_document_is_cited_as_offices_cite(client, publisher):
    path = publisher.document(articles=["Phạm vi"])
    cited = (
        'Điều 1 Quyết định số <span class="nowrap">15/2026/QĐ-UBND</span> ngày 04 tháng 5 năm 2026 '
        f'của Ủy ban nhân dân tỉnh quy định về giá đất. <span class="where">http://localhost{path}/dieu-1</span>'
    )
    assert cited in client.get(f"{path}/dieu-1").text


def test_files_are_offered_with_size_and_digest(client, publisher):
    file = {
        "token": "t" * 26, "name": "van-ban.pdf", "label": "Bản PDF", "media_type": "application/pdf",
        "size": 1_234_567, "sha256": "a" * 64,
    }  # fmt: skip
    page = client.get(publisher.document(files=[file])).text
    assert "PDF, 1,2 MB" in page
    assert "a" * 64 in page


def test_an_old_address_leads_to_the_present_one(client, publisher):
    path = publisher.document()
    answer = client.get(f"/en/van-ban/ten-cu-{path.rpartition('-')[2]}")
    assert (answer.status_code, answer.headers["Location"]) == (308, f"/en{path}")


def test_a_record_is_found_under_its_own_kind_only(client, publisher):
    path = publisher.document()
    assert client.get(path.replace("/van-ban/", "/thong-cao/")).status_code == 404


def test_what_was_withdrawn_is_gone_and_says_why(client, publisher):
    publisher.withdrawn("/thong-cao/nham-12345678", "Đăng nhầm.")
    answer = client.get("/thong-cao/nham-12345678")
    assert answer.status_code == 410
    assert "Đăng nhầm." in answer.text


def test_an_announcement_shows_its_corrections_and_its_spokesperson(client, publisher):
    path = publisher.record(
        "announcements",
        "thong-cao",
        "Tình hình tháng 10",
        html="<p>Mười tháng.</p>",
        data={
            "corrections": [{"at": "2026-11-02T02:00:00+00:00", "note": "Sửa số hộ nghèo."}],
            "spokesperson": {"name": "Lê Nam", "title": "Chánh Văn phòng", "phone": "0299 000 111"},
        },
    )
    page = client.get(path).text
    assert "Cập nhật, đính chính</strong>" in page
    assert "Sửa số hộ nghèo." in page
    assert 'href="tel:0299000111"' in page


def test_a_list_marks_what_was_changed_after_it_was_published(client, publisher):
    changes = [{"at": f"2026-11-{day}T18:00:00+00:00", "note": "Sửa."} for day in ("02", "04")]
    publisher.record("announcements", "thong-cao", "Tình hình tháng 10", data={"corrections": changes})
    publisher.record("announcements", "thong-cao", "Tình hình tháng 11")
    page = client.get("/thong-cao/").text
    assert page.count("Cập nhật, đính chính") == 1
    assert "<span>Cập nhật, đính chính 05/11/2026</span>" in page


def test_an_answer_stands_under_its_question(client, publisher):
    path = publisher.record(
        "feedback",
        "gop-y",
        "Hồ sơ đất đai",
        html="<p>Đề nghị nhận qua bưu điện.</p>",
        status="answered",
        data={
            "category": "procedure",
            "received": "2026-10-01",
            "answered": "2026-10-06",
            "answer_html": "<p>Được.</p>",
        },
    )
    assert client.get(path).text.index("qua bưu điện") < client.get(path).text.index("Được.")
    assert "trong vòng 5 ngày" in client.get("/").text


def test_an_agency_shows_all_it_published(client, publisher):
    path = publisher.record("organisations", "co-quan", "Sở Y tế", html="<p>Y tế.</p>")
    publisher.document(issuer="Sở Y tế", title="Quy định về khám bệnh")
    assert "Quy định về khám bệnh" in client.get(path).text


def test_a_page_is_shown_in_the_language_of_the_address_where_there_is_one(client, publisher):
    publisher.record("pages", "", "Giới thiệu", path="/gioi-thieu", html="<p>Vì sao có Cổng này.</p>")
    publisher.record("pages", "", "About", path="/gioi-thieu.en", language="en", html="<p>Why.</p>")
    publisher.record("pages", "", "Tiếp cận", path="/tiep-can", html="<p>Ai cũng đọc được.</p>")
    assert '<h1 lang="en">About</h1>' in client.get("/en/gioi-thieu").text
    assert '<h1 lang="vi">Giới thiệu</h1>' in client.get("/gioi-thieu").text
    assert '<h1 lang="vi">Tiếp cận</h1>' in client.get("/en/tiep-can").text
    assert client.get("/gioi-thieu.en").status_code == 404


def test_a_list_without_its_last_slash_is_found(client):
    assert client.get("/van-ban").status_code == 308


def line_of_life(page):
    return page[page.index('<figure class="lifeline">') : page.index("</figure>")]


def test_a_document_not_yet_in_force_has_a_line_to_the_day_when_it_will_be(client, publisher):
    path = publisher.document(status="not_yet", issued=date(2026, 11, 12), effective=date(2026, 12, 22))
    line = line_of_life(client.get(path).text)
    assert "<span>12/11/2026</span><span>22/12/2026</span>" in line
    assert line.count("hôm nay") == 1
    assert 'class="now" x1="25.0%"' in line


def test_a_line_of_life_ends_today_where_nothing_is_still_to_come(client, publisher):
    path = publisher.document(
        status="expired", issued=date(2026, 1, 1), effective=date(2026, 2, 1), expires=date(2026, 5, 1)
    )
    line = line_of_life(client.get(path).text)
    assert "<span>01/01/2026</span><span>hôm nay</span>" in line
    assert 'class="now"' not in line


def test_a_line_of_life_goes_on_to_the_last_day(client, publisher):
    path = publisher.document(issued=date(2026, 1, 1), effective=date(2026, 2, 1), expires=date(2027, 5, 1))
    line = line_of_life(client.get(path).text)
    assert "<span>01/01/2026</span><span>01/05/2027</span>" in line
    assert line.count("hôm nay") == 1


def test_a_letter_bears_no_validity(client, publisher):
    path = publisher.record(
        "directions", "chi-dao-dieu-hanh", "Phối hợp chống hạn", type="Công văn", number="7/UBND-NN", status=None
    )
    assert "status-line" not in client.get(path).text
    assert "hiệu lực" not in client.get(path).text.partition("<main")[2].partition("</main>")[0]


def test_agencies_stand_under_their_level_in_the_order_of_levels(client, publisher):
    for name, level, type_, position in (
        ("Ủy ban nhân dân xã Khe Vàng", "commune", "Xã, phường", 5),
        ("Sở Y tế", "department", "Sở, ban, ngành", 20),
        ("Sở Tư pháp", "department", "Sở, ban, ngành", 30),
        ("Ủy ban nhân dân tỉnh", "province", "Cơ quan cấp tỉnh", 40),
    ):
        publisher.record("organisations", "co-quan", name, type=type_, data={"level": level, "position": position})
    page = client.get("/co-quan/").text
    inner = page.partition("<main")[2]
    shown = (
        "Cơ quan cấp tỉnh</span></h3>",
        "dân tỉnh</a>",
        "Sở, ban, ngành</span></h3>",
        "Y tế<",
        "Tư pháp<",
        "Xã, phường</span></h3>",
        "Vàng<",
    )
    places = [inner.index(words) for words in shown]
    assert places == sorted(places)
    assert '<h3 class="group-head"><span>Communes and wards</span></h3>' in client.get("/en/co-quan/").text


def test_all_agencies_of_a_province_stand_on_one_page(client, publisher):
    for number in range(21):
        publisher.record("organisations", "co-quan", f"Ủy ban nhân dân xã số {number}", data={"level": "commune"})
    page = client.get("/co-quan/").text
    assert page.count('class="row-title"') == 21
    assert "trang=2" not in page


def test_types_have_their_english_names(client, publisher):
    publisher.document()
    publisher.document("3/2026/GT", title="Giấy khen thưởng", type="Bằng khen")
    page = client.get("/en/van-ban/").text
    assert "<span>Decision</span>" in page
    assert '<span class="what">Decision</span>' in page
    assert '<span lang="vi">Bằng khen</span>' in page
    assert '<span class="what" lang="vi">Bằng khen</span>' in page


def test_a_related_document_is_a_link_where_the_portal_has_it_and_words_where_not(client, publisher):
    old = publisher.document("1/2020/QĐ-UBND", title="Giá đất năm 2020")
    new = publisher.document(ties=[("replaces", "1/2020/QĐ-UBND"), ("based_on", "31/2024/QH15")])
    page = client.get(new).text
    assert f'<a href="{old}" lang="vi">Quyết định <span class="nowrap">1/2020/QĐ-UBND</span></a>' in page
    assert '<span lang="vi">Quyết định <span class="nowrap">31/2024/QH15</span></span>' in page
    assert (
        f'<a href="{new}" lang="vi">Quyết định <span class="nowrap">15/2026/QĐ-UBND</span></a>' in client.get(old).text
    )


def test_a_related_document_is_named_with_its_number(client, publisher):
    path = publisher.document()
    with publisher.store.write() as connection:
        connection.execute(
            insert(tables.relation).values(
                record_id="00000001",
                position=0,
                type="based_on",
                target_number="31/2024/QH15",
                target_key="31/2024/qh15",
                target_title="Luật Đất đai",
                note="",
                provisions=[],
                evidence="",
            )
        )
    page = client.get(path).text
    assert '<span lang="vi">Luật Đất đai</span> <span class="quiet nowrap" lang="vi">31/2024/QH15</span>' in page


def test_a_document_without_a_title_is_named_once(client, publisher):
    path = publisher.document(title="Quyết định số 15/2026/QĐ-UBND", articles=["Giá"])
    page = client.get(path).text
    assert '<h1 lang="vi"><span class="document-title">Quyết định ' in page.replace("\n", "")
    assert "<title>Quyết định 15/2026/QĐ-UBND –" in page
    assert "của Ủy ban nhân dân tỉnh. <span" in page
    assert 'class="of"' not in client.get(f"{path}/dieu-1").text


def test_the_source_of_a_document_is_a_link_where_it_is_an_address(client, publisher):
    sources = [
        {"name": "Trang công báo", "url": "https://congbao.example/van-ban?id=1"},
        {"name": "Tệp lạ", "url": "javascript:alert(1)"},
    ]
    page = client.get(publisher.document(data={"sources": sources})).text
    assert (
        '<a href="https://congbao.example/van-ban?id=1" rel="external nofollow noreferrer">congbao.example</a>' in page
    )
    assert '<span class="hash">javascript:alert(1)</span>' in page


def test_a_picture_leads_to_itself_and_is_listed_by_its_name(client, publisher):
    file = {
        "token": "t" * 26, "name": "so-do.webp", "label": "Sơ đồ đường vòng qua xã Trà Sơn", "media_type": "image/webp",
        "size": 1_234, "sha256": "a" * 64,
    }  # fmt: skip
    source = f"/tep/{'t' * 26}/so-do.webp"
    path = publisher.record(
        "announcements", "thong-cao", "Sạt lở", files=[file], html=f'<p><img src="{source}" alt="{file["label"]}"></p>'
    )
    page = client.get(path).text
    assert f'<p><a href="{source}"><img src="{source}" alt="{file["label"]}"></a></p>' in page
    assert f'<a href="{source}" lang="vi">so-do.webp</a>' in page
    assert page.count(file["label"]) == 1


def test_an_english_page_says_that_the_text_is_vietnamese(client, publisher):
    path = publisher.document(articles=["Giá"])
    for address in (path, f"{path}/dieu-1"):
        assert "Decision. The original text is in Vietnamese." in client.get(f"/en{address}").text
        assert "Nguyên văn bằng tiếng Việt" not in client.get(address).text


def test_vietnamese_names_on_an_english_page_say_that_they_are_vietnamese(client, publisher):
    path = publisher.document(articles=["Giá đất"])
    number = '<span class="nowrap">15/2026/QĐ-UBND</span>'
    assert f'<span aria-current="page" lang="vi">Quyết định {number}</span>' in client.get(f"/en{path}").text
    article = client.get(f"/en{path}/dieu-1").text
    assert f'<a href="/en{path}" lang="vi">Quyết định {number}</a>' in article
    assert '<a href="/en/van-ban/">' in article
    assert '<span lang="vi">Văn phòng Ủy ban nhân dân tỉnh Hòa Giang</span>' in article
    assert f'<span aria-current="page">Quyết định {number}</span>' in client.get(path).text


def test_an_agency_bears_its_english_name_where_it_has_a_settled_one(client, publisher):
    path = publisher.record("organisations", "co-quan", "Sở Xây dựng tỉnh Hòa Giang")
    other = publisher.record("organisations", "co-quan", "Ủy ban nhân dân xã Khe Vàng")
    assert '<p class="lead">Department of Construction</p>' in client.get(f"/en{path}").text
    assert "Department of Construction" not in client.get(path).text
    assert '<p class="lead">' not in client.get(f"/en{other}").text.partition("<main")[2]


def test_spokespersons_are_listed_with_the_way_to_reach_them(client, publisher):
    assert "Chưa có người phát ngôn nào" in client.get("/nguoi-phat-ngon").text
    person = {"name": "Lê Nam", "title": "Chánh Văn phòng", "phone": "0299 000 111", "email": "nam@hoagiang.example"}
    path = publisher.record("organisations", "co-quan", "Sở Y tế", data={"spokesperson": person})
    publisher.record("organisations", "co-quan", "Sở Tư pháp")
    page = client.get("/nguoi-phat-ngon").text
    assert f'<th scope="row"><a href="{path}">Sở Y tế</a></th>' in page
    assert all(words in page for words in ("Lê Nam", "tel:0299000111", ">nam<wbr>@hoagiang.example</a>"))
    assert "Sở Tư pháp" not in page
    assert '<th scope="col">Agency</th>' in client.get("/en/nguoi-phat-ngon").text
    assert '<a href="/nguoi-phat-ngon">Người phát ngôn các cơ quan</a>' in client.get("/van-ban/").text
