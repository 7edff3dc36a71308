"""The signatures of a PDF, checked: every one that its catalogue names, and what is left of those it no longer does.

Nothing here asks a network. Work on hostile files is bounded by pyHanko's limits on unpacking and by the caller, who
runs readers of strangers' files in a process of their own.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms
from cryptography.x509 import Certificate
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import DocumentSecurityStore, EmbeddedPdfSignature, SignatureCoverageLevel

from content.errors import Invalid
from content.signatures.certificates import SIGNING, TIME_STAMPING, Evidence, is_valid_at, party, vouched
from content.signatures.seals import Seal, read_seal, signer_of
from content.signatures.signature import Added, Clock, Coverage, Flaw, Form, Integrity, Signature, Trust
from content.signatures.traces import Trace, bears_traces, find_seals, is_clean_gap

LARGEST_FILE = 200_000_000
MOST_SIGNATURES = 50

_HEADER_WITHIN = 1024
_UNSUPPORTED = frozenset({"/adbe.x509.rsa_sha1", "/adbe.pkcs7.sha1"})

for _chatty in ("pyhanko", "pyhanko_certvalidator"):
    # What these say of strangers' files is said better in the values below.
    logging.getLogger(_chatty).setLevel(logging.CRITICAL + 1)


def read(pdf: bytes, roots: Sequence[Certificate], now: datetime) -> tuple[Signature, ...]:
    """The signatures of a PDF in the order in which they were made; raises Invalid for what is no readable PDF."""
    if len(pdf) > LARGEST_FILE:
        raise Invalid("Tệp quá lớn để kiểm tra chữ ký số.")
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        raise Invalid("Tệp không phải là PDF nên không kiểm tra được chữ ký số.")
    file = _opened(pdf)
    found = [] if file is None else [_read_one(file, place, roots, now) for place in range(len(file.signatures))]
    known = () if file is None else file.seals()
    traces = [trace for trace in find_seals(pdf) if trace.seal not in known]
    left = [_leftover(pdf, trace) for trace in traces]
    if not found and not left:
        if file is None and not bears_traces(pdf):
            raise Invalid("Tệp PDF bị hỏng nên không đọc được.")
        if bears_traces(pdf):
            left = [_nameless(pdf)]
    return (*found, *left)


@dataclass(frozen=True, slots=True)
class _File:
    data: bytes
    signatures: tuple[EmbeddedPdfSignature, ...]
    kept: Evidence
    """What the file keeps for checking its signatures later."""
    rights: bytes
    """The seal of a viewer's usage rights, which is no person's signature."""

    def seals(self) -> frozenset[bytes]:
        return frozenset({self.rights, *(bytes(one.pkcs7_content) for one in self.signatures)})


def _opened(pdf: bytes) -> _File | None:
    """The file taken apart, or nothing where it cannot be; raises Invalid when it is locked or signed too often."""
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=False)
        if reader.encrypted and reader.decrypt(b"").status is AuthStatus.FAILED:
            raise Invalid("Tệp PDF có mật khẩu nên không kiểm tra được chữ ký số.")
        signatures = tuple(reader.embedded_signatures)
        if len(signatures) > MOST_SIGNATURES:
            raise Invalid("Tệp PDF có quá nhiều chữ ký nên không kiểm tra được.")
        return _File(pdf, signatures, _kept(reader), _usage_rights(reader))
    except Invalid:
        raise
    except Exception:  # A hostile file fails in ways that no list of errors holds.
        return None


def _kept(reader: PdfFileReader) -> Evidence:
    if "/DSS" not in reader.root:
        return Evidence()
    try:
        store = DocumentSecurityStore.read_dss(reader)
        return Evidence(
            tuple(store.load_certs()),
            tuple(one.dump() for one in store.crls),
            tuple(one.dump() for one in store.ocsps),
        )
    except Exception:  # What cannot be read proves nothing.
        return Evidence()


def _usage_rights(reader: PdfFileReader) -> bytes:
    try:
        return bytes(reader.root["/Perms"]["/UR3"].raw_get("/Contents"))
    except Exception:  # Most files have none.
        return b""


def _read_one(file: _File, place: int, roots: Sequence[Certificate], now: datetime) -> Signature:
    embedded = file.signatures[place]
    bare = Signature(
        field=str(embedded.field_name or ""),
        form=Form.APPROVAL,
        integrity=Integrity.CHANGED,
        flaw=Flaw.SEAL,
        coverage=Coverage.PART,
        added=Added.CHANGES,
        covered_bytes=0,
        file_bytes=len(file.data),
    )
    if embedded.sig_object.get("/SubFilter") in _UNSUPPORTED:
        return replace(bare, integrity=Integrity.UNKNOWN, flaw=Flaw.UNSUPPORTED)
    try:
        return _checked(bare, file, embedded, roots, now)
    except Exception:  # The seal is damaged in some way that no list of errors holds.
        return bare


def _checked(
    bare: Signature, file: _File, embedded: EmbeddedPdfSignature, roots: Sequence[Certificate], now: datetime
) -> Signature:
    numbers = tuple(int(number) for number in embedded.byte_range)
    described = replace(bare, form=_form(embedded), covered_bytes=_covered(numbers, len(file.data)))
    seal = read_seal(embedded.signed_data, lambda name: bytes(embedded.compute_digest(name)))
    described = _with_signer(described, seal, file.kept, roots, now, _own_time(embedded))
    flaw = Flaw.NONE
    if not seal.fits:
        flaw = Flaw.CONTENT
    elif not seal.sound or not _stands_where_it_says(file.data, numbers, bytes(embedded.pkcs7_content)):
        flaw = Flaw.SEAL
    coverage, added = _after(embedded, file.signatures)
    integrity = Integrity.CHANGED if flaw else Integrity.INTACT
    return replace(described, integrity=integrity, flaw=flaw, coverage=coverage, added=added)


def _form(embedded: EmbeddedPdfSignature) -> Form:
    if embedded.signed_data["encap_content_info"]["content_type"].native == "tst_info":
        return Form.TIMESTAMP
    return Form.APPROVAL if embedded.docmdp_level is None else Form.CERTIFICATION


def _covered(numbers: tuple[int, ...], size: int) -> int:
    return min(sum(length for length in numbers[1::2] if length > 0), size)


def _stands_where_it_says(data: bytes, numbers: tuple[int, ...], seal: bytes) -> bool:
    """Whether the signed bytes are the file from its first byte on, but for the seal's own place."""
    if len(numbers) != 4 or numbers[0] != 0 or min(numbers) < 0:
        return False
    _, before, after, rest = numbers
    return before < after and after + rest <= len(data) and is_clean_gap(data, before, after, seal)


