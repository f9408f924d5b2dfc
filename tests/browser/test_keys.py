"""Keys of a single letter, and how a reader switches them off."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from browsing import CHAPTER

pytestmark = pytest.mark.slow


def test_keys_of_one_letter_can_be_switched_off_and_on(open_page):
    page = open_page(CHAPTER)
    dialog, beside = page.locator("dialog.leidraad-search"), page.locator("[data-leidraad=beside]")
    page.keyboard.press("f")
    expect(dialog).to_be_visible()
    box = dialog.get_by_role("checkbox", name="Losse toetsen gebruiken")
    box.uncheck()
    for _ in range(2):
        page.keyboard.press("Escape")
        for key in ("/", "f", "b", "n", ".", "p", ","):
            page.keyboard.press(key)
        expect(page).to_have_url(re.compile(f"/{CHAPTER}$"))
        expect(dialog).to_be_hidden()
        expect(beside).to_have_attribute("aria-pressed", "false")
        page.reload()
    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    dialog.get_by_role("searchbox").fill("n")
    box.check()
    dialog.get_by_role("button", name="Sluiten").click()
    page.keyboard.press("b")
    expect(beside).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("n")
    expect(page).not_to_have_url(re.compile(f"/{CHAPTER}$"))
