"""Tables of documents and their mappings."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.imports.csv_mapping import count, mapping_from, read
from content.imports.files import SourceError
from content.imports.incoming import Incoming, Rejected

PAIRS = ("so=number", "ngay=issued", "ten=title", "link=url")
HEAD = "so,ngay,ten,link\n"


def read_all(tmp_path, text, pairs=PAIRS):
    path = tmp_path / "table.csv"
    path.write_text(text, "utf-8")
    return list(read(path, mapping_from(pairs)))


def test_a_row_is_a_document(tmp_path):
    (entry,) = read_all(tmp_path, f'{HEAD}12/CT-UBND,20/07/2022,"Về việc A, B",https://x.vn/1\n')
    assert entry.kind == "directions"
    assert (entry.fields["type"], entry.fields["number"]) == ("Chỉ thị", "12/CT-UBND")
    assert (entry.fields["title"], entry.fields["issued"]) == ("Về việc A, B", date(2022, 7, 20))


def test_a_title_in_small_letters_gets_its_first_letter_and_a_word(tmp_path):
    (entry,) = read_all(tmp_path, f"{HEAD}12/CT-UBND,20/07/2022,đề án bhyt,\n")
    assert entry.fields["title"] == "Đề án bhyt"
    assert any("viết thường toàn bộ" in said for said in entry.fields["to_check"])


def test_rows_of_one_document_are_merged_and_nothing_of_them_lost(tmp_path):
    rows = "12/QÐ-UBND,20/07/2022,một,a\n12/QĐ-UBND,20/07/2022,hai,b\n12/QĐ-UBND,20/07/2022,một,a\n"
    (entry,) = read_all(tmp_path, HEAD + rows)
    assert [source["url"] for source in entry.fields["sources"]] == ["a", "b"]
    assert "Nguồn còn ghi trích yếu khác: “hai”." in entry.fields["to_check"]


def test_rows_without_a_number_are_told_apart_by_their_titles(tmp_path):
    first, second = read_all(tmp_path, f"{HEAD},20/07/2022,một,\n,20/07/2022,hai,\n")
    assert first.source_key != second.source_key


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_columns_may_be_separated_otherwise(tmp_path, delimiter):
    text = f"{HEAD}12/CT-UBND,20/07/2022,Tên,x\n".replace(",", delimiter)
    assert read_all(tmp_path, text)[0].fields["title"] == "Tên"


def test_a_row_with_too_many_cells_is_rejected_and_the_next_is_not(tmp_path):
    bad, good = read_all(tmp_path, f"{HEAD}1,2,3,4,5\n12/CT-UBND,20/07/2022,Tên,\n")
    assert isinstance(bad, Rejected)
    assert isinstance(good, Incoming)


def test_a_row_of_nothing_is_rejected(tmp_path):
    (entry,) = read_all(tmp_path, f"{HEAD},20/07/2022,,\n")
    assert entry == Rejected(2, "Thiếu cả số, ký hiệu và trích yếu.")


def test_a_huge_cell_is_rejected(tmp_path):
    bad, good = read_all(tmp_path, f"{HEAD}1,2,{'a' * 1_000_001},4\n12/CT-UBND,20/07/2022,Tên,\n")
    assert isinstance(bad, Rejected)
    assert isinstance(good, Incoming)


@pytest.mark.parametrize(
    ("pairs", "said"),
    [
        ((), "--map"),
        (("so",), "Không có tệp"),
        (("so=",), "cột=trường"),
        (("so=number", "x"), "cột=trường"),
        (("so=nothing",), "Không có trường"),
        (("khác=number",), "không có cột: khác"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_explained(tmp_path, pairs, said):
    with pytest.raises(SourceError, match=said):
        read_all(tmp_path, HEAD, pairs)


@pytest.mark.parametrize("text", ["x", "[columns]\n", "columns = 1", "[columns]\na = 1", '[columns]\na = "nothing"'])
def test_a_mapping_file_that_cannot_be_used_is_explained(tmp_path, text):
    (tmp_path / "map.toml").write_text(text, "utf-8")
    with pytest.raises(SourceError):
        mapping_from([str(tmp_path / "map.toml")])


def test_a_mapping_file_gives_fixed_values_and_issuers(tmp_path):
    (tmp_path / "map.toml").write_text(
        '[columns]\nso = "number"\n[fixed]\ntype = "Nghị quyết"\n[issuers]\nHDND = "Hội đồng"', "utf-8"
    )
    (entry,) = read_all(tmp_path, "so\n5/NQ-HDND\n", [str(tmp_path / "map.toml")])
    assert (entry.fields["type"], entry.fields["issuer"]) == ("Nghị quyết", "Hội đồng")


@given(st.text())
def test_any_table_gives_documents_or_reasons(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "table.csv"
    path.write_bytes((HEAD + text).encode("utf-8", "replace"))
    try:
        entries = list(read(path, mapping_from(PAIRS)))
    except SourceError:
        return
    assert all(isinstance(entry, Incoming | Rejected) for entry in entries)


@pytest.mark.data
def test_the_table_of_a_real_province_is_taken_in(data):
    path, mapping = data / "documents/province_binhduong_documents.csv", mapping_from(["binh-duong"])
    entries = list(read(path, mapping))
    assert count(path, mapping) == 4_056
    assert not [entry for entry in entries if isinstance(entry, Rejected)]
    assert len({entry.source_key for entry in entries}) == len(entries) == 3_607
    assert not [entry for entry in entries if "Ð" in entry.fields["number"]]
    assert sum(len(entry.fields["sources"]) for entry in entries) >= 3_607
