"""What people read of a signature."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import product

from content.signatures.sentences import sentences
from content.signatures.signature import (
    Added,
    Clock,
    Coverage,
    Flaw,
    Form,
    Integrity,
    Party,
    Revocation,
    Signature,
    Trust,
)

GOOD = Signature(
    field="ChuKy1",
    form=Form.APPROVAL,
    integrity=Integrity.INTACT,
    flaw=Flaw.NONE,
    coverage=Coverage.WHOLE,
    added=Added.NOTHING,
    covered_bytes=90,
    file_bytes=100,
    signer=Party("Nguyễn Thị Thử", "Sở Tư pháp"),
    issuer=Party("CA thử nghiệm"),
    signed_at=datetime(2026, 5, 31, 20, 5, tzinfo=UTC),
    clock=Clock.SIGNER,
    digest="SHA-256",
    algorithm="RSA 2048",
    valid_from=datetime(2025, 1, 1, tzinfo=UTC),
    valid_until=datetime(2027, 1, 1, tzinfo=UTC),
    valid_at_signing=True,
    trust=Trust.TRUSTED,
)


def test_a_good_signature_is_told_in_order():
    assert sentences(GOOD) == [
        "Tệp còn nguyên vẹn: toàn bộ tệp đúng từng byte như khi ký.",
        "Người ký: Nguyễn Thị Thử, Sở Tư pháp (chứng thư số do CA thử nghiệm cấp).",
        "Thời điểm ký: 03:05 ngày 01/06/2026, theo đồng hồ của người ký, không có dấu thời gian xác nhận.",
        "Chứng thư số của người ký do tổ chức mà cổng tin cậy cấp.",
        "Chưa kiểm tra thu hồi chứng thư số, vì trong tệp không có dữ liệu để kiểm tra.",
        "Thuật toán: SHA-256, RSA 2048.",
    ]


def test_an_unknown_root_is_not_called_wrong():
    said = " ".join(sentences(replace(GOOD, trust=Trust.UNKNOWN_ROOT)))
    assert "không có nghĩa là chữ ký sai" in said


def test_of_a_changed_file_nothing_reassuring_is_said():
    said = sentences(replace(GOOD, integrity=Integrity.CHANGED, flaw=Flaw.CONTENT))
    assert said[0].startswith("Tệp đã bị thay đổi sau khi ký")
    assert not any("tin cậy" in sentence or "nguyên vẹn" in sentence for sentence in said)


def test_an_authoritys_time_is_called_its_own():
    said = sentences(replace(GOOD, clock=Clock.AUTHORITY, authority=Party("Máy chủ dấu thời gian")))
    assert "theo dấu thời gian của Máy chủ dấu thời gian" in said[2]
    assert "chưa xác nhận được dấu thời gian" in said[3]


def test_weak_and_run_out_are_said():
    said = sentences(replace(GOOD, weak=True, expired_since=True))
    assert "Chứng thư số còn hạn khi ký và đã hết hạn ngày 01/01/2027." in said
    assert said[-1] == "Thuật toán này đã cũ, không còn được coi là đủ an toàn."


def test_every_state_has_whole_sentences():
    for form, flaw, coverage, added, trust, revocation in product(Form, Flaw, Coverage, Added, Trust, Revocation):
        integrity = Integrity.CHANGED if flaw else Integrity.INTACT
        said = sentences(
            replace(
                GOOD,
                form=form,
                flaw=flaw,
                integrity=integrity,
                coverage=coverage,
                added=added,
                trust=trust,
                revocation=revocation,
            )
        )
        assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in said)
