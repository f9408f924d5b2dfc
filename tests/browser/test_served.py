"""The site as servers hand it out by what a build writes for them, under its Content-Security-Policy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, expect

import servers
from browsing import VIOLATIONS, OpenPage, served, wait_until
from leidraad import handbook, site
from support import ROOT

CHAPTER = """---
slug: rouw
redirect_from: vroeger
---

# Rouw {#rouw}

| links | midden | rechts |
|:------|:------:|-------:|
| a     | b      | c      |

<p id="eigen" style="color: rgb(1, 2, 3)">Eigen opmaak.</p>
<style>#ander { color: rgb(4, 5, 6) }</style>
<p id="ander">Andere opmaak.</p>
<script>document.getElementById("ander").textContent = "Eigen script."</script>

## Verder {#verder}

Tekst.
"""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve, below a path with a strange name, a handbook with what only its author would use."""
    folder = tmp_path_factory.mktemp("own") / "book"
    handbook.create(folder)
    (folder / "docs/nl/02-rouw.md").write_text(CHAPTER, "utf-8")
    config = folder / "mkdocs.yml"
    text = config.read_text("utf-8").replace("example.org/handboek/", "example.org/a.b+c/")
    text = text.replace("  leidraad: {}", "  leidraad: {frame_ancestors: [https://lms.example.org]}")
    config.write_text(text.replace("  - bronnen.md\n", "  - bronnen.md\n  - 02-rouw.md\n"), "utf-8")
    with served(folder, folder.parent / "root", "a.b+c/", "--no-strict") as url:
        yield url


def answer(address: str) -> tuple[int, dict[str, str], str]:
    try:
        with urlopen(Request(address, headers={"Accept-Encoding": "identity"})) as got:
            return got.status, dict(got.headers), got.read().decode("utf-8", "replace")
    except HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read().decode("utf-8", "replace")


def check_answers(url: str) -> None:
    """Fail where a server does not hand out the handbook as it should."""
    status, headers, _ = answer(url)
    assert status == 200
    policy = headers["Content-Security-Policy"]
    # A page of the site may be fetched ahead; whatever else is not named is forbidden.
    assert policy.startswith("default-src 'self'; base-uri 'none'; ")
    assert {"frame-src 'none'", "object-src 'none'"} < {*policy.split("; ")}
    assert re.findall(r"unsafe-[a-z]+", policy) == []
    assert "*" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-cache"
    for path, said in {"weg/": "Deze pagina", "en/weg/x": "This page", "en/weg.png": "This page"}.items():
        status, headers, text = answer(url + path)
        assert status == 404
        assert re.findall(r"<h1[^>]*>(\w+ \w+)", text) == [said]
        assert ("Deze pagina" in text, "This page" in text) == (not path.startswith("en/"), True)
        assert headers["Content-Security-Policy"] == policy
    _, _, home = answer(url)
    (bundle,) = re.findall(r'src="(assets/javascripts/bundle[^"]+)"', home)
    _, headers, _ = answer(url + bundle)
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Content-Security-Policy"] == policy
    assert answer(f"{url}assets/javascripts/search.js")[1]["Cache-Control"] == "no-cache"
    assert answer(f"{url}_headers")[0] == 404


@pytest.mark.slow
def test_nginx_hands_out_the_site_as_it_is_told(base_url: str):
    check_answers(base_url)


def test_caddy_hands_out_the_site_as_it_is_told(built: Path, tmp_path: Path):
    if servers.find("caddy") is None:
        pytest.skip("caddy is not installed: sudo apt-get install caddy")
    (tmp_path / "leidraad").symlink_to(built)
    with servers.caddy(tmp_path, built.with_name(f"{built.name}-serving") / "Caddyfile") as origin:
        check_answers(f"{origin}/leidraad/")


@pytest.mark.slow
def test_no_page_in_any_language_asks_anything_of_another_host(open_page: OpenPage, built: Path):
    pages = [path.relative_to(built).as_posix() for path in sorted(built.rglob("*.html"))]
    assert len(pages) > 8
    # Whoever leaves the site is found by `open_page` itself.
    page = open_page("")
    for path in pages:
        page.goto(page.url.partition("/leidraad/")[0] + "/leidraad/" + path.removesuffix("index.html"))
        page.wait_for_load_state("networkidle")


def test_the_policy_holds(browser: Browser, base_url: str):
    page = browser.new_context().new_page()
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text))
    page.add_init_script(VIOLATIONS)
    page.goto(base_url)
    page.evaluate("""() => {
        const script = document.createElement("script")
        script.textContent = "window.ran = true"
        document.body.append(script)
        const image = '<img src="https://elders.example/x.png" style="color: red">'
        document.body.insertAdjacentHTML("beforeend", image)
    }""")
    assert page.evaluate("window.ran") is None
    wait_until(page, "document.images[document.images.length - 1].complete")
    for kind in ("script-src-elem", "style-src-attr", "img-src"):
        assert [text for text in said if text.startswith(f"{kind} forbids")], kind
    page.context.close()


def test_what_an_author_put_into_a_page_works_under_the_policy(open_page: OpenPage, own: str):
    page = open_page("rouw/", base=own)
    expect(page.locator("#eigen")).to_have_css("color", "rgb(1, 2, 3)")
    expect(page.locator("#ander")).to_have_css("color", "rgb(4, 5, 6)")
    expect(page.locator("#ander")).to_have_text("Eigen script.")
    for number, side in enumerate(("left", "center", "right")):
        expect(page.locator("tbody td").nth(number)).to_have_css("text-align", side)
    assert "frame-ancestors 'self' https://lms.example.org;" in answer(own)[1]["Content-Security-Policy"]


def test_an_old_address_leads_on_and_keeps_the_place(open_page: OpenPage, own: str):
    page = open_page("vroeger/?x=1#verder", base=own)
    expect(page).to_have_url(f"{own}rouw/?x=1#verder")


def test_a_policy_of_the_handbook_itself_names_no_other_host(built: Path):
    headers = (built / "_headers").read_text("utf-8")
    assert "http" not in headers
    assert site.load(ROOT / "mkdocs.yml").plugins["leidraad"].config.frame_ancestors == []
