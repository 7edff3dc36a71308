"""Two versions of a document, article by article."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from content.comparison.parts import Fate, Pair, pair
from content.comparison.passages import Change


@dataclass(frozen=True)
class Article:
    anchor: str
    label: str
    heading: str
    text: str


def article(number: int, text: str, heading: str = "") -> Article:
    return Article(f"dieu-{number}", f"Điều {number}", heading, text)


TEXTS = ["Phạm vi áp dụng.", "Trách nhiệm của sở.", "Kinh phí do ngân sách bảo đảm.", "Hiệu lực thi hành."]
VERSIONS = st.lists(
    st.builds(article, st.integers(1, 6), st.sampled_from(TEXTS), st.sampled_from(["", "Phạm vi", "Hiệu lực"])),
    max_size=6,
)


def fates(pairs: tuple[Pair, ...]) -> list[Fate]:
    return [one.fate for one in pairs]


@given(VERSIONS, VERSIONS)
def test_every_part_stands_in_exactly_one_pair(old, new):
    pairs = pair(old, new)
    assert Counter(one.new for one in pairs if one.new) == Counter(new)
    assert Counter(one.old for one in pairs if one.old) == Counter(old)


@given(VERSIONS, VERSIONS)
def test_each_side_keeps_its_order(old, new):
    pairs = pair(old, new)
    assert [one.new for one in pairs if one.new] == list(new)
    assert [one.old for one in pairs if one.old] == list(old)


def test_an_article_put_in_between_renumbers_those_behind_it():
    old = [article(1, TEXTS[0]), article(2, TEXTS[1]), article(3, TEXTS[3])]
    new = [article(1, TEXTS[0]), article(2, TEXTS[2]), article(3, TEXTS[1]), article(4, TEXTS[3])]
    assert fates(pair(old, new)) == [Fate.SAME, Fate.ADDED, Fate.RENUMBERED, Fate.RENUMBERED]


def test_a_changed_article_stands_beside_itself():
    old = [article(1, "Thời hạn là 15 ngày làm việc.", "Thời hạn")]
    new = [article(1, "Thời hạn là 10 ngày làm việc.", "Thời hạn")]
    (only,) = pair(old, new)
    assert only.fate is Fate.CHANGED
    assert [passage.text.strip() for passage in only.passages() if passage.change is Change.ADDED] == ["10"]


def test_a_heading_outweighs_a_number():
    old = [article(1, "Cũ một.", "Phạm vi"), article(2, "Cũ hai.", "Kinh phí")]
    new = [article(1, "Mới một.", "Kinh phí")]
    assert [(one.old and one.old.label, one.new and one.new.label) for one in pair(old, new)] == [
        ("Điều 1", None),
        ("Điều 2", "Điều 1"),
    ]


def test_an_article_that_went_is_told_at_its_place():
    old = [article(1, TEXTS[0]), article(2, TEXTS[1]), article(3, TEXTS[3])]
    new = [article(1, TEXTS[0]), article(2, TEXTS[3])]
    assert fates(pair(old, new)) == [Fate.SAME, Fate.REMOVED, Fate.RENUMBERED]


def test_spaces_change_nothing():
    assert fates(pair([article(1, "Một  hai\nba")], [article(1, "Một hai ba")])) == [Fate.SAME]
