"""A .bib file read entry by entry; what cannot be read is a problem, and all else is there."""

from __future__ import annotations

import dataclasses
import logging
import re
from collections.abc import Mapping

import bibtexparser.model as bib
from bibtexparser.splitter import Splitter

from leidraad import patterns
from leidraad.bibliography import inheritance, latex, people
from leidraad.bibliography.entry import Entry, Problem
from leidraad.dialect.origins import place_in
from leidraad.errors import printable

_MOST_BETWEEN = 20_000
_MOST_PROBLEMS = 200
_CONTROLS = patterns.lazy("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_BARE_ENTRY = patterns.lazy(r"^[ \t]*[A-Za-z]{2,30}\s*\{\s*[^\s,{}=\"]{1,200}\s*,\s*[\w-]{1,60}\s*=", re.M)
_VALUE = patterns.lazy(r"\s*=\s*[{\"]*")
_KEY = patterns.lazy(r"""[^\s{}()"'\\,=%#~@]+""")
_ADDRESSES = frozenset({"url", "doi", "eprint", "isbn", "issn", "crossref", "related"})
# Nothing of these is printed or checked, and some tell what only the owner of a library is to know.
_UNREAD_FIELDS = "abstract annotation annote bdsk-file-1 comment file keywords owner review timestamp"
_UNREAD = frozenset(_UNREAD_FIELDS.split())
# What it says of a broken entry comes as a problem.
logging.getLogger("bibtexparser").setLevel(logging.CRITICAL + 1)


class Reading:
    """The state of reading one file."""

    def __init__(self, data: bytes) -> None:
        self.problems: list[Problem] = []
        self.entries: dict[str, Entry] = {}
        self._last = 0, ""
        self._strings: dict[str, str] = {}
        self._folded: dict[str, Entry] = {}
        text = self._text(data)
        self._lines = text.split("\n")
        for block in Splitter(text).split().blocks:
            self._take(block)
        self._inherit()
        self._tie()

    def told(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the file, and how many there are beyond what anyone reads."""
        problems = sorted(self.problems)
        if len(problems) > _MOST_PROBLEMS:
            last = problems[_MOST_PROBLEMS]
            rest = f"{len(problems) - _MOST_PROBLEMS} more entries cannot be read; mend those above first."
            problems[_MOST_PROBLEMS:] = [Problem(last.line, 1, "LR120", rest)]
        return tuple(problems)

    def _say(self, line: int, column: int, message: str, code: str = "LR120") -> None:
        self.problems.append(Problem(line, column, code, printable(message)))

    def _text(self, data: bytes) -> str:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self._say(line, 1, "The file is not UTF-8 from here on; export it anew as UTF-8.")
            wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
            text = data.decode("utf-16" if wide else "utf-8", "replace")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        control = _CONTROLS.search(text)
        if control:
            self._say(*place_in(text, control.start()), "A control character stands here; remove it.")
        return _CONTROLS.sub("\ufffd", text)

    def _take(self, block: bib.Block) -> None:
        line = (block.start_line or 0) + 1
        raw = block.raw or ""
        column = max(self._lines[line - 1].find(raw.split("\n", 1)[0]), 0) + 1
        if isinstance(block, bib.ImplicitComment):
            for found in _BARE_ENTRY.finditer(raw):
                at = line + raw.count("\n", 0, found.end()) - found.group().lstrip().count("\n")
                self._say(at, 1, "An entry has no @ before its type, so it is not read; write one.")
        elif isinstance(block, bib.String):
            self._define(block, line, column)
        elif isinstance(block, bib.Entry):
            self._add(block, line, column)
        elif isinstance(block, bib.DuplicateFieldKeyBlock):
            entry = block.ignore_error_block
            if isinstance(entry, bib.Entry):
                twice = ", ".join(sorted(block.duplicate_keys))
                self._say(line, column, f"Entry [{entry.key}] has {twice} twice; keep one.")
                self._add(entry, line, column)
        elif isinstance(block, bib.DuplicateBlockKeyBlock):
            if isinstance(block.ignore_error_block, bib.Entry):
                self._add(block.ignore_error_block, line, column)
            else:
                self._say(line, column, f"@string {block.key} is defined twice; keep one.")
        elif isinstance(block, bib.ParsingFailedBlock):
            self._say(line, column, _failure(block, raw))

    def _define(self, block: bib.String, line: int, column: int) -> None:
        try:
            self._strings[block.key.lower()] = latex.join(block.value, self._strings)
        except (KeyError, ValueError):
            self._say(line, column, f"@string {block.key} has no value; put it in braces.")

    def _twice(self, key: str, line: int, column: int) -> None:
        first = self._folded[key.casefold()]
        difference = "" if first.key == key else f" as [{first.key}], which differs only in case"
        message = f"Key [{key}] is already that of line {first.line}{difference}; rename or remove this one."
        self._say(line, column, message, "LR125")

    def _add(self, block: bib.Entry, line: int, column: int) -> None:
        key = block.key
        if not key:
            self._say(line, column, "An entry has no key; write one after its brace, as in @book{key, …}.")
            return
        if key in self.entries:
            self._twice(key, line, column)
            return
        if not _KEY.fullmatch(key):
            self._say(
                line, column, f"Key [{key}] cannot be cited; make it of letters, digits and : . - _ + / only."
            )
        if key.casefold() in self._folded:
            self._twice(key, line, column)
        entry = self._entry(block, line, column)
        self.entries[key] = entry
        self._folded.setdefault(key.casefold(), entry)

    def _entry(self, block: bib.Entry, line: int, column: int) -> Entry:
        raws: dict[str, str] = {}
        fields: dict[str, str] = {}
        lines: dict[str, int] = {}
        columns: dict[str, int] = {}
        last = ""
        for one in block.fields:
            name = one.key.lower()
            if name in _UNREAD or name in fields:
                continue
            at = (one.start_line or 0) + 1
            try:
                raw = latex.join(one.value, self._strings)
            except KeyError as error:
                message = f"Field {name} of [{block.key}] has no braces ({error.args[0][:60]}); write {{…}}."
                self._say(at, 1, message)
                raw = one.value
            except ValueError:
                self._say(at, 1, f"Field {name} of [{block.key}] is longer than any real one; shorten it.")
                continue
            raws[name] = raw
            fields[name] = latex.address(raw) if name in _ADDRESSES else latex.decode(raw)
            start = columns[last] if last and lines[last] == at else column if at == line else 1
            lines[name] = at
            columns[name] = self._column(name, at, start)
            last = name
        return Entry(
            block.key,
            block.entry_type.lower(),
            line,
            fields,
            lines,
            people.read(raws.get("author", "")),
            people.read(raws.get("editor", "")),
            column,
            columns,
        )

    def _column(self, name: str, line: int, start: int) -> int:
        """Return where a field's value begins in a line; `start`, if it begins on the next."""
        text = self._folded_line(line)
        at = text.find(name, start - 1, start + _MOST_BETWEEN)
        while at >= 0:
            found = _VALUE.match(text, at + len(name))
            if found:
                return found.end() + 1
            at = text.find(name, at + 1, start + _MOST_BETWEEN)
        return start

    def _folded_line(self, line: int) -> str:
        if line != self._last[0]:
            self._last = line, self._lines[line - 1].lower()
        return self._last[1]

    def _inherit(self) -> None:
        done: dict[str, Entry] = {}
        for key in list(self.entries):
            # From the child up to one that is complete, then back down: no recursion, and a circle ends.
            chain = {key: None}
            parent = self.entries[key].fields.get("crossref", "")
            while parent in self.entries and parent not in done and parent not in chain:
                chain[parent] = None
                parent = self.entries[parent].fields.get("crossref", "")
            for child in reversed(chain):
                if child not in done:
                    done[child] = self._filled(self.entries[child], done)
        self.entries.update(done)

    def _filled(self, entry: Entry, done: Mapping[str, Entry]) -> Entry:
        target = entry.fields.get("crossref")
        if target is None:
            return entry
        parent = done.get(target)
        if parent is None:
            wrong = "refers to itself in a circle" if target in self.entries else "is not in the file"
            message = f"[{entry.key}] takes fields from [{target}], which {wrong}; mend its crossref."
            self._say(*entry.place("crossref"), message)
            return entry
        names = inheritance.taken(entry.kind, entry.fields, parent.kind, parent.fields)
        line = entry.field_lines["crossref"]
        return dataclasses.replace(
            entry,
            fields={**entry.fields, **{name: parent.fields[source] for name, source in names.items()}},
            field_lines={**entry.field_lines, **dict.fromkeys(names, line)},
            authors=parent.authors if names.get("author") else entry.authors,
            editors=parent.editors if names.get("editor") else entry.editors,
            inherited=frozenset(names),
        )

    def _tie(self) -> None:
        ties: dict[str, list[str]] = {}
        for key, entry in self.entries.items():
            tied = entry.fields.get("relatedtype", "").lower() in inheritance.EDITIONS
            ties[key] = re.findall(r"[^\s,]+", entry.fields.get("related", "")) if tied else []
            for other in ties[key]:
                if other not in self.entries:
                    message = f"[{key}] is tied to [{other}], which is not in the file; mend its related."
                    self._say(*entry.place("related"), message)
        for key, work in inheritance.works(ties).items():
            if work != key:
                self.entries[key] = dataclasses.replace(self.entries[key], tied_to=work)


def _failure(block: bib.ParsingFailedBlock, raw: str) -> str:
    """Return what is wrong with an entry that cannot be read."""
    key = re.match(r"@\w*\s*[{(]\s*([^\s,{}()=]{1,100})\s*,", raw)
    name = f"Entry [{key.group(1)}]" if key else "An entry"
    reason = str(getattr(block.error, "abort_reason", ""))
    if "end of file" in reason or "block start" in reason:
        return f"{name} is not closed, so it is not read; give each brace and quote in it a partner."
    if "after entry key" in reason and not key:
        return "An entry has no key, so it is not read; write one after its brace, as in @book{key, …}."
    return f"{name} is not read: a comma, brace or = is missing in it; write each field as name = {{value}}."
