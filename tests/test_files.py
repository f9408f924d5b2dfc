"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from leidraad.errors import LeidraadError
from leidraad.storage.files import read_text, write_all


def test_all_files_are_written(tmp_path: Path):
    write_all({tmp_path / "a/b.md": "één\n", tmp_path / "c.png": b"\x89PNG"})
    assert (tmp_path / "a/b.md").read_bytes() == "één\n".encode()
    assert (tmp_path / "c.png").read_bytes() == b"\x89PNG"
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a", "b.md", "c.png"]


def test_what_would_not_change_is_not_touched(tmp_path: Path):
    write_all({tmp_path / "a.md": "een", tmp_path / "b.md": "twee"})
    before = (tmp_path / "a.md").stat()
    write_all({tmp_path / "a.md": "een", tmp_path / "b.md": "drie"})
    assert (tmp_path / "a.md").stat() == before
    assert (tmp_path / "b.md").read_text() == "drie"


def test_none_is_written_where_one_cannot_be(tmp_path: Path):
    (tmp_path / "old.md").write_text("oud")
    (tmp_path / "file").write_text("")
    with pytest.raises(LeidraadError, match=r"x\.md: cannot be written \(.*\); check the folder"):
        write_all({tmp_path / "old.md": "nieuw", tmp_path / "file" / "x.md": "b"})
    assert (tmp_path / "old.md").read_text() == "oud"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "old.md"]


def test_a_file_keeps_its_mode_and_a_new_one_obeys_the_umask(tmp_path: Path):
    (tmp_path / "old.md").write_text("oud")
    (tmp_path / "old.md").chmod(0o640)
    before = os.umask(0o027)
    try:
        write_all({tmp_path / "old.md": "nieuw", tmp_path / "new.md": "x"})
    finally:
        os.umask(before)
    assert (tmp_path / "old.md").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o640


def test_texts_come_with_plain_line_ends(tmp_path: Path):
    (tmp_path / "a.md").write_bytes("\ufeffa\r\nb\rc\n".encode())
    assert read_text(tmp_path / "a.md") == "a\nb\nc\n"
