"""The old addresses of a page, written into its front matter; every other byte of its file stays as it is."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any

import yaml

from leidraad import patterns
from leidraad.checks import addresses
from leidraad.dialect import fronts
from leidraad.errors import LeidraadError

_FRONT = patterns.lazy(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:\.{3}|-{3})[ \t]*(?:\r?\n|\Z)", re.DOTALL)


def moved(text: str, name: str, old: PurePosixPath, new: PurePosixPath) -> str:
    """Return the text of a page that goes to another path, with the address that it had where that changes.

    Args:
        text: the whole file.
        name: what people call it.
        old: its path, below the folder of its language.
        new: its path from now on.

    Raises:
        LeidraadError: its front matter cannot be extended.
    """
    front: dict[str, Any] = dict(fronts.data(_plain(text)))
    slug = front.get("slug")
    was, will_be = (path.with_name(str(slug)) if slug else path.with_suffix("") for path in (old, new))
    known = addresses.former(old, front.get(addresses.FORMER))
    there = [*known.values(), was]
    kept = [address for address in dict.fromkeys(there) if address not in (None, will_be)]
    kept = [address for address in kept if address != was or can_be_kept(text, old)]
    if old.parent == new.parent and kept == [address for address in known.values() if address]:
        return text
    items = [item for item, address in known.items() if address is None]
    items += [_spell(address, new.parent) for address in kept if address]
    return _set(text, name, items)


def can_be_kept(text: str, path: PurePosixPath) -> bool:
    """Tell whether the address of a page can lead to it when it has another one."""
    slug = fronts.data(_plain(text)).get("slug")
    address = path.with_name(str(slug)) if slug else path.with_suffix("")
    return all(addresses.former(path, f"/{address}").values())


def _spell(address: PurePosixPath, folder: PurePosixPath) -> str:
    """Return an address as an author may write it on a page in `folder`."""
    return address.name if address.parent == folder else f"/{address}"


def _set(text: str, name: str, items: Sequence[str]) -> str:
    told = [item if _is_plain(item) else json.dumps(item) for item in items]
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"{addresses.FORMER}: [{', '.join(told)}]{end}" if items else ""
    found = _FRONT.match(text)
    before = dict(fronts.data(_plain(text)))
    if found:
        start, stop = _place(found[1])
        start, stop = found.start(1) + start, found.start(1) + stop
        longer = text[:start] + line + text[stop:]
        is_good = "#" not in text[start:stop]
    else:
        bom = text[:1] if text.startswith("\ufeff") else ""
        longer = f"{bom}---{end}{line}---{end}{end}{text[len(bom) :]}" if line else text
        is_good = not before
    wanted = {key: value for key, value in before.items() if key != addresses.FORMER}
    wanted |= {addresses.FORMER: list(items)} if items else {}
    if not is_good or dict(fronts.data(_plain(longer))) != wanted:
        what = f"{addresses.FORMER}: [{', '.join(told)}]"
        raise LeidraadError(
            f"{name}: its front matter cannot be extended; write `{what}` there yourself first."
        )
    return longer


def _place(front: str) -> tuple[int, int]:
    """Return where the old addresses stand in the front matter, as whole lines; else its end, twice."""
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == addresses.FORMER:
            shown = front[: value.end_mark.index].rstrip()
            stop = front.find("\n", len(shown)) + 1
            return key.start_mark.index, stop or len(front)
    return len(front), len(front)


def _is_plain(item: str) -> bool:
    try:
        return bool(yaml.safe_load(f"[{item}]") == [item])
    except yaml.YAMLError:
        return False


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
