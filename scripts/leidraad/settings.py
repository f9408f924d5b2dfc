"""The plugin's options in mkdocs.yml, each with what is said where it cannot be used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption, Config, ConfigErrors, ConfigWarnings, ValidationError

from leidraad.built import policy
from leidraad.checks import options
from leidraad.checks.options import Options
from leidraad.errors import LeidraadError
from leidraad.hints import did_you_mean

T = TypeVar("T")


class _Parsed(BaseConfigOption[T]):
    """An option of mkdocs.yml that a function of ours understands."""

    def __init__(self, parse: Callable[[object], T], default: T) -> None:
        super().__init__()
        self.parse = parse
        self.default = self.given_none = default

    def run_validation(self, value: object) -> T:
        """Return what the option means, or say in a sentence what is wrong with it."""
        try:
            return self.given_none if value is self.given_none else self.parse(value)
        except LeidraadError as error:
            raise ValidationError(str(error)) from None


Themes = dict[str, dict[str, str]]
"""What the themes of cases are called: identifier to language code to words."""


def _themes(value: object) -> Themes:
    """Return what each theme is called in each language.

    Raises:
        LeidraadError: it is something else; the message says what.
    """
    themes: Themes = {}
    for theme, words in (value if isinstance(value, dict) else {value: None}).items():
        if not isinstance(words, dict) or not all(isinstance(each, str) for each in words.values()):
            raise LeidraadError(
                f"‘{theme}’ has no words for each language; write it as `loss: {{nl: verlies, en: loss}}`."
            )
        themes[str(theme)] = {str(lang): word for lang, word in words.items()}
    return themes


class _Origin(c.Type[str]):
    """The address of another site, without a path; its host may begin with `*.`."""

    def __init__(self) -> None:
        super().__init__(str)

    def run_validation(self, value: object) -> str:
        """Return the address, or say in a sentence what is wrong with it."""
        given = super().run_validation(value)
        if not policy.ORIGIN.fullmatch(given):
            raise ValidationError(
                f"‘{given}’ is no site; write it as https://lms.example.org, without a path."
            )
        return given


class LeidraadConfig(Config):
    """Options of the plugin in mkdocs.yml."""

    checks = _Parsed(options.parse, Options())
    """How much each rule weighs here, and how long a quotation may be: see `checks/options.py`."""

    authors = _Parsed(options.parse_authors, "trusted")
    """Whether whoever writes chapters may put anything onto the site that a browser runs or loads."""

    brand = c.Type(str, default="")
    """The folder of a brand, from the handbook's folder; LEIDRAAD_BRAND goes before it."""
    given_brand: Path | None = None
    """No option: the folder of a brand that a command was given, which goes before both."""
    locales = c.DictOfItems(c.File(exists=True), default={})
    """More languages: code to a TOML table like those in leidraad/locales."""
    course = c.Type(str, default="")
    """The course of courses.yml that is built; by default the whole handbook is."""
    trainer = c.Type(bool, default=False)
    """Keep trainer notes on the pages."""
    bibliography = c.Type(str, default="references.bib")
    """The works that notes may cite, from the handbook's folder."""
    style = c.Type(str, default="")
    """A CSL style for citations, from the handbook's folder; by default one that gives the full source."""
    themes = _Parsed(_themes, Themes())
    """What the themes of cases are called on the list of cases."""
    frame_ancestors = c.ListOfItems(_Origin(), default=[])
    """The sites that may show pages in a frame, such as that of a learning platform: `https://lms.example.org`."""
    version = c.Type(str, default="")
    """The version in the footer; by default the nearest git tag or commit."""

    def validate(self) -> tuple[ConfigErrors, ConfigWarnings]:
        """Return what is wrong with the options: one that is not known too, for which MkDocs only warns.

        Whoever writes `author: untrusted` must not get a handbook whose authors are trusted.
        """
        failed, warnings = super().validate()
        unknown = set(self.keys()) - self._schema_keys
        for name in sorted(unknown):
            is_below = name in options.Options.__dataclass_fields__
            hint = did_you_mean(name, self._schema_keys, " Leave it out.")
            hint = " Write it under `checks`." if is_below else hint
            failed.append((name, ValidationError(f"There is no such option.{hint}")))
        return failed, [warning for warning in warnings if warning[0] not in unknown]
