"""The commands that build the site, and that forget what builds and checks have kept."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import click

from leidraad import site
from leidraad.building import running
from leidraad.building.running import StoppedError
from leidraad.cli.common import PATH, config_option, guarded, log_warnings, stop
from leidraad.storage import caching


@click.command()
@click.option("-d", "--site-dir", type=PATH, help="Where to build [default: site].")
@click.option("--strict/--no-strict", default=True, help="Exit 1 where there is an error [default: strict].")
@config_option
@guarded
def build(site_dir: Path | None, strict: bool, config_file: Path | None) -> None:
    """Build the site, with all checks."""
    given = {"site_dir": str(site_dir)} if site_dir else {}
    load = partial(site.load, config_file, strict=strict, **given)
    config = load()
    log_warnings()
    try:
        config = running.build_again(config, load)
    except StoppedError as error:
        stop(error)
    done = running.plugin(config).summary
    languages = ", ".join(site.languages(config))
    click.secho(
        f"{done.chapters} chapters ({languages}), {done.notes} notes, {len(done.findings)} findings.",
        bold=True,
    )
    if done.findings:
        click.echo("See what was found: leidraad check")
    click.echo(f"Look at {Path(config.site_dir) / 'index.html'}, or live: leidraad serve")


@click.command()
@config_option
@guarded
def clean(config_file: Path | None) -> None:
    """Forget what earlier builds and checks worked out; the next ones work it out anew."""
    folder = site.caches(site.load(config_file))
    click.echo(f"Removed {caching.FOLDER}." if caching.forget(folder) else "There is nothing to forget.")
