"""A site is the old one or the new one, whatever a build meets; what is kept in its folder stays there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest

from leidraad.building.edition import Edition
from leidraad.errors import LeidraadError
from support import ROOT, Draw, run

OLD = {"index.html": "old", "gone/index.html": "old", ".git": "gitdir: elsewhere", ".well-known/a.txt": "old"}
NEW = {"index.html": "new", "fresh/index.html": "new", ".well-known/b.txt": "new"}
KEPT = {name: text for name, text in OLD.items() if name.startswith(".")}


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def held(folder: Path) -> dict[str, str]:
    """Return what is in a folder, also what is hidden."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def beside(site: Path) -> list[str]:
    """Return what builds have left beside a site."""
    return [path.name for path in site.parent.iterdir() if path.name.startswith(f".{site.name}")]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "docs").mkdir()
    write(tmp_path / "site", OLD)
    return tmp_path / "site"


def begun(site: Path) -> Edition:
    return Edition(site, site.parent / "docs")


def visible(state: dict[str, str]) -> dict[str, str]:
    return {name: digest for name, digest in state.items() if not name.startswith(".")}


def killed(tmp_path: Path, start: Path, *arguments: str) -> list[tuple[dict[str, str], dict[str, str], list]]:
    """Return what was in the site after each kill and after the next build began, and what it left."""
    command = [sys.executable, ROOT / "tests/killing.py", "site", start, tmp_path / "work", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
    return [tuple(each) for each in json.loads(done.stdout)]


def check_killed(found: list[tuple[dict[str, str], dict[str, str], list]]) -> None:
    """See that a site was never mixed, and whole again as soon as the next build began."""
    old, new = found[0][0], found[-1][1]
    assert visible(old)
    assert visible(old) != visible(new)
    for at_once, after, left in found:
        assert visible(at_once) in (visible(old), {}, visible(new))
        assert after in (old, new)
        assert left == []
    seen = [after == new for _, after, _ in found]
    assert seen == sorted(seen)


needs_kill = pytest.mark.skipif(os.name != "posix", reason="there is no SIGKILL here")


@needs_kill
def test_killed_before_each_operation_a_swap_is_undone_or_finished(tmp_path: Path):
    write(tmp_path / "start/site", OLD)
    write(tmp_path / "start/docs", {"index.md": ""})
    found = killed(tmp_path, tmp_path / "start", "publish", *(f"{name}={text}" for name, text in NEW.items()))
    check_killed(found)
    # Between the two renames, and before the hidden files have come along.
    assert {} in [at_once for at_once, _, _ in found]
    assert [1 for at_once, after, _ in found if visible(at_once) == visible(after) and at_once != after]


@needs_kill
def test_killed_before_each_operation_what_is_put_in_is_put_in_whole_or_not_at_all(tmp_path: Path):
    write(tmp_path / "start/site", OLD)
    write(tmp_path / "start/docs", {"index.md": "mine"})
    found = killed(tmp_path, tmp_path / "start", "put-in", "index.html=new", "gone/new.html=new")
    old, new = found[0][0], found[-1][1]
    assert {*old} - {*new} == {"gone/index.html"}
    assert {*new} - {*old} == {"gone/new.html"}
    assert [(n, at, after) for n, (at, after, _) in enumerate(found) if after not in (old, new)] == []
    assert [left for _, _, left in found if left] == []
    # What leads to something comes after it, and goes before.
    assert [at_once for at_once, _, _ in found if "gone/index.html" not in at_once and at_once != new] == []
    assert (tmp_path / "work/docs/index.md").read_text() == "mine"


def ready(site: Path) -> Path:
    """Return the hidden folder of a build that was killed when its files were ready."""
    edition = begun(site)
    write(edition.folder, {"index.html": "new", "gone/new.html": "new"})
    with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
        patch.setattr(Edition, "_move", Mock(side_effect=KeyboardInterrupt))
        edition.put_in(["gone/index.html"])
    return site.with_name(".site.leidraad")


def test_the_next_build_puts_in_what_was_ready(site: Path):
    assert ready(site).is_dir()
    assert held(site) == OLD
    begun(site).discard()
    assert held(site) == KEPT | {"index.html": "new", "gone/new.html": "new"}
    assert beside(site) == []


def plant(home: Path) -> None:
    write(home, {"ready/index.html": "mine", "ready/.git": "mine"})
    told = {"site": str(home.with_name("site")), "made": {"index.html": "", ".git": ""}, "gone": [".git"]}
    (home / "ready.json").write_text(json.dumps(told), encoding="utf-8")


def plant_a_page(home: Path) -> None:
    ready(home.with_name("site"))
    write(home, {"ready/index.html": "mine", "ready/other.html": "mine"})


def plant_a_link(home: Path) -> None:
    ready(home.with_name("site"))
    (home / "ready/index.html").unlink()
    (home / "ready/index.html").symlink_to(home.parent / "home/key")


def plant_a_pipe(home: Path) -> None:
    ready(home.with_name("site"))
    (home / "ready/index.html").unlink()
    os.mkfifo(home / "ready/index.html")


def plant_a_list_without_end(home: Path) -> None:
    ready(home.with_name("site"))
    (home / "ready.json").unlink()
    os.mkfifo(home / "ready.json")


def plant_a_folder(home: Path) -> None:
    ready(home.with_name("site"))
    shutil.rmtree(home / "ready")
    (home / "ready").symlink_to(home.parent / "home")


def plant_what_is_for_another_site(home: Path) -> None:
    ready(home.with_name("site")).rename(home.with_name("aside"))
    home.with_name("site").rename(home.with_name("other"))
    write(home.with_name("site"), OLD)
    home.with_name("aside").rename(home)
    told = (home / "ready.json").read_text().replace("/site", "/side")
    (home / "ready.json").write_text(told)


@needs_kill
@pytest.mark.parametrize(
    "spoil",
    [
        plant,
        plant_a_page,
        plant_a_link,
        plant_a_pipe,
        plant_a_list_without_end,
        plant_a_folder,
        plant_what_is_for_another_site,
    ],
)
def test_what_anyone_has_made_ready_is_not_put_in(site: Path, spoil: Callable[[Path], None]):
    write(site.parent / "home", {"key": "secret"})
    spoil(site.with_name(".site.leidraad"))
    begun(site).discard()
    assert {*held(site).values()} & {"mine", "secret"} == set()
    assert held(site)["index.html"] == "old"
    assert held(site)[".git"] == OLD[".git"]
    assert held(site.parent / "home") == {"key": "secret"}
    assert beside(site) == []


def test_nothing_is_put_in_by_way_of_a_link_out_of_the_site(site: Path):
    ready(site)
    (site / "gone").rename(site.parent / "home")
    (site / "gone").symlink_to(site.parent / "home")
    begun(site).discard()
    assert held(site.parent / "home") == {"index.html": "old"}


@needs_kill
@pytest.mark.slow
def test_a_build_that_is_killed_leaves_the_old_site(project: Draw, tmp_path: Path):
    start = project({f"site/{name}": text for name, text in OLD.items()})
    found = killed(tmp_path, start, "build")
    check_killed(found)
    assert len(found) > 8


def test_a_swap_keeps_what_is_hidden_as_mkdocs_does(site: Path):
    edition = begun(site)
    write(edition.folder, NEW)
    assert held(site) == OLD
    edition.publish()
    assert held(site) == NEW | KEPT
    assert beside(site) == []


def test_what_both_sites_hide_is_the_new_one(site: Path):
    edition = begun(site)
    write(edition.folder, {".git": "new", ".well-known/a.txt": "new"})
    edition.publish()
    assert held(site) == {".git": "new", ".well-known/a.txt": "new"}


def test_a_build_that_is_given_up_leaves_nothing(site: Path):
    edition = begun(site)
    write(edition.folder, NEW)
    edition.discard()
    edition.discard()
    assert held(site) == OLD
    assert beside(site) == []


def test_a_first_site_comes_with_the_folders_above_it(tmp_path: Path):
    edition = Edition(tmp_path / "a/b/site", tmp_path / "docs")
    write(edition.folder, NEW)
    edition.publish()
    assert held(tmp_path / "a/b/site") == NEW


def test_a_link_to_the_folder_of_a_site_stays_one(site: Path, tmp_path: Path):
    link = tmp_path / "elsewhere/current"
    link.parent.mkdir()
    link.symlink_to(site)
    edition = Edition(link, tmp_path / "docs")
    write(edition.folder, NEW)
    edition.publish()
    assert link.readlink() == site
    assert held(site) == NEW | KEPT


@pytest.mark.skipif(os.name != "posix", reason="there are no modes here")
def test_all_can_read_a_site_whoever_builds_it(site: Path):
    site.chmod(0o750)
    umask = os.umask(0o077)
    try:
        edition = begun(site)
        write(edition.folder, NEW)
        edition.publish()
    finally:
        os.umask(umask)
    modes = {path.relative_to(site).as_posix(): path.stat().st_mode & 0o7777 for path in site.rglob("*")}
    assert (modes["fresh"], modes["index.html"], modes["fresh/index.html"]) == (0o755, 0o644, 0o644)
    # The folder itself is its owner's.
    assert site.stat().st_mode & 0o7777 == 0o750


def test_a_swap_that_fails_half_way_is_undone(site: Path, monkeypatch: pytest.MonkeyPatch):
    edition = begun(site)
    write(edition.folder, NEW)
    real = os.rename

    def fail(source: Path, target: Path) -> None:
        if source == edition.folder:
            raise OSError(18, "Invalid cross-device link")
        real(source, target)

    monkeypatch.setattr(os, "rename", fail)
    with pytest.raises(LeidraadError, match="is a disk or layer of its own"):
        edition.publish()
    assert held(site) == OLD
    assert beside(site) == []


@pytest.mark.skipif(not os.path.ismount("/proc"), reason="there is no /proc here")
def test_a_mount_point_is_refused_before_anything_is_built(tmp_path: Path):
    with pytest.raises(LeidraadError, match=r"build into a folder in it, such as /proc/site\."):
        Edition(Path("/proc"), tmp_path)


@pytest.mark.parametrize("name", ["docs", "docs/site", "."])
def test_no_site_takes_the_place_of_its_sources(name: str, tmp_path: Path):
    write(tmp_path, {"docs/index.md": "# Tekst"})
    (tmp_path / "site").symlink_to(tmp_path / name)
    with pytest.raises(LeidraadError, match="holds your sources"):
        Edition(tmp_path / "site", tmp_path / "docs")
    assert held(tmp_path) == {"docs/index.md": "# Tekst"}


@pytest.mark.parametrize("name", ["translations", "manuscript", "translations/en"])
def test_no_site_takes_the_place_of_what_else_a_handbook_is_made_from(name: str, project: Draw):
    pages = {f"{folder}/index.html": "<p>Tekst" for folder in ("translations/en", "manuscript")}
    folder = project({"translations/index.html": "<p>Tekst", **pages})
    before = held(folder)
    done = run("leidraad", "build", "-d", name, cwd=folder)
    assert done.returncode == 2
    assert f"{name}: holds your sources; name another site_dir." in done.stderr
    assert held(folder) == before


def test_no_site_takes_the_place_of_what_is_none(tmp_path: Path):
    write(tmp_path, {"mine/note.txt": "mine", "old/404.html": "<p>", "kept/.git/HEAD": "ref"})
    with pytest.raises(LeidraadError, match=r"mine: is no site, .* as note\.txt"):
        Edition(tmp_path / "mine", tmp_path / "docs")
    assert held(tmp_path)["mine/note.txt"] == "mine"
    for name in ("old", "kept"):
        Edition(tmp_path / name, tmp_path / "docs").discard()


def test_a_file_where_the_site_should_be_stays(tmp_path: Path):
    write(tmp_path, {"site": "mine"})
    with pytest.raises(LeidraadError, match="site: is no folder; move it away"):
        Edition(tmp_path / "site", tmp_path / "docs")
    assert held(tmp_path) == {"site": "mine"}


def test_a_hidden_folder_from_anyone_leads_nowhere(tmp_path: Path):
    write(tmp_path / "home", {".ssh/key": "secret"})
    (tmp_path / ".site.leidraad").mkdir()
    (tmp_path / ".site.leidraad/old").symlink_to(tmp_path / "home")
    Edition(tmp_path / "site", tmp_path / "docs").discard()
    assert held(tmp_path) == {"home/.ssh/key": "secret"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home"]
    (tmp_path / ".site.leidraad").symlink_to(tmp_path / "home")
    with pytest.raises(LeidraadError, match="is a symbolic link; remove it"):
        Edition(tmp_path / "site", tmp_path / "docs")


@pytest.mark.slow
def test_the_second_of_two_builds_says_so_in_one_line(project: Draw):
    folder = project({f"site/{name}": text for name, text in OLD.items()})
    first = begun(folder / "site")
    for command in (("mkdocs", "build", "-q"), ("leidraad", "build")):
        done = run(*command, cwd=folder)
        assert done.returncode == (2 if command[0] == "leidraad" else 1)
        assert "site: another command is writing here; try again after it.\n" in done.stderr
        assert "Traceback" not in done.stderr
    write(first.folder, NEW)
    first.publish()
    assert held(folder / "site") == NEW | KEPT


_HOOK = """
def on_post_build(config):
    raise {}
"""
REFUSED = {
    "a finding": ("docs/nl/index.md", "# T\n\nX.[^weg]\n", "LR101"),
    "a finding of the second language": ("docs/en/index.md", "# T\n\n{!../../mkdocs.yml!}\n", "LR402"),
    "another plugin": ("hook.py", _HOOK.format("RuntimeError('their mistake')"), "their mistake"),
}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "text", "told"), REFUSED.values(), ids=REFUSED)
def test_a_build_that_fails_leaves_the_old_site(name: str, text: str, told: str, project: Draw):
    folder = project({name: text, **{f"site/{name}": text for name, text in OLD.items()}})
    if name == "hook.py":
        config = folder / "mkdocs.yml"
        config.write_text(config.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    done = run("mkdocs", "build", "--strict", "-q", cwd=folder)
    assert done.returncode == 1
    assert told in done.stderr
    assert held(folder / "site") == OLD
    assert beside(folder / "site") == []


TEMPLATES = {
    "not closed": "{% block content %}{% if %}{% endblock %}",
    "a name that is not there": "{% block content %}\n{{ nope.x }}{% endblock %}",
    "a template that is not there": '{% include "gone.html" %}',
    "an error of Python": "{% block content %}{{ 1 / 0 }}{% endblock %}",
}


@pytest.mark.slow
@pytest.mark.parametrize("command", [("leidraad", "build"), ("mkdocs", "build")], ids=" ".join)
@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_a_template_that_cannot_be_printed_is_one_line(command: tuple[str, ...], text: str, project: Draw):
    folder = project({"overrides/main.html": '{% extends "base.html" %}\n' + text})
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text("utf-8").replace("theme:", "theme:\n  custom_dir: overrides", 1), "utf-8"
    )
    write(folder / "site", OLD)
    done = run(*command, cwd=folder)
    assert done.returncode == (2 if command[0] == "leidraad" else 1)
    line = 3 if text.startswith("{% block content %}\n") else 2
    assert f"overrides/main.html:{line}: this template cannot be printed (" in done.stderr
    assert "Traceback" not in done.stderr
    assert held(folder / "site") == OLD


