"""What the signatures of a PDF prove: intact, changed, added to, by whom, when, and who vouches."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils import generic
from pyhanko.sign.fields import MDPPerm

from content.errors import Invalid
from content.signatures.certificates import read_roots
from content.signatures.reading import read
from content.signatures.signature import Added, Clock, Coverage, Flaw, Form, Integrity, Revocation, Trust
from content.signatures.traces import MOST_TRACES
from tests.content.signatures.signing import NOW, Identity, page_pdf, signed, updated
from tests.machine import ROOT

SIGNED_FILES = {
    "02.pdf": 1,
    "04.pdf": 1,
    "16-NGHI-DINH-ND-83.pdf": 1,
    "38-VAN-BAN-DU-THAO-5dzyr0zq-ylq-CV-GUI-XIN-Y-KIEN-CAC-DON-VI-signed.pdf": 6,
}
"""The signed files among the real ones, and how many signatures each bears."""


def only(pdf, *roots, now=NOW):
    (signature,) = read(pdf, [root.certificate for root in roots], now)
    return signature


def draw(writer):
    """Write over the first page."""
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Contents"] = writer.add_object(generic.StreamObject(stream_data=b"BT (Noi dung khac) Tj ET"))
    writer.update_container(page)


def flipped(data, place, bit=1):
    changed = bytearray(data)
    changed[place] ^= bit
    return bytes(changed)


def is_reported(pdf, roots=()):
    try:
        return any(signature.integrity is not Integrity.INTACT for signature in read(pdf, roots, NOW))
    except Invalid:
        return True


def test_a_signed_file_is_intact_and_its_signer_named(plain_pdf, officer, root):
    signature = only(signed(plain_pdf, officer), root)
    assert (signature.integrity, signature.flaw, signature.coverage, signature.added) == (
        Integrity.INTACT,
        Flaw.NONE,
        Coverage.WHOLE,
        Added.NOTHING,
    )
    assert signature.signer is not None
    assert signature.signer.label == "Nguyễn Thị Thử, Sở Thử nghiệm tỉnh Hòa Giang"
    assert signature.issuer is not None
    assert signature.issuer.name == "Gốc thử nghiệm"
    assert (signature.digest, signature.algorithm, signature.weak) == ("SHA-256", "ECDSA 256", False)
    assert signature.holds


def test_trust_is_by_the_roots_handed_in(plain_pdf, officer, root):
    pdf = signed(plain_pdf, officer)
    assert only(pdf, root).trust is Trust.TRUSTED
    assert only(pdf).trust is Trust.UNKNOWN_ROOT
    assert only(pdf, Identity("Gốc khác", authority=True)).trust is Trust.UNKNOWN_ROOT
    assert only(pdf).integrity is Integrity.INTACT


def test_a_root_of_the_same_name_with_another_key_is_no_trust(plain_pdf, officer):
    assert only(signed(plain_pdf, officer), Identity("Gốc thử nghiệm", authority=True)).trust is not Trust.TRUSTED


def test_who_vouches_for_himself_is_told(plain_pdf):
    assert only(signed(plain_pdf, Identity("Tự ký"))).trust is Trust.SELF_SIGNED


def test_an_officer_is_no_authority(plain_pdf, officer, root):
    assert only(signed(plain_pdf, Identity("Người khác", officer)), root).trust is not Trust.TRUSTED


def test_a_certificate_out_of_its_days_is_told(plain_pdf, root):
    signature = only(signed(plain_pdf, Identity("Hết hạn", root, start=-9000, days=30)), root)
    assert (signature.trust, signature.valid_at_signing, signature.integrity) == (
        Trust.EXPIRED,
        False,
        Integrity.INTACT,
    )


def test_a_certificate_that_ran_out_since_is_no_fault_of_the_signature(plain_pdf, officer, root):
    signature = only(signed(plain_pdf, officer), root, now=NOW + timedelta(days=9000))
    assert (signature.trust, signature.valid_at_signing, signature.expired_since) == (Trust.TRUSTED, True, True)


def test_the_signers_own_clock_is_told_from_an_authoritys(plain_pdf, officer, stamper, root):
    own = only(signed(plain_pdf, officer), root)
    assert (own.clock, own.authority) == (Clock.SIGNER, None)
    stamped = only(signed(plain_pdf, officer, stamper=stamper), root)
    assert (stamped.clock, stamped.authority_trusted) == (Clock.AUTHORITY, True)
    assert stamped.authority is not None
    assert stamped.authority.name == "Máy chủ dấu thời gian"
    assert not only(signed(plain_pdf, officer, stamper=stamper)).authority_trusted


def test_revocation_is_not_claimed_to_be_checked(plain_pdf, officer, root):
    assert only(signed(plain_pdf, officer), root).revocation is Revocation.NOT_CHECKED


def test_a_second_signature_is_no_change_of_the_first(plain_pdf, officer, second_officer, root):
    pdf = signed(signed(plain_pdf, officer), second_officer, field="ChuKy2")
    first, second = read(pdf, [root.certificate], NOW)
    assert (first.integrity, first.coverage, first.added) == (Integrity.INTACT, Coverage.REVISION, Added.SIGNATURE)
    assert (second.integrity, second.coverage) == (Integrity.INTACT, Coverage.WHOLE)
    assert first.holds
    assert first.covered_bytes < second.covered_bytes < len(pdf) == first.file_bytes


def test_what_is_drawn_over_a_signed_page_is_a_change_after_it(plain_pdf, officer, root):
    signature = only(updated(signed(plain_pdf, officer), draw), root)
    assert (signature.integrity, signature.coverage, signature.added) == (
        Integrity.INTACT,
        Coverage.REVISION,
        Added.CHANGES,
    )
    assert not signature.holds


def test_bytes_after_the_end_are_not_covered(plain_pdf, officer, root):
    signature = only(signed(plain_pdf, officer) + b"\n% more\n", root)
    assert signature.coverage is not Coverage.WHOLE


def test_an_authors_signature_is_told_from_an_approvers(plain_pdf, officer):
    pdf = signed(plain_pdf, officer, certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert only(pdf).form is Form.CERTIFICATION
    assert only(signed(plain_pdf, officer)).form is Form.APPROVAL


def test_every_byte_of_a_small_file_is_guarded(plain_pdf, officer, stamper):
    pdf = signed(plain_pdf, officer, stamper=stamper)
    start, end = gap(pdf)
    places = [*range(0, start, 7), *range(end, len(pdf), 7)]
    assert [place for place in places if not is_reported(flipped(pdf, place))] == []


def test_no_byte_of_the_seal_makes_a_trusted_file_say_something_else(signed_pdf, root):
    roots = [root.certificate]
    untouched = read(signed_pdf, roots, NOW)
    start, end = gap(signed_pdf)
    for place in [*range(start, end, 37), end - 1]:
        changed = flipped(signed_pdf, place)
        if not is_reported(changed, roots):
            assert read(changed, roots, NOW) == untouched or only(changed, root).trust is not Trust.TRUSTED


def test_a_seal_moved_to_another_file_seals_nothing(plain_pdf, officer, second_officer):
    mine, other = signed(plain_pdf, officer), signed(plain_pdf + b"\n", second_officer)
    start, end = gap(mine)
    other_start, other_end = gap(other)
    forged = other[:other_start] + mine[start:end] + other[other_end:]
    assert only(forged).integrity is Integrity.CHANGED


def test_a_signature_that_the_catalogue_forgot_is_a_trace(plain_pdf, officer):
    pdf = signed(plain_pdf, officer).replace(b"/AcroForm", b"/AcroFxxx")
    (signature,) = read(pdf, (), NOW)
    assert (signature.form, signature.flaw, signature.integrity) == (Form.TRACE, Flaw.REWRITTEN, Integrity.CHANGED)
    assert signature.signer is not None
    assert signature.signer.name == "Nguyễn Thị Thử"


def test_a_file_without_signatures_has_none(plain_pdf):
    assert read(plain_pdf, (), NOW) == ()


def test_what_is_no_pdf_is_refused():
    for data in (b"", b"PK\x03\x04", b"van ban", b"\x00" * 5000):
        with pytest.raises(Invalid, match="không phải là PDF"):
            read(data, (), NOW)


def test_a_broken_pdf_is_refused():
    with pytest.raises(Invalid, match="hỏng"):
        read(b"%PDF-1.7\nnothing", (), NOW)


def test_a_locked_pdf_is_refused():
    with pytest.raises(Invalid, match="mật khẩu"):
        read(page_pdf(password="bí mật"), (), NOW)


SEAL = b"<308006092a864886f70d010702a0800000>"
HOSTILE = {
    "deep": [b"<< /AcroForm << /Fields " + b"[" * 50_000 + b"]" * 50_000 + b" >> >>"],
    "cycle": [b"<< /AcroForm << /Fields [2 0 R] >> >>", b"<< /T (a) /Kids [2 0 R] >>"],
    "itself": [b"<< /AcroForm 2 0 R >>", b"2 0 R"],
    "range": [
        b"<< /AcroForm << /Fields [2 0 R] >> >>",
        b"<< /FT /Sig /T (a) /V 3 0 R >>",
        b"<< /Type /Sig /ByteRange [0 99999999999 1 -5] /Contents " + SEAL + b" >>",
    ],
    "crowd": [
        b"<< /AcroForm << /Fields [" + b"2 0 R " * 5_000 + b"] >> >>",
        b"<< /FT /Sig /T (a) /V 3 0 R >>",
        b"<< /Type /Sig /ByteRange [0 1 2 3] /Contents <30800609> >>",
    ],
}


@pytest.mark.parametrize("objects", HOSTILE.values(), ids=HOSTILE)
def test_a_file_made_to_harm_is_refused_or_reported(objects):
    assert is_reported(pdf_of(objects))


def test_of_many_seals_some_are_told():
    found = read(b"%PDF-1.7\n" + SEAL * 5_000, (), NOW)
    assert len(found) == MOST_TRACES
    assert {one.form for one in found} == {Form.TRACE}


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_or_have_no_intact_signature(data):
    try:
        found = read(b"%PDF-1.4\n" + data, (), NOW)
    except Invalid:
        return
    assert all(one.integrity is not Integrity.INTACT for one in found)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_a_torn_file_is_reported_or_refused(signed_pdf, seed):
    chance = random.Random(seed)
    cut = chance.randrange(9, len(signed_pdf) - 200)
    torn = signed_pdf[:cut] + chance.randbytes(chance.randrange(40)) + signed_pdf[cut + chance.randrange(50, 200) :]
    assert is_reported(torn) or b"06092a864886f70d010702" not in torn


def pdf_of(objects):
    """A file of these objects, the first its catalogue."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        body
        + b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (size, len(body))
    )


