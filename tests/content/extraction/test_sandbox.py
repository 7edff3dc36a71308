"""A file is read where it can do no harm."""

from __future__ import annotations

import io
import json
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from content.errors import Invalid
from content.extraction.sandbox import Limits, extract, extract_unwritten

TEXT = "Quyết định của Ủy ban nhân dân tỉnh"


def written(folder: Path, data: bytes) -> Path:
    path = folder / "tệp.bin"
    path.write_bytes(data)
    return path


def test_the_text_comes_back_whole(tmp_path: Path) -> None:
    found = extract(written(tmp_path, TEXT.encode()))
    assert (found.text, found.grade) == (TEXT, "text")
    assert found.blocks[0].kind == "paragraph"


def test_what_is_on_no_disk_is_read_as_well() -> None:
    assert extract_unwritten(TEXT.encode()).text == TEXT


def test_a_refusal_comes_back_in_its_words(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="trống"):
        extract(written(tmp_path, b" "))


def test_a_file_too_large_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="lớn hơn"):
        extract(written(tmp_path, b"a" * 11), limits=Limits(file_bytes=10))


def test_a_process_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="thời gian"):
        extract(written(tmp_path, TEXT.encode()), limits=Limits(seconds=0))


def test_a_process_that_grows_too_large_is_ended(tmp_path: Path) -> None:
    with zipfile.ZipFile(archive := io.BytesIO(), "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (190 * 2**20))
    with pytest.raises(Invalid):
        extract(written(tmp_path, archive.getvalue()), limits=Limits(memory_bytes=250 * 2**20))


def test_an_answer_too_long_is_not_taken(tmp_path: Path) -> None:
    with pytest.raises(Invalid):
        extract(written(tmp_path, TEXT.encode() * 1_000), limits=Limits(output_bytes=5_000))


@pytest.mark.parametrize(
    "deed",
    [
        "import socket; socket.create_connection(('127.0.0.1', {port}))",
        "import socket; socket.getaddrinfo('localhost', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('written', 'w')",
    ],
)
def test_the_doors_are_closed(deed: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        code = "import sys; from content.extraction.child import _refuse; sys.addaudithook(_refuse); "
        done = subprocess.run(
            [sys.executable, "-c", code + deed.format(port=server.getsockname()[1])],
            capture_output=True,
            check=False,
            text=True,
            cwd=tmp_path,
            env={"PYTHONPATH": str(Path(__file__).parents[3])},
        )
    assert "PermissionError" in done.stderr
    assert not list(tmp_path.iterdir())


def test_the_portal_can_print_a_text(tmp_path: Path) -> None:
    path = written(tmp_path, TEXT.encode("utf-16"))
    code = "from content.extraction.commands import extract_command; extract_command()"
    done = subprocess.run([sys.executable, "-c", code, str(path), "--json"], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["blocks"][0]["text"] == TEXT
