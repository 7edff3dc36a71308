"""What a signature says, in plain Vietnamese sentences for people who know nothing of cryptography. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from content.signatures.signature import (
    Added,
    Clock,
    Coverage,
    Flaw,
    Form,
    Integrity,
    Revocation,
    Signature,
    Trust,
)

_VIETNAM = timezone(timedelta(hours=7))

_FLAWS = {
    Flaw.CONTENT: "Tệp đã bị thay đổi sau khi ký: nội dung hiện nay không còn là nội dung đã được ký.",
    Flaw.SEAL: "Chữ ký số trong tệp đã bị hỏng hoặc bị sửa, nên không chứng minh được nội dung tệp.",
    Flaw.REWRITTEN: "Trong tệp còn dấu vết của một chữ ký số, nhưng tệp đã bị ghi lại sau khi ký, "
    "nên chữ ký đó không còn giá trị chứng minh.",
    Flaw.UNSUPPORTED: "Chữ ký số thuộc dạng cũ mà cổng chưa kiểm tra được.",
}
_ADDED = {
    Added.NOTHING: "Sau chữ ký này, tệp có được ghi thêm nhưng nội dung không thay đổi.",
    Added.EVIDENCE: "Sau chữ ký này, tệp chỉ được thêm dữ liệu để kiểm tra chữ ký lâu dài.",
    Added.SIGNATURE: "Sau chữ ký này, tệp chỉ được thêm chữ ký khác.",
    Added.FORM: "Sau chữ ký này, tệp được điền thêm vào các ô của biểu mẫu.",
    Added.COMMENTS: "Sau chữ ký này, tệp được thêm ghi chú.",
    Added.CHANGES: "Sau chữ ký này, tệp được thêm nội dung vượt quá điều chữ ký cho phép; "
    "chữ ký chỉ chứng minh cho bản tại thời điểm ký.",
}
_TRUST = {
    Trust.TRUSTED: "Chứng thư số của người ký do tổ chức mà cổng tin cậy cấp.",
    Trust.UNKNOWN_ROOT: "Cổng chưa có chứng thư gốc của tổ chức cấp nên chưa xác nhận được người ký là ai; "
    "điều này không có nghĩa là chữ ký sai.",
    Trust.SELF_SIGNED: "Chứng thư số do người ký tự tạo, không có tổ chức nào xác nhận người ký là ai.",
    Trust.EXPIRED: "Chứng thư số không còn hạn hoặc chưa đến hạn vào thời điểm ký.",
    Trust.REVOKED: "Chứng thư số của người ký không được tin cậy, vì đã bị thu hồi.",
    Trust.UNFIT: "Chứng thư số không được cấp để ký văn bản, hoặc việc cấp chứng thư không hợp lệ.",
}
_REVOCATION = {
    Revocation.NOT_CHECKED: "Chưa kiểm tra thu hồi chứng thư số, vì trong tệp không có dữ liệu để kiểm tra.",
    Revocation.GOOD: "Theo dữ liệu kèm trong tệp, chứng thư số chưa bị thu hồi khi ký.",
    Revocation.REVOKED: "Theo dữ liệu kèm trong tệp, chứng thư số đã bị thu hồi khi ký.",
}


def sentences(signature: Signature) -> list[str]:
    """The sentences that a page shows of a signature, the weightiest first."""
    said = [_integrity(signature)]
    if signature.signer is not None:
        said.append(_who(signature))
    if signature.integrity is not Integrity.INTACT:
        return said
    said += [*_what_came_after(signature), *_when(signature), _TRUST[signature.trust]]
    if signature.expired_since and signature.valid_until:
        said.append(f"Chứng thư số còn hạn khi ký và đã hết hạn ngày {_day(signature.valid_until)}.")
    if signature.trust is Trust.EXPIRED and signature.valid_from and signature.valid_until:
        said.append(f"Chứng thư số có hạn từ {_day(signature.valid_from)} đến {_day(signature.valid_until)}.")
    said.append(_REVOCATION[signature.revocation])
    said.append(f"Thuật toán: {signature.digest}, {signature.algorithm}.")
    if signature.weak:
        said.append("Thuật toán này đã cũ, không còn được coi là đủ an toàn.")
    return said


def _integrity(signature: Signature) -> str:
    if signature.flaw:
        return _FLAWS[signature.flaw]
    match signature.coverage:
        case Coverage.WHOLE:
            return "Tệp còn nguyên vẹn: toàn bộ tệp đúng từng byte như khi ký."
        case Coverage.REVISION:
            return "Phần đã ký còn nguyên vẹn; sau đó tệp được ghi thêm."
    return "Chữ ký chỉ bao phủ một phần của tệp; phần còn lại không được chữ ký này bảo vệ."


def _who(signature: Signature) -> str:
    signer = signature.signer.label if signature.signer else ""
    issuer = f" (chứng thư số do {signature.issuer.label} cấp)" if signature.issuer and signature.issuer.label else ""
    match signature.form:
        case Form.TIMESTAMP:
            return f"Dấu thời gian của {signer}{issuer}."
        case Form.TRACE:
            return f"Chữ ký còn lại mang tên {signer}{issuer}."
        case Form.CERTIFICATION:
            return f"Người ký, với tư cách người phát hành tệp: {signer}{issuer}."
    return f"Người ký: {signer}{issuer}."


def _what_came_after(signature: Signature) -> list[str]:
    return [_ADDED[signature.added]] if signature.coverage is Coverage.REVISION else []


def _when(signature: Signature) -> list[str]:
    if signature.signed_at is None:
        return ["Chữ ký không ghi thời điểm ký."]
    moment = signature.signed_at.astimezone(_VIETNAM).strftime("%H:%M ngày %d/%m/%Y")
    if signature.form is Form.TIMESTAMP:
        return [f"Thời điểm đóng dấu: {moment}."]
    if signature.clock is Clock.SIGNER:
        return [f"Thời điểm ký: {moment}, theo đồng hồ của người ký, không có dấu thời gian xác nhận."]
    authority = signature.authority.label if signature.authority else ""
    said = f"Thời điểm ký: {moment}, theo dấu thời gian của {authority}."
    if signature.authority_trusted:
        return [said]
    return [said, "Cổng chưa có chứng thư gốc của tổ chức cấp dấu thời gian nên chưa xác nhận được dấu thời gian này."]


def _day(moment: datetime) -> str:
    return moment.astimezone(_VIETNAM).strftime("%d/%m/%Y")