@pytest.mark.slow
def test_what_other_plugins_write_last_is_in_the_site(project: Draw):
    hook = "import pathlib\n\n\ndef on_post_build(config):\n    pathlib.Path(config.site_dir, 'x').touch()\n"
    folder = project({"hook.py": hook, "site/stale.html": "old", "site/404.html": "old"})
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text(encoding="utf-8") + "hooks: [hook.py]\n", encoding="utf-8")
    # Even a build of what changed alone gives a whole site.
    done = run("mkdocs", "build", "--dirty", cwd=folder)
    assert done.returncode == 0, done.stderr
    names = {path.name for path in (folder / "site").iterdir()}
    assert {"x", "index.html", "en", "assets"} < names
    assert "stale.html" not in names


def _can_mount() -> bool:
    try:
        return subprocess.run(["unshare", "-rm", "true"], capture_output=True).returncode == 0
    except OSError:
        return False


@pytest.mark.slow
@pytest.mark.skipif(not _can_mount(), reason="no disk can be mounted here")
def test_a_disk_that_fills_up_leaves_the_old_site(project: Draw):
    folder = project({})
    assert run("mkdocs", "build", "-q", cwd=folder).returncode == 0
    # In whole pages, as that disk counts them.
    sizes = {path: -(-path.stat().st_size // 4096) for path in (folder / "site").rglob("*")}
    index = sum(size for path, size in sizes.items() if "search" in path.parts)
    whole = sum(sizes.values())
    (folder / "disk").mkdir()
    script = (
        "mount -t tmpfs -o size=$1k tmpfs disk && mkdir disk/site && echo old > disk/site/index.html"
        " && mkdocs build -q -d disk/site; echo $?; cat disk/site/index.html; ls -A disk disk/site"
    )
    # Full among the assets, and in the midst of the search index.
    for pages in (whole // 3, whole - index // 2):
        command = ["unshare", "-rm", "sh", "-c", script, "sh", str(pages * 4)]
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        environment = {**os.environ, "PATH": path, "NO_MKDOCS_2_WARNING": "1"}
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, env=environment)
        assert done.stdout.split() == ["1", "old", "disk:", "site", "disk/site:", "index.html"]
        assert done.stderr.strip() == (
            "Error: disk/site: cannot be written (No space left on device); "
            "check the folder, your rights and the free space."
        )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="files have no greatest size here")
def test_a_file_that_grows_too_large_for_the_system_is_one_line(project: Draw):
    import resource

    folder = project({"site/index.html": "old"})
    command = [str(Path(sys.executable).parent / "leidraad"), "build"]
    limit = (resource.RLIMIT_FSIZE, (50_000, 50_000))
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, preexec_fn=lambda: resource.setrlimit(*limit)
    )
    assert done.returncode == 2
    assert done.stderr.strip().endswith(
        "site: cannot be written (File too large); check the folder, your rights and the free space."
    )
    assert "Traceback" not in done.stderr
    assert held(folder / "site") == {"index.html": "old"}
