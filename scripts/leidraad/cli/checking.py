"""The commands that check a handbook, and that explain what they ask."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from leidraad import checking, lookup, site
from leidraad.checking import mending
from leidraad.checks import options
from leidraad.checks.report import FORMATS, coloured
from leidraad.checks.rules import RULES
from leidraad.cli.common import FINDINGS, PATH, config_option, guarded
from leidraad.errors import LeidraadError
from leidraad.hints import did_you_mean


@click.command()
@click.argument("files", nargs=-1, type=PATH)
@click.option("--format", "shape", type=click.Choice(list(FORMATS)), default="text", show_default=True)
@click.option("--select", multiple=True, metavar="CODES", help="Only these codes or beginnings: LR1,LR203.")
@click.option("--fix", is_flag=True, help="Mend what can be mended by itself, then tell what is left.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--fail-on", type=click.Choice(["error", "warning"]), default="error", show_default=True)
@config_option
@guarded
def check(
    files: tuple[Path, ...],
    shape: str,
    select: tuple[str, ...],
    fix: bool,
    diff: bool,
    fail_on: str,
    config_file: Path | None,
) -> None:
    """Check the handbook, or only FILES: exit 0 clean, 1 findings, 2 could not run.

    What keeps a file from being checked is told whatever --select says.
    """
    config = site.load(config_file)
    codes = options.codes(select)
    named = (source for file in files for source in lookup.chapter(config, file, has_partials=True))
    only = frozenset(source.path.resolve() for source in named) or None
    if fix or diff:
        mended = mending.mend(config, codes, only)
        if not diff:
            mending.write(config, mended)
        for change in mended:
            # Other formats are for tools.
            click.echo(
                change.diff() if diff else change.told(), err=shape not in ("text", "summary"), nl=not diff
            )
    findings = [f for f in checking.check(config, only) if f.code in codes or RULES[f.code].is_fixed]
    if output := coloured(findings) if shape == "text" else FORMATS[shape](findings):
        click.echo(output)
    if any(f.severity == "error" or (f.severity, fail_on) == ("warning", "warning") for f in findings):
        sys.exit(FINDINGS)


@click.command()
@click.argument("code", required=False)
@guarded
def explain(code: str | None) -> None:
    """Print what a rule asks, with a bad and a good example; without CODE, a line for each rule."""
    if code is None:
        for rule in RULES.values():
            click.echo(f"{click.style(rule.code, bold=True)}  {rule.severity:7}  {rule.summary}")
        return
    found = RULES.get(code.upper())
    if found is None:
        hint = did_you_mean(code.upper(), RULES, " `leidraad explain` lists them.", "{}")
        raise LeidraadError(f"There is no rule {code}.{hint}")
    click.secho(f"{found.code} ({found.severity})", bold=True)
    click.echo(found.summary)
    where = f" ({found.place})" if found.place != "chapter" else ""
    examples = {f"Bad{where}": found.bad, f"Good{where}": found.good, "English chapter": found.english}
    for title, example in (examples | {site.BIBLIOGRAPHY: found.bib}).items():
        if example:
            click.secho(f"\n{title}:", bold=True)
            click.echo("".join(f"    {line}".rstrip() + "\n" for line in example.splitlines()), nl=False)
