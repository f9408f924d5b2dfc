"""What goes around MkDocs does what MkDocs does, and a MkDocs that changed is noticed."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import material
from mkdocs.commands import build
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.pages import Page
from mkdocs_static_i18n.plugin import I18n

from leidraad import site
from leidraad.building import host
from leidraad.storage import caching
from support import ROOT

RENDER = "75311821e08e4ef8c2ce53ffebea42522d6f4749c43fc09071b86d0dc44bf734"
BUILD = "c704dae25d11965f63ff4778720004ea5696c867358bda31707f2542c445409b"


def test_mkdocs_renders_a_page_as_it_did_when_this_was_written():
    assert caching.fingerprint([inspect.getsource(Page.render)]) == RENDER, (
        "Page.render of MkDocs has changed: compare it with host.py, then put its fingerprint here."
    )


def test_mkdocs_and_the_i18n_plugin_build_as_they_did_when_this_was_written():
    parts = (build.build, build._populate_page, build._build_page, I18n.on_config, I18n.on_post_build)
    assert caching.fingerprint(map(inspect.getsource, parts)) == BUILD, (
        "How MkDocs builds a page, or the i18n plugin a language, has changed: compare it with what host.py"
        " does for one page again, then put its fingerprint here."
    )


def test_pages_are_rendered_as_mkdocs_renders_them():
    config = site.load(ROOT / "mkdocs.yml")
    files = get_files(config)
    theirs, ours = ({}, {})
    for file in files.documentation_pages():
        page = theirs[file.src_uri] = Page(None, file, config)
        page.read_source(config)
        page.render(config, files)
    parsers = host.Parsers()
    for file in files.documentation_pages():
        page = ours[file.src_uri] = Page(None, file, config)
        page.read_source(config)
        host.render_by(
            page, lambda page, config, files: host.convert(page, config, files, parsers.get(config))
        )
        page.render(config, files)
    assert len(theirs) >= 8
    for name, page in theirs.items():
        made = ours[name]
        assert made.content == page.content
        assert str(made.toc) == str(page.toc)
        assert made.title == page.title
        assert made.present_anchor_ids == page.present_anchor_ids
        assert not vars(page).keys() ^ vars(made).keys() - {"render"}


def test_the_files_of_a_theme_are_those_that_mkdocs_finds():
    found = []
    for quickly in (False, True):
        config = site.load(ROOT / "mkdocs.yml")
        if quickly:
            host.list_quickly(config.theme)
        env = config.theme.get_env()
        files = Files([])
        files.add_files_from_theme(env, config)
        found.append([(file.src_uri, file.abs_src_path) for file in files])
        assert env.get_template("main.html")
        assert env.get_template(".icons/material/menu.svg")
    assert found[0] == found[1]
    assert len(found[0]) > 20


def test_a_page_tells_material_s_script_all_but_what_its_search_is_for():
    theirs = Path(str(material.__file__)).parent / "templates/base.html"

    def told(template: Path) -> list[str]:
        text = template.read_text("utf-8")
        block = text[text.index("{% block config %}") :]
        return re.findall(r'"([\w.]+)":', block[: block.index("{% endblock %}")])

    kept = [key for key in told(theirs) if not key.startswith("search")]
    assert told(site.overrides() / "base.html") == kept
