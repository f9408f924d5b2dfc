"""What goes around MkDocs does what MkDocs does, and a MkDocs that changed is noticed."""

from __future__ import annotations

import inspect

from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

from leidraad import caching, site
from leidraad.building import host
from support import ROOT

RENDER = "75311821e08e4ef8c2ce53ffebea42522d6f4749c43fc09071b86d0dc44bf734"


def test_mkdocs_renders_a_page_as_it_did_when_this_was_written():
    assert caching.fingerprint([inspect.getsource(Page.render)]) == RENDER, (
        "Page.render of MkDocs has changed: compare it with host.py, then put its fingerprint here."
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
        host.render_with(page, parsers)
        page.render(config, files)
    assert len(theirs) >= 8
    for name, page in theirs.items():
        made = ours[name]
        assert made.content == page.content
        assert str(made.toc) == str(page.toc)
        assert made.title == page.title
        assert made.present_anchor_ids == page.present_anchor_ids
        assert made.links_to_anchors == page.links_to_anchors
        assert not vars(page).keys() ^ vars(made).keys() - {"render"}
