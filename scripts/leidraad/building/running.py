"""One whole build, for whoever wants it done: the command, or what makes packages of a site."""

from __future__ import annotations

import click
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from leidraad.plugin import LeidraadPlugin


class StoppedError(Exception):
    """Report that a build did not come to its end.

    Attributes:
        could_not_run: whether that is for an error, and not for what was found.
    """

    def __init__(self, told: str, *, could_not_run: bool) -> None:
        super().__init__(told)
        self.could_not_run = could_not_run


def plugin(config: MkDocsConfig) -> LeidraadPlugin:
    """Return our plugin in a configuration."""
    found = config.plugins["leidraad"]
    assert isinstance(found, LeidraadPlugin)
    return found


def build(config: MkDocsConfig) -> None:
    """Build the site that a configuration describes; what is found, MkDocs logs.

    Raises:
        StoppedError: it cannot be done, or a strict build has found something.
    """
    ours = plugin(config)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build.build(config)
    except click.ClickException as error:
        # Why it aborts for an error, MkDocs has said.
        is_said = ours.could_not_run and isinstance(error, Abort)
        told = "" if is_said else error.format_message()
        raise StoppedError(told, could_not_run=ours.could_not_run) from None
    finally:
        config.plugins.on_shutdown()
