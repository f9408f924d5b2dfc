"""Hostile and broken input as data: what an author may commit, and what is to be found where.

A case is a name, what it draws over the starter's handbook, and the findings that it must lead to, each as
`path:line CODE`. What is drawn is text, bytes, or one of the things below. A new case is a line in CASES.
"""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

NL, EN = "docs/nl/02-proef.md", "docs/en/02-proef.md"


@dataclass(frozen=True, slots=True)
class Link:
    """A symbolic link, from the folder that it stands in."""

    target: str


@dataclass(frozen=True, slots=True)
class Special:
    """Something that is no file."""

    kind: Literal["pipe", "socket"]


@dataclass(frozen=True, slots=True)
class Long:
    """A file of so many bytes, which begins with some text."""

    size: int
    head: str = "# T\n\n"


Drawn = str | bytes | Link | Special | Long


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile or broken handbook.

    Attributes:
        name: what is wrong with it, for people.
        files: what is drawn, by its path in the handbook; a folder that is in the way gives place.
        found: what must be found, as `path:line CODE`; nothing where the case must come through.
        options: more of the plugin's options, as YAML.
        only: nothing else is to be found either.
    """

    name: str
    files: Mapping[str | bytes, Drawn]
    found: tuple[str, ...]
    options: str = ""
    only: bool = True


def draw(files: Mapping[str | bytes, Drawn], folder: Path) -> None:
    """Draw files over a handbook."""
    for name, what in files.items():
        path = folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        with suppress(FileNotFoundError):
            path.unlink()
        match what:
            case str():
                path.write_bytes(what.encode())
            case bytes():
                path.write_bytes(what)
            case Link(target):
                path.symlink_to(target.format(folder=folder))
            case Special("pipe"):
                os.mkfifo(path)
            case Special():
                # The path of a socket must be short.
                here = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
                with socket.socket(socket.AF_UNIX) as made:
                    made.bind(f"/proc/self/fd/{here}/{path.name}")
                os.close(here)
            case Long(size, head):
                line = b"Een regel van deze lange tekst.\n"
                path.write_bytes((head.encode() + line * 20_000)[:size])
                # Of what is that large nobody reads more.
                os.truncate(path, size)


def example(text: str) -> dict[str | bytes, Drawn]:
    """Return the files that an example of a rule names, one a line, or with what is in it indented below."""
    files: dict[str | bytes, Drawn] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("  "):
            files[name] = f"{files[name]}{line[2:]}\n"
        elif " -> " in line:
            name, _, target = line.partition(" -> ")
            files[name] = Link(target)
        elif line.endswith(" MB)"):
            name, _, size = line.removesuffix(" MB)").partition(" (")
            files[name] = Long(int(size) * 1_000_000)
        else:
            name, _, inside = line.partition(":")
            files[name] = f"{inside[1:]}\n" if inside else ""
    return files


def configured(options: str, text: str) -> str:
    """Return the text of the starter's mkdocs.yml with more options of the plugin."""
    assert "leidraad: {}" in text
    return text.replace("leidraad: {}", f"leidraad: {options}") if options else text


def names(cases: Iterable[Case]) -> list[str]:
    """Return what the cases are called in a test's report."""
    return [case.name for case in cases]