def _own_time(embedded: EmbeddedPdfSignature) -> datetime | None:
    try:
        return _aware(embedded.self_reported_timestamp)
    except Exception:  # A time that cannot be read is none.
        return None


def _aware(moment: datetime | None) -> datetime | None:
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _after(embedded: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> tuple[Coverage, Added]:
    """How much of the file the signature covers, and what came after it."""
    embedded.compute_integrity_info()  # type: ignore[no-untyped-call]
    if embedded.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Coverage.WHOLE, Added.NOTHING
    if embedded.coverage is not SignatureCoverageLevel.ENTIRE_REVISION:
        return Coverage.PART, Added.CHANGES
    return Coverage.REVISION, _added(embedded, signatures)


def _added(embedded: EmbeddedPdfSignature, signatures: Sequence[EmbeddedPdfSignature]) -> Added:
    difference = embedded.diff_result
    if not isinstance(difference, DiffResult):
        return Added.CHANGES
    later = {one.field_name for one in signatures if one.signed_revision > embedded.signed_revision}
    match difference.modification_level:
        case ModificationLevel.NONE:
            return Added.NOTHING
        case ModificationLevel.LTA_UPDATES:
            return Added.EVIDENCE
        case ModificationLevel.FORM_FILLING:
            return Added.SIGNATURE if later and set(difference.changed_form_fields) <= later else Added.FORM
        case ModificationLevel.ANNOTATIONS:
            return Added.COMMENTS
    return Added.CHANGES


def _with_signer(
    described: Signature,
    seal: Seal,
    kept: Evidence,
    roots: Sequence[Certificate],
    now: datetime,
    own_time: datetime | None,
) -> Signature:
    """The signature with who signed it and when, as far as anybody vouches for that."""
    signed_at, clock = _aware(seal.said_time) or own_time, Clock.SIGNER
    authority, authority_trusted = None, False
    crls, ocsps = kept.crls + seal.crls, kept.ocsps + seal.ocsps
    if seal.stamp is not None:
        stamp = seal.stamp
        signed_at, clock, authority = _aware(stamp.time), Clock.AUTHORITY, party(stamp.certificate.subject)
        beside = Evidence(stamp.others + seal.others + kept.certificates, crls, ocsps)
        judged = vouched(stamp.certificate, beside, roots, stamp.time, usage=TIME_STAMPING)
        authority_trusted = judged[0] is Trust.TRUSTED
    certificate = seal.certificate
    moment = signed_at or now
    beside = Evidence(seal.others + kept.certificates, crls, ocsps)
    usage = TIME_STAMPING if described.form is Form.TIMESTAMP else SIGNING
    trust, revocation = vouched(certificate, beside, roots, moment, usage=usage)
    valid = is_valid_at(certificate, moment)
    return replace(
        described,
        signer=party(certificate.subject),
        issuer=party(certificate.issuer),
        signed_at=signed_at,
        clock=clock if signed_at else Clock.NONE,
        authority=authority,
        authority_trusted=authority_trusted,
        digest=seal.digest,
        algorithm=seal.algorithm,
        weak=seal.weak,
        valid_from=certificate.not_valid_before,
        valid_until=certificate.not_valid_after,
        valid_at_signing=valid,
        expired_since=valid and now > certificate.not_valid_after,
        trust=trust,
        revocation=revocation,
    )


def _leftover(pdf: bytes, trace: Trace) -> Signature:
    """A seal that the file's catalogue does not know: whatever it sealed is another file."""
    nameless = _nameless(pdf)
    try:
        certificate = signer_of(cms.ContentInfo.load(trace.seal)["content"])
        return replace(nameless, signer=party(certificate.subject), issuer=party(certificate.issuer))
    except Exception:  # Damaged beyond its name.
        return nameless


def _nameless(pdf: bytes) -> Signature:
    return Signature(
        field="",
        form=Form.TRACE,
        integrity=Integrity.CHANGED,
        flaw=Flaw.REWRITTEN,
        coverage=Coverage.PART,
        added=Added.CHANGES,
        covered_bytes=0,
        file_bytes=len(pdf),
    )
