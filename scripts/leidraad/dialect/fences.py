"""Validation of callout fences, so that a slip is a problem to report and never raw `///` on the page.

`pymdownx.blocks` fails in silence: a misspelt kind, an unknown option or a missing argument prints the
source, and a block that is not closed swallows the rest of the page. Here each fence is read before the
block parser sees it; what is wrong is noted and mended in the smallest way that keeps every word.
"""

from __future__ import annotations

import difflib
import textwrap
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import NamedTuple

import yaml
from markdown import Markdown
from markdown.preprocessors import Preprocessor
from pymdownx.blocks import BlocksProcessor
from pymdownx.blocks.block import Block

from leidraad import patterns
from leidraad.callouts import CalloutBlock
from leidraad.dialect import tags
from leidraad.dialect.kinds import UNKNOWN
from leidraad.hints import did_you_mean
from leidraad.locales import Locale

_NEAR = 0.75

_ITEM = patterns.lazy(r"(?:[-+*]|\d+\.)[ ]")
_QUOTE = patterns.lazy(r"(?:[ ]{0,3}>[ ]?)*")
_FENCE = patterns.lazy(r"(?P<indent>(?:[ ]{0,3}>[ ]?)*[ ]*)(?P<bar>/{3,})(?P<rest>(?!/).*)")
_HEADER = patterns.lazy(r"(?P<name>[\w-]+)[ ]*(?P<pipe>\|?)[ ]*(?P<argument>.*)")
_OPTION = patterns.lazy(r"[ ]{4,}\S")


class Problem(NamedTuple):
    """Something wrong with a callout: a rule's code, a sentence with the remedy, and the fence's mark."""

    code: str
    message: str
    tag: int | None


class _Open(NamedTuple):
    """A callout that is still open."""

    bar: str
    indent: str
    header: str
    tag: int | None

    @property
    def depth(self) -> int:
        """Return in how many block quotes it stands."""
        return self.indent.count(">")


