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
    given = front.get(addresses.FORMER)
    known = addresses.former(old, given)
    there = [address for address in known.values() if address]
    kept = [address for address in dict.fromkeys((*there, was)) if address != will_be]
    kept = [address for address in kept if address != was or can_be_kept(text, old)]
    if kept == [address for address in addresses.former(new, given).values() if address]:
        return text
    unfit = [item for item, address in known.items() if address is None]
    set_anew = _set(text, [*unfit, *(_spell(address, new.parent) for address in kept)])
    if set_anew is None:
        # Its author writes it where the page is, and it has to be as true where it goes.
        is_near = old.parent == new.parent
        told = (_spell(address, new.parent) if is_near else f"/{address}" for address in kept)
        what = f"`{addresses.FORMER}: {_list([*unfit, *told])}`"
        raise LeidraadError(
            f"{name}: its front matter cannot be extended; write {what} there yourself first."
        )
    return set_anew


def can_be_kept(text: str, path: PurePosixPath) -> bool:
    """Tell whether the address of a page can lead to it when it has another one."""
    slug = fronts.data(_plain(text)).get("slug")
    address = path.with_name(str(slug)) if slug else path.with_suffix("")
    return all(addresses.former(path, f"/{address}").values())


def _spell(address: PurePosixPath, folder: PurePosixPath) -> str:
    """Return an address as an author may write it on a page in `folder`."""
    return address.name if address.parent == folder else f"/{address}"


def _list(items: Sequence[str]) -> str:
    """Return a list as it is written in front matter."""
    return f"[{', '.join(item if _is_plain(item) else json.dumps(item) for item in items)}]"


def _set(text: str, items: Sequence[str]) -> str | None:
    """Return a text with these old addresses, or None where something else would change with them."""
    end = "\r\n" if "\r\n" in text else "\n"
    line = f"{addresses.FORMER}: {_list(items)}" if items else ""
    found = _FRONT.match(text)
    before = dict(fronts.data(_plain(text)))
    if found:
        start, behind, stop = (found.start(1) + at for at in _place(found[1]))
        # What stands behind the list in its line is a comment.
        rest = (text[behind:stop] or end) if items else ""
        longer = text[:start] + line + rest + text[stop:]
        is_good = "#" not in text[start : behind if items else stop]
    else:
        bom = text[:1] if text.startswith("\ufeff") else ""
        longer = f"{bom}---{end}{line}{end}---{end}{end}{text[len(bom) :]}" if line else text
        is_good = not before
    wanted = {key: value for key, value in before.items() if key != addresses.FORMER}
    wanted |= {addresses.FORMER: list(items)} if items else {}
    return longer if is_good and dict(fronts.data(_plain(longer))) == wanted else None


def _place(front: str) -> tuple[int, int, int]:
    """Return where the old addresses in the front matter begin and end, and the end of their last line.

    Where there are none, each is the end of the front matter.
    """
    try:
        node = yaml.compose(front, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        node = None
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    for key, value in pairs:
        if key.value == addresses.FORMER:
            shown = front[: value.end_mark.index].rstrip()
            stop = front.find("\n", len(shown)) + 1
            return key.start_mark.index, len(shown), stop or len(front)
    return len(front), len(front), len(front)


def _is_plain(item: str) -> bool:
    try:
        return bool(yaml.safe_load(f"[{item}]") == [item])
    except yaml.YAMLError:
        return False


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
