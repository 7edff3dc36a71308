"""The parts of a zipped office file, within limits, and their XML without entities."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from content.errors import Invalid

MOST_UNPACKED = 200 * 2**20
MOST_PARTS = 10_000


class Package:
    """A zip file of which each part is read once and counted against a limit."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Invalid("Tệp nén bên trong tài liệu bị hỏng hoặc chưa được tải lên trọn vẹn.") from error
        self.names = self._zip.namelist()
        if len(self.names) > MOST_PARTS:
            raise Invalid("Tài liệu chứa quá nhiều tệp nén bên trong nên không được mở.")
        self._left = MOST_UNPACKED

    def part(self, name: str) -> bytes:
        """The bytes of one part, never more than the limit that all parts share, whatever the file says of itself."""
        try:
            with self._zip.open(name) as packed:
                data = packed.read(self._left + 1)
        except RuntimeError as error:
            raise Invalid("Tài liệu được đặt mật khẩu. Xin gỡ mật khẩu rồi tải lên lại.") from error
        except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, NotImplementedError) as error:
            raise Invalid("Tài liệu bị hỏng: thiếu hoặc không đọc được một phần bên trong.") from error
        except Exception as error:
            raise Invalid("Tài liệu bị hỏng: dữ liệu nén bên trong không đọc được.") from error
        self._left -= len(data)
        if self._left < 0:
            raise Invalid("Tài liệu giải nén ra quá lớn nên không được mở.")
        return data

    def xml(self, name: str) -> etree._Element:
        """The root of one part."""
        return parsed(self.part(name))


def parsed(data: bytes) -> etree._Element:
    """The root of an XML text; document type definitions are refused, for no office program writes them."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise Invalid("Tài liệu chứa khai báo XML không an toàn nên không được mở.")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Invalid("Tài liệu bị hỏng: nội dung XML bên trong sai cấu trúc.") from error
