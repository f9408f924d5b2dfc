"""A YAML file as its author wrote it: its values, the line of each, and all that is wrong, told at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from leidraad.dialect import fronts
from leidraad.errors import Fault, FaultsError, LeidraadError, RefusedError, sentence
from leidraad.hints import did_you_mean
from leidraad.storage.files import plain, read_bytes
from leidraad.storage.schemas import kind

_MOST_BYTES = 20_000
_TEXT = "tag:yaml.org,2002:str"

Key = tuple[str | int, ...]
"""The names and the places in lists that lead to a value."""

Schema = Mapping[str, Any]


@dataclass(slots=True)
class Written:
    """A file as its author wrote it.

    Attributes:
        path: its file.
        values: what the file holds.
        places: the line and column of each key.
    """

    path: Path
    values: Any = field(default_factory=dict)
    places: dict[Key, tuple[int, int]] = field(default_factory=dict)
    _wrong: set[Fault] = field(default_factory=set)

    def wrong(self, key: Key, told: str) -> None:
        """Take note of what is wrong with a value: a sentence or two, the last one with the remedy."""
        line, column = self.places.get(key, (1, 1))
        self._wrong.add(Fault(line, column, f"{_spelled(key)}: {told}" if key else told))

    def words(
        self,
        key: Key,
        given: str | Mapping[str, str],
        languages: Sequence[str],
        remedy: str = "add it, or write one text for all",
    ) -> dict[str, str]:
        """Return a text for each language, and take note of one that it lacks."""
        if isinstance(given, str):
            return dict.fromkeys(languages, given.strip())
        missing = [lang for lang in languages if lang not in given]
        if missing:
            told = " and ".join(f"‘{lang}’" for lang in missing)
            self.wrong(key, f"It lacks the language {told}; {remedy}.")
        return {lang: given[lang].strip() for lang in languages if lang in given}

    def settle(self) -> None:
        """Go on only where nothing is wrong.

        Raises:
            FaultsError: something is; all of it, in the order of the file.
        """
        if self._wrong:
            raise FaultsError(self.path, sorted(self._wrong))


def read(path: Path, schema: Schema, most: int = _MOST_BYTES) -> Written:
    """Return what a file holds, whose values are what a published schema asks for.

    Args:
        path: the file.
        schema: a JSON Schema, draft 2020-12, in which each description says what to write.
        most: how many bytes it may have.

    Raises:
        FaultsError: there is none, or it is not to be read, or something in it is not as the schema says.
    """
    try:
        text = plain(read_bytes(path, most), path)
    except RefusedError:
        told = f"The file has more than {most // 1000} kB, the most that is read; write less."
        raise FaultsError(path, [Fault(1, 1, told)]) from None
    except LeidraadError as error:
        raise FaultsError(path, [Fault(1, 1, sentence(error, path))]) from None
    if not any(line.strip() and not line.lstrip().startswith("#") for line in text.split("\n")):
        return Written(path)
    front = fronts.load(text)
    if front.problem:
        # It counts the line of --- that front matter begins with.
        line, column, told = front.problem
        told = told.replace(fronts.REMEDY, "write a line `name: value` for each thing")
        raise FaultsError(path, [Fault(max(line - 1, 1), column, f"The file {told}")])
    written = Written(path, front.data)
    written.places.update(_places(yaml.compose(text, yaml.SafeLoader), written))
    written.settle()
    _judge(written, schema)
    written.settle()
    return written


def _places(node: Any, written: Written, key: Key = ()) -> Iterator[tuple[Key, tuple[int, int]]]:
    """Yield where each key stands, and take note of one that YAML takes for a number, or for yes or no."""
    if isinstance(node, yaml.MappingNode):
        for name, value in node.value:
            below = (*key, str(name.value))
            yield below, (name.start_mark.line + 1, name.start_mark.column + 1)
            if name.tag != _TEXT:
                written.wrong(below, "YAML takes this key for something other than a word; put it in quotes.")
            yield from _places(value, written, below)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*key, index), (value.start_mark.line + 1, value.start_mark.column + 1)
            yield from _places(value, written, (*key, index))


def _spelled(key: Key) -> str:
    """Return a key as a person says it; lists are counted from 1."""
    return ".".join(str(part + 1 if isinstance(part, int) else part)[:60] for part in key)


def _judge(written: Written, schema: Schema) -> None:
    """Take note of all that the schema does not allow."""
    # It takes longer to load than most handbooks to check.
    from jsonschema import Draft202012Validator, FormatChecker

    validator = Draft202012Validator(schema, format_checker=FormatChecker(["date"]))
    for error in validator.iter_errors(written.values):
        key: Key = tuple(error.absolute_path)
        known = error.schema.get("properties", {})
        remedy = _remedy(error.absolute_schema_path, schema)
        if error.validator == "additionalProperties":
            for name in [name for name in error.instance if name not in known]:
                guess = did_you_mean(name[:60], known, f" There are {', '.join(known)}.")
                written.wrong((*key, name), f"There is no such key.{guess}")
        elif error.validator == "required":
            for name in [name for name in error.validator_value if name not in error.instance]:
                written.wrong(key, f"It lacks ‘{name}’. {remedy}")
        elif "propertyNames" in error.absolute_schema_path:
            written.wrong((*key, error.instance), f"This name cannot be used. {remedy}")
        else:
            written.wrong(key, f"It {_found(error)}. {remedy}")


def _found(error: Any) -> str:
    """Return what there is instead of what the schema asks for, as the end of a sentence."""
    if error.validator in ("maxLength", "maxItems"):
        return f"is longer than {error.validator_value}"
    if error.instance is None:
        return "is empty (# begins a comment where there are no quotes)"
    return f"is {kind(error.instance) if error.instance not in ({}, []) else 'empty'}"


def _remedy(path: Iterable[str | int], schema: Schema) -> str:
    """Return the nearest description on the way to a place in the schema; what refers to it says more."""
    node: Any = schema
    remedy = node.get("description", "")
    for part in path:
        if part not in node:
            # The path passes over `$ref`.
            node = schema["$defs"][node["$ref"].rpartition("/")[2]]
            remedy = remedy or node.get("description", "")
        node = node[part]
        if isinstance(node, dict):
            remedy = node.get("description", "" if "$ref" in node else remedy)
    return str(remedy)