def gap(pdf):
    """Where the seal of the only signature stands."""
    match = re.search(rb"/ByteRange \[0 (\d+) (\d+)", pdf)
    assert match
    return int(match[1]), int(match[2])


def test_roots_are_read_from_either_form(root):
    certificate = root.certificate
    pem = certificate.public_bytes(Encoding.PEM)
    assert read_roots(pem + pem) == (certificate, certificate)
    assert read_roots(certificate.public_bytes(Encoding.DER)) == (certificate,)
    with pytest.raises(Invalid, match="chứng thư gốc"):
        read_roots(b"nothing")


@pytest.mark.data
@pytest.mark.parametrize(("name", "count"), SIGNED_FILES.items())
def test_the_signed_files_of_the_state_are_verified(data, name, count):
    found = read((data / "import_files/drafts_and_laws" / name).read_bytes(), (), NOW)
    assert len(found) == count
    assert {one.integrity for one in found} == {Integrity.INTACT}
    assert {one.trust for one in found} == {Trust.UNKNOWN_ROOT}
    assert found[-1].coverage is Coverage.WHOLE
    assert all(one.signer and one.issuer and one.issuer.organisation.lower().startswith("ban c") for one in found)


@pytest.mark.data
@pytest.mark.parametrize("name", SIGNED_FILES)
def test_one_other_byte_in_a_signed_file_of_the_state_is_reported(data, name):
    pdf = (data / "import_files/drafts_and_laws" / name).read_bytes()
    start, end = [(int(a), int(b)) for a, b in re.findall(rb"/ByteRange \[0 (\d+) (\d+)", pdf)][-1]
    chance = random.Random(name)
    signed_places = [*range(start), *range(end, len(pdf))]
    places = chance.sample(signed_places, 25) + [at.start() + 1 for at in re.finditer(rb"/AcroForm|/ByteRange", pdf)]
    assert [at for at in places if not is_reported(flipped(pdf, at, 1 << chance.randrange(8)))] == []


@pytest.mark.data
def test_gazette_files_written_anew_bear_traces_only(data):
    read_files = [read(path.read_bytes(), (), NOW) for path in sorted((data / "import_files/congbao").glob("*.pdf"))]
    traced = [found for found in read_files if found]
    assert len(traced) == 9
    assert all(one.flaw is Flaw.REWRITTEN and one.signer for found in traced for one in found)


def test_no_network_is_asked(signed_pdf, root, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed_pdf)
    (tmp_path / "root.pem").write_bytes(root.certificate.public_bytes(Encoding.PEM))
    script = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from content.signatures.certificates import read_roots
from content.signatures.reading import read

def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind"}:
        raise SystemExit("network")

sys.addaudithook(watch)
folder = Path(sys.argv[1])
(one,) = read((folder / "signed.pdf").read_bytes(), read_roots((folder / "root.pem").read_bytes()), datetime.now(UTC))
print(one.trust)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (run.stdout.strip(), run.stderr) == ("trusted", "")
