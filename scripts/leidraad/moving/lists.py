"""Files beside mkdocs.yml that name chapters: what is taught, and what changed in each edition."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from leidraad.backmatter import editions
from leidraad.courses import reading

KEYS: Mapping[str, Collection[str]] = {
    editions.NAME: ("chapter",),
    reading.FILE: ("chapters", "pages"),
}
"""The keys of each file whose values are chapters, or lists of them."""


def rename(text: str, keys: Collection[str], old: str, new: str) -> str:
    """Return a YAML file that names a chapter anew; one that cannot be read stays as it is.

    Args:
        text: the file.
        keys: those whose values are chapters, or lists of them.
        old: the chapter.
        new: its name from now on.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        # One that has another name in the file is yielded for each time that this is used.
        values = {
            (node.start_mark.index, node.end_mark.index) for node in _values(root, keys) if node.value == old
        }
    except (yaml.YAMLError, RecursionError):
        return text
    for start, end in sorted(values, reverse=True):
        text = text[:start] + text[start:end].replace(old, new, 1) + text[end:]
    return text


def _values(node: Node | None, keys: Collection[str], *, is_named: bool = False) -> Iterator[ScalarNode]:
    """Yield the values of some keys, wherever these stand."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            yield from _values(value, keys, is_named=key.value in keys)
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _values(item, keys, is_named=is_named)
    elif isinstance(node, ScalarNode) and is_named:
        yield node
