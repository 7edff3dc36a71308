"""Many spellings, one word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.vietnamese import alphabetical, canonical, early_tone, fold, fold_with_offsets, has_marks, nfc_clean

ANY_TEXT = st.text(st.characters(), max_size=200)
VIETNAMESE = st.text("aăâeêioôơuưyđhklmnqstvÀÁẢÃẠẤẾỘỬỹýòóỏõọùúủũụ Ðð\u0301\u0323\u0302\u031b\u00ad\u200b", max_size=60)


@pytest.mark.parametrize(
    ("written", "clean"),
    [
        ("NFD: quyê\u0301t \u0111i\u0323nh", "NFD: quyết định"),
        ("wrong order e\u0301\u0302 and o\u0301\u031b", "wrong order ế and ớ"),
        ("15/2024/Q\u00d0-UBND", "15/2024/Q\u0110-UBND"),
        ("\u00f0ất \u0189ai", "đất Đai"),
        ("06/2026/TT-BT\u0421", "06/2026/TT-BTC"),
        ("64/2007/NĐ-\u0421\u0420", "64/2007/NĐ-CP"),
        ("Москва", "Москва"),
        ("v\u00adăn\u200b b\ufeffản\u00a0số\u202f5", "văn bản số 5"),
        ("dòng\u2028mới\u0000\ud800", "dòng\nmới\ufffd"),
        ("hòa, hoà", "hòa, hoà"),
        ("bình thường", "bình thường"),
    ],
)
def test_clean_text_keeps_the_words_and_loses_what_cannot_be_seen(written, clean):
    assert nfc_clean(written) == clean


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("hòa", "hoà"),
        ("ủy ban", "uỷ ban"),
        ("Thúy", "thuý"),
        ("qúa", "quá"),
        ("gía", "giá"),
        ("của", "cuả"),
        ("lý do", "lí do"),
        ("kỹ thuật", "kĩ thuật"),
        ("tỷ lệ", "tỉ lệ"),
        ("quy định", "qui định"),
        ("ĐẤT ĐAI", "Ðất đai"),
        ("khoá", "khóa"),
    ],
)
def test_variants_of_a_word_are_one_in_canonical_form(one, other):
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(("one", "other"), [("đất", "dất"), ("ma", "má"), ("tay", "tai"), ("y", "i"), ("o", "ơ")])
def test_different_words_stay_different(one, other):
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Quyết định", "quyet dinh"),
        ("ĐƯỜNG Ðường đường ðường", "duong duong duong duong"),
        ("１５/２０２４", "15/2024"),
        ("TT-BT\u0421", "tt-btc"),
        ("ﬁ № 5", "fi no 5"),
        ("đi\u200bều\u00a05", "dieu 5"),
    ],
)
def test_folded_text_has_plain_letters(written, plain):
    assert fold(written) == plain


def test_offsets_lead_back_to_the_letters_written():
    written = "Quye\u0302\u0301t Ðịnh"
    folded, offsets = fold_with_offsets(written)
    start = folded.index("dinh")
    assert written[offsets[start] : offsets[start + 4]] == "Định".replace("Đ", "Ð")


@pytest.mark.parametrize(("text", "marked"), [("dat dai", False), ("đất", True), ("so 15", False), ("lệ phí", True)])
def test_marks_are_noticed(text, marked):
    assert has_marks(text) is marked


@given(ANY_TEXT | VIETNAMESE)
def test_clean_text_is_stored_as_it_is(text):
    clean = nfc_clean(text)
    assert nfc_clean(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()


@given(ANY_TEXT | VIETNAMESE)
def test_folding_is_the_same_for_every_spelling_of_a_text(text):
    folded = fold(text)
    assert fold(folded) == folded
    assert fold(unicodedata.normalize("NFD", nfc_clean(text))) == folded == fold(nfc_clean(text))


@given(VIETNAMESE)
def test_canonical_form_does_not_hang_on_case_or_normal_form(text):
    assert canonical(text.upper()) == canonical(nfc_clean(text.upper()).lower())
    assert canonical(unicodedata.normalize("NFD", nfc_clean(text))) == canonical(text)


@given(ANY_TEXT | VIETNAMESE)
def test_every_folded_letter_has_a_place(text):
    folded, offsets = fold_with_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert offsets == sorted(offsets)


@pytest.mark.parametrize(
    "flood", ["e" + "\u0301" * 400_000, "\u0421" * 400_000, "аa" * 200_000, "\u200b" * 400_000, "hòa" * 130_000]
)
def test_a_flood_is_read_to_its_end(flood):
    assert all(isinstance(read(flood), str) for read in (nfc_clean, fold, canonical))


@pytest.mark.parametrize(
    ("late", "early"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("UỶ BAN", "ỦY BAN"),
        ("Toà án, Bộ Văn hoá, khoẻ", "Tòa án, Bộ Văn hóa, khỏe"),
        ("Sở Thuỷ lợi", "Sở Thủy lợi"),
        ("Quỹ, Quý, quỳ", "Quỹ, Quý, quỳ"),
        ("hoàn, huỳnh, xoáy, ngoài, khoản", "hoàn, huỳnh, xoáy, ngoài, khoản"),
        ("Ủy ban, hòa", "Ủy ban, hòa"),
    ],
)
def test_a_tone_is_put_on_the_first_letter_of_an_open_pair(late, early):
    assert early_tone(late) == early
    assert canonical(late) == canonical(early)


def test_names_stand_in_the_order_of_the_vietnamese_alphabet():
    names = ["An", "Ăn", "Ân", "Bùi Văn Thắng", "Dương", "Đặng", "Đặng Minh Tuệ", "Em", "Lê", "Ôn", "Ơn", "Trần", "Vũ"]
    assert sorted(reversed(names), key=alphabetical) == names


def test_the_tone_decides_between_what_is_spelled_alike():
    assert sorted(["mạ", "má", "mã", "mả", "mà", "ma"], key=alphabetical) == ["ma", "mà", "mả", "mã", "má", "mạ"]
    assert sorted(["Lê Thị Ba", "Lê Thi Bé"], key=alphabetical) == ["Lê Thị Ba", "Lê Thi Bé"]


@given(VIETNAMESE)
def test_how_letters_are_composed_and_cased_changes_no_order(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert alphabetical(decomposed) == alphabetical(unicodedata.normalize("NFC", decomposed))
    assert alphabetical(text.upper()) == alphabetical(text)
