"""The command `leidraad`: the only package that prints and exits."""

from __future__ import annotations

from importlib import import_module

import click

from leidraad import __version__
from leidraad.collecting import lasting

_COMMANDS = {
    "accept": "translating.accept",
    "build": "building.build",
    "check": "checking.check",
    "clean": "building.clean",
    "exchange": "exchanging.exchange",
    "explain": "checking.explain",
    "import": "importing.import_",
    "init": "beginning.init",
    "move": "chapters.move",
    "new": "chapters.new",
    "pack": "packing.pack",
    "serve": "serving.serve",
    "status": "translating.status_",
}


class _Commands(click.Group):
    """Load a command when it is asked for: to load all of them takes longer than most of them work."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [*_COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].rpartition(".")
        with lasting():
            command: click.Command = getattr(import_module(f"{__name__}.{module}"), name)
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="leidraad")
def main() -> None:
    """Turn the raw text of a leadership book into a bilingual handbook site."""
