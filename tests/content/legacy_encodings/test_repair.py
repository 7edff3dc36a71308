"""Old encodings are told by the text and repaired; whatever else there is comes out as it went in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.legacy_encodings import ENCODINGS, Run, decode, repair, repair_paragraphs
from content.legacy_encodings.tables import TABLES, Encoding

SENTENCES = (
    "Quyết định của Ủy ban nhân dân tỉnh về việc ban hành quy chế làm việc",
    "Căn cứ Luật tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
    "Điều 2. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành",
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc",
)
WORDS = sorted({word.strip(".,-") for sentence in SENTENCES for word in sentence.split()} - {"Ủy", ""})
FRENCH = "Société Générale où il a été à la fête de Noël, déjà très âgé, sûr de goûter à l'hôtel des Alpes"
GERMAN = "Müller möchte für die Größe der schönen Straße über München prüfen"


def encode(text: str, encoding: Encoding) -> str:
    """What a file of that time holds, seen through Western eyes; letters that it cannot write raise."""
    letters = {letter: written for written, letter in reversed(TABLES[encoding].items())}
    signs = set("".join(TABLES[encoding]))
    written = [letters.get(letter, letter) for letter in text]
    assert all(letter in letters or letter.isascii() or letter not in signs for letter in text)
    return "".join(written)


def unicode_text() -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join)


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_page_of_each_encoding_is_repaired(encoding: Encoding) -> None:
    text = "\n".join(SENTENCES).replace("Ủ", "u")
    repaired = repair(encode(text, encoding))
    assert repaired.text == text
    assert repaired.encodings == (encoding,)


@pytest.mark.parametrize("encoding", ENCODINGS)
@given(letters=st.data())
def test_what_is_encoded_is_decoded(encoding: Encoding, letters: st.DataObject) -> None:
    known = sorted({letter for letter in TABLES[encoding].values() if letter.isalpha()})
    text = " ".join(letters.draw(st.lists(st.sampled_from(known))))
    assert decode(encode(text, encoding), encoding) == text


@given(unicode_text())
def test_unicode_is_never_changed(text: str) -> None:
    repaired = repair(text)
    assert repaired.text == text
    assert not repaired.encodings


@given(st.text())
def test_no_text_is_too_odd_to_be_looked_at(text: str) -> None:
    assert len(repair(text).paragraphs) == text.count("\n") + 1


@pytest.mark.parametrize(
    "text", [FRENCH, GERMAN, "Beyoncé sang at a café in São Paulo", "±5 °C, §12, © ®, £10", "½ naïve"]
)
def test_other_languages_are_left_alone(text: str) -> None:
    assert repair(text).text == text


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("other", [FRENCH, GERMAN, *SENTENCES])
def test_only_the_old_lines_of_a_mixed_document_change(encoding: Encoding, other: str) -> None:
    old = [sentence.replace("Ủ", "u") for sentence in SENTENCES[1:]]
    mixed = "\n".join([other, *(encode(sentence, encoding) for sentence in old), other])
    assert repair(mixed).text == "\n".join([other, *old, other])


def test_a_font_of_an_old_encoding_does_not_make_unicode_old() -> None:
    paragraphs = [[Run(sentence, ".VnTime")] for sentence in SENTENCES]
    assert repair_paragraphs(paragraphs).paragraphs == SENTENCES


def test_runs_of_one_paragraph_are_judged_apart() -> None:
    runs = [Run(SENTENCES[1], "Times New Roman"), Run(" " + encode(SENTENCES[2], "tcvn3"), ".VnTime")]
    assert repair_paragraphs([runs]).paragraphs == (f"{SENTENCES[1]} {SENTENCES[2]}",)


def test_a_word_cut_by_a_change_of_run_is_still_read() -> None:
    whole = encode(SENTENCES[1], "vni")
    runs = [Run(letter, "VNI-Times") for letter in whole]
    assert repair_paragraphs([runs]).paragraphs == (SENTENCES[1],)


def test_small_letters_in_a_font_of_capitals_become_capitals() -> None:
    body = [Run(encode(SENTENCES[1], "tcvn3"), ".VnTime")]
    title = [Run(encode("bộ tài chính", "tcvn3"), ".VnTimeH")]
    assert repair_paragraphs([title, body]).paragraphs[0] == "BỘ TÀI CHÍNH"
    assert repair_paragraphs([title, body], capitals_by_font=False).paragraphs[0] == "bộ tài chính"


def test_capitals_fonts_say_nothing_of_unicode() -> None:
    assert repair_paragraphs([[Run(SENTENCES[0], ".VnTimeH")]]).text == SENTENCES[0]


def test_two_old_encodings_in_one_document_are_told_apart() -> None:
    lines = [encode(sentence.replace("Ủ", "u"), "tcvn3") for sentence in SENTENCES]
    lines += [encode(sentence, "vni") for sentence in SENTENCES]
    repaired = repair("\n".join(lines))
    assert repaired.paragraphs == (*(sentence.replace("Ủ", "u") for sentence in SENTENCES), *SENTENCES)
    assert repaired.encodings == ("tcvn3", "vni")


def test_initials_and_lone_signs_follow_their_document() -> None:
    lines = [*(encode(sentence, "tcvn3") for sentence in SENTENCES[1:]), "(1000 ®)", "Q§-BTC", "§ 12"]
    assert repair("\n".join(lines)).paragraphs[-3:] == ("(1000 đ)", "QĐ-BTC", "§ 12")


def test_small_letters_with_tones_among_capitals_become_capitals() -> None:
    lines = [*(encode(sentence, "tcvn3") for sentence in SENTENCES[1:]), encode("NHữNG QUY ĐịNH CủA Bộ", "tcvn3")]
    assert repair("\n".join(lines)).paragraphs[-1] == "NHỮNG QUY ĐỊNH CỦA Bộ"


def test_signs_that_a_pdf_renames_are_known() -> None:
    lines = [*(encode(sentence, "tcvn3") for sentence in SENTENCES[1:]), "Thñ t\u2212íng b¶o l\u2219nh \u2212 5 \u2212"]
    assert repair("\n".join(lines)).paragraphs[-1] == "Thủ tướng bảo lãnh \u2212 5 \u2212"