class FencePreprocessor(Preprocessor):
    """Check and mend the fences of a page; runs last, when code and raw HTML are out of the text.

    Attributes:
        problems: what was wrong, in the order of the page; emptied by `reset`.
    """

    def __init__(self, md: Markdown, blocks: BlocksProcessor, locale: Locale, foreign: Mapping[str, str]):
        """Take the registered blocks, the page's locale, and the other languages' words (word to kind)."""
        super().__init__(md)
        self.blocks = blocks
        self.locale = locale
        self.foreign = foreign
        self.trainer_words = {
            locale.keywords["trainer"],
            *(w for w, kind in foreign.items() if kind == "trainer"),
        }
        self.problems: list[Problem] = []

    def reset(self) -> None:
        """Forget the problems of the last page."""
        self.problems = []

    def run(self, lines: list[str]) -> list[str]:
        """Return `lines` with every fence in order."""
        out: list[str] = []
        stack: list[_Open] = []
        rest = list(reversed(lines))
        code: list[tuple[str, str]] = []
        quoted, has_callout, in_list = 0, False, False
        while rest:
            line = rest.pop()
            # To look for a character first takes a tenth of the time of its pattern.
            depth = _depth(line) if ">" in line else 0
            while stack and stack[-1].depth > depth:
                # A callout inside a block quote ends with the quote.
                self._close_unclosed(stack.pop(), out)
            fence = _FENCE.fullmatch(line) if "///" in line else None
            if out and depth < quoted and (fence or has_callout):
                # A quote and a fence that touch send pymdownx.blocks round in circles.
                out.append("")
            has_callout = depth > 0 and (has_callout or bool(fence))
            quoted = depth
            if fence is None:
                out.append(line)
                inner = line.lstrip("> ")
                # Only in a list is what stands this far in anything but code.
                in_list = bool(_ITEM.match(inner)) or (in_list and (not inner or line[0] in "> "))
                continue
            text, tag = tags.take(fence["rest"].strip())
            indent, bar = fence["indent"], fence["bar"]
            if not text:
                if (indent, bar) in code:
                    code.remove((indent, bar))
                    out.append(line)
                else:
                    self._close(bar, indent, tag, stack, out)
                continue
            name = text.split()[0].split("|")[0].lower()
            if _spaces(indent) >= self.md.tab_length and not (in_list and self._is_meant(name)):
                out.append(line)
                code.append((indent, bar))
                continue
            while any((entry.bar, entry.depth) == (bar, depth) for entry in stack):
                self._close_unclosed(stack.pop(), out, before=text)
            if any(line.startswith(" " * (len(indent) + self.md.tab_length)) for line in _paragraph(out)):
                # So does what is in a list item and touches a callout that is not.
                out.append("")
            options = []
            while rest and rest[-1].startswith(indent) and _OPTION.match(rest[-1].removeprefix(indent)):
                options.append(rest.pop().removeprefix(indent))
            out.extend(self._header(text, tag, indent, bar, options))
            stack.append(_Open(bar, indent, text, tag))
        while stack:
            self._close_unclosed(stack.pop(), out)
        return out

    def _is_meant(self, name: str) -> bool:
        """Tell whether deeply indented text, which may be code, can only be meant as a callout."""
        return name in self.blocks.blocks or bool(difflib.get_close_matches(name, self._words(), 1, _NEAR))

    def _words(self) -> list[str]:
        return [*self.locale.keywords.values(), *self.foreign]

    def _header(self, text: str, tag: int | None, indent: str, bar: str, options: list[str]) -> list[str]:
        """Return the header and option lines that the block parser will accept."""
        found = _HEADER.fullmatch(text)
        name = found["name"].lower() if found else ""
        argument = found["argument"] if found else ""
        kind = self.blocks.blocks.get(name)
        if found is None or kind is None:
            self._note("LR201", f"There is no callout ‘{name or text}’.{self._guess(name)}", tag)
            # Better hidden by mistake than shown: a misspelt trainer note stays the trainers'.
            secret = self.locale.keywords["trainer"]
            word = secret if name and self._is_secret(name) else UNKNOWN
            return [f"{indent}{bar} {word} | {text}{_mark(tag)}"]
        if argument and not found["pipe"]:
            self._note(
                "LR208", f"Between ‘{name}’ and its title stands a bar: `/// {name} | {argument}`.", tag
            )
        if name in self.foreign:
            word = self.locale.keywords[self.foreign[name]]
            self._note("LR207", f"‘{name}’ is a word of another language; on this page write ‘{word}’.", tag)
        if not argument and (kind.ARGUMENT or getattr(kind, "NEEDS_ARGUMENT", False)):
            self._note("LR206", f"‘{name}’ needs an argument: `/// {name} | …`.", tag)
            return [f"{indent}{bar} {UNKNOWN} | {text}{_mark(tag)}"]
        header = f"{indent}{bar} {name} | {argument}" if argument else f"{indent}{bar} {name}"
        if issubclass(kind, CalloutBlock) and tag is not None:
            header = f"{indent}{bar} {name} | {argument}{_mark(tag)}"
        return [header, *self._options(name, kind, options, indent, tag)]

    def _is_secret(self, name: str) -> bool:
        """Tell whether a word that is no kind is nearest to one for trainers."""
        near = difflib.get_close_matches(name, self._words(), n=1)
        return bool(near) and near[0] in self.trainer_words

    def _options(
        self, name: str, kind: type[Block], lines: list[str], indent: str, tag: int | None
    ) -> list[str]:
        """Return the option lines that are valid, and a blank line where there were any."""
        if not lines:
            return []
        try:
            given = yaml.safe_load(textwrap.dedent("\n".join(lines)))
        except yaml.YAMLError:
            given = None
        if not isinstance(given, dict):
            self._note(
                "LR205", f"The options of ‘{name}’ cannot be read; write each as `    name: value`.", tag
            )
            return [indent.rstrip()]
        good = {key: value for key, value in given.items() if self._is_valid(name, kind, key, value, tag)}
        if len(good) == len(given):
            return [*(f"{indent}{line}" for line in lines), indent.rstrip()]
        text = yaml.safe_dump(good, allow_unicode=True, sort_keys=False) if good else ""
        return [*(f"{indent}    {line}" for line in text.splitlines()), indent.rstrip()]

    def _is_valid(self, name: str, kind: type[Block], key: object, value: object, tag: int | None) -> bool:
        """Tell whether the option may stand, and note why not."""
        known = dict(kind.OPTIONS)
        if not issubclass(kind, CalloutBlock):
            known["attrs"] = ({}, None)
        if not isinstance(key, str) or key not in known:
            hint = did_you_mean(str(key), known, _list_of(known))
            self._note("LR204", f"‘{name}’ has no option ‘{key}’.{hint}", tag)
            return False
        validate = known[key][1]
        try:
            if validate is not None:
                validate(value)
        except Exception as error:  # a validator of any other extension may raise anything
            self._note("LR205", f"Option ‘{key}’ of ‘{name}’ cannot be ‘{value}’: {error}.", tag)
            return False
        return True

    def _close(self, bar: str, indent: str, tag: int | None, stack: list[_Open], out: list[str]) -> None:
        """Close the callout that `bar` belongs to, or note that there is none."""
        depth = indent.count(">")
        if not any((entry.bar, entry.depth) == (bar, depth) for entry in stack):
            if _spaces(indent) >= self.md.tab_length:
                out.append(f"{indent}{bar}")
                return
            self._note("LR203", f"`{bar}` closes nothing; remove it, or open a callout above it.", tag)
            out.append("")
            return
        while (stack[-1].bar, stack[-1].depth) != (bar, depth):
            self._close_unclosed(stack.pop(), out)
        # Where the author indented it too far, the parser would not see it.
        out.append(f"{stack.pop().indent}{bar}")

    def _close_unclosed(self, entry: _Open, out: list[str], before: str = "") -> None:
        """Close a callout that its author left open, and note it at its header."""
        where = f" before `/// {before}`" if before else ""
        self._note(
            "LR202",
            f"Callout `{entry.bar} {entry.header}` is not closed{where}; end it with a line `{entry.bar}`.",
            entry.tag,
        )
        end = f"{entry.indent}{entry.bar}"
        out.extend([entry.indent.rstrip(), end] if entry.depth else ["", end, ""])

    def _guess(self, name: str) -> str:
        """Return the nearest keyword as a hint, or the list of them."""
        known = list(self.locale.keywords.values())
        return did_you_mean(name, known, _list_of(known))

    def _note(self, code: str, message: str, tag: int | None) -> None:
        self.problems.append(Problem(code, tags.MARK.sub("", message), tag))


def _paragraph(lines: list[str]) -> Iterator[str]:
    """Yield the lines since the last blank one, from the last back."""
    return takewhile(bool, reversed(lines))


def _depth(line: str) -> int:
    """Return in how many block quotes a line stands by its own signs."""
    found = _QUOTE.match(line)
    return found[0].count(">") if found else 0


def _spaces(indent: str) -> int:
    """Return how far an indent goes behind the signs of block quotes."""
    return len(indent) - len(indent.rstrip(" "))


def _mark(tag: int | None) -> str:
    return "" if tag is None else tags.mark(tag)


def _list_of(known: Mapping[str, object] | list[str]) -> str:
    return f" There are: {', '.join(known)}." if known else " It takes none."
