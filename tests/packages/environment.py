"""A learning environment in a page: scorm-again, of another maker, with strict errors.

Any error on a page, and any request that leaves the environment, fails the test.
"""

from __future__ import annotations

import json
import shutil
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page

from support import ROOT

_RUNTIME = ROOT / ".venv/node/node_modules/scorm-again/dist/scorm12.min.js"
# It answers as that does, and remembers each call and each error.
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>LMS</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body { margin: 0 } iframe { border: 0; width: 100vw; height: 100vh; display: block }</style>
<script src="/scorm12.min.js"></script><script src="/kept.js"></script><script>
const wanted = new URLSearchParams(location.search)
const calls = [], faults = []
const api = new Scorm12API({
  lmsCommitUrl: "/commit", terminateCommitParam: "last", logLevel: 5,
})
const { core = {}, ...rest } = kept ?? {}
api.loadFromJSON({
  ...rest,
  core: { ...core, student_id: "learner-7", entry: kept ? "resume" : "ab-initio", exit: "" },
  student_data: { mastery_score: wanted.get("mastery") ?? "" },
})
const names = ["Initialize", "Finish", "GetValue", "SetValue", "Commit", "GetLastError"]
const answered = name => (...values) => {
  if (wanted.has("refuses") && /Set|Commit/.test(name)) return "false"
  const answer = api[`LMS${name}`](...values)
  calls.push([name, ...values])
  if (api.LMSGetLastError() !== "0") faults.push([name, ...values, api.LMSGetLastError()])
  return answer
}
if (!wanted.has("none")) window.API = Object.fromEntries(names.map(name => [`LMS${name}`, answered(name)]))
addEventListener("DOMContentLoaded", () => {
  if (wanted.has("popup")) return
  const frame = document.body.appendChild(document.createElement("iframe"))
  frame.id = "sco"
  frame.src = `course/${wanted.get("sco") ?? "index_scorm.html"}`
})
</script><body></body></html>"""


class Environment:
    """What a learner uses, and what it keeps of one."""

    def __init__(self, origin: str, browser: Browser) -> None:
        self.origin = origin
        self.kept: dict[str, Any] | None = None
        self.faults: list[str] = []
        self.has_all = threading.Event()
        self._browser = browser
        self._context: BrowserContext | None = None

    def launch(self, asked: str = "", *, is_new_browser: bool = False, **options: Any) -> Page:
        """Launch the course for a learner, in the browser where it was last read or in another."""
        if self._context is None or is_new_browser or options:
            self.close()
            self._context = self._browser.new_context(
                **({"viewport": {"width": 1280, "height": 800}} | options)
            )
        self.has_all.clear()
        page = self._context.new_page()
        self._watch(page)
        page.on("popup", self._watch)
        page.goto(f"{self.origin}/lms.html?{asked}")
        return page

    def _watch(self, page: Page) -> None:
        """Remember what goes wrong on a page."""
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", lambda line: self.faults.append(line.text) if line.type == "error" else None)
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((self.origin, "data:", "blob:"))
                else self.faults.append(f"left: {request.url}")
            ),
        )

    def close(self) -> None:
        """Close the browser's windows."""
        if self._context is not None:
            self._context.close()
            self._context = None

    def leave(self, page: Page, *, is_silent: bool = False) -> None:
        """Leave the course as most hosts do it, by taking its frame away; no call may have failed."""
        page.evaluate("document.getElementById('sco').remove()")
        self.wait_for_the_end(page)
        calls = page.evaluate("calls.map(([name]) => name)")
        assert calls.count("Initialize") == calls.count("Finish") == 1
        assert calls[0] == "Initialize"
        assert page.evaluate("faults") == []
        assert ("SetValue" in calls) is not is_silent
        page.close()

    def wait_for_the_end(self, page: Page) -> None:
        """Wait until a course has taken its leave and the last that it told is kept."""
        page.wait_for_function("calls.at(-1)[0] === 'Finish'")
        # It goes as a beacon, for which the page does not wait.
        assert self.has_all.wait(30)

    def told(self, name: str) -> str:
        """Return what is kept of an element of the data model."""
        assert self.kept is not None
        found: Any = self.kept
        for part in name.split("."):
            found = found[int(part) if isinstance(found, list) else part]
        return str(found)


class _Handler(SimpleHTTPRequestHandler):
    environment: Environment

    def do_GET(self) -> None:
        if self.path.startswith("/lms.html"):
            self._send(_PAGE.encode(), "text/html")
        elif self.path == "/kept.js":
            self._send(f"const kept = {json.dumps(self.environment.kept)}".encode(), "text/javascript")
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.environment.kept = body["cmi"]
        if self.path.endswith("last=true"):
            self.environment.has_all.set()
        self._send(b'{"result": "true", "errorCode": 0}', "application/json")

    def _send(self, data: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        # Whoever sends a beacon at the end does not wait for an answer.
        with suppress(ConnectionError):
            self.wfile.write(data)

    def log_message(self, format: str, *values: object) -> None:
        pass


@contextmanager
def environment(package: Path, folder: Path, browser: Browser) -> Iterator[Environment]:
    """Take a package into a learning environment, and serve that.

    Args:
        package: the zip file.
        folder: where it is unpacked.
        browser: where it is read.
    """
    with zipfile.ZipFile(package) as archive:
        archive.extractall(folder / "course")
    shutil.copy(_RUNTIME, folder)
    handler = type("Handler", (_Handler,), {})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder))) as server:
        made = Environment(f"http://127.0.0.1:{server.server_port}", browser)
        handler.environment = made  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield made
        finally:
            made.close()
            server.shutdown()
            thread.join()
            assert made.faults == []


def book(page: Page, frame: str = "#sco") -> FrameLocator:
    """Return the page of the site that a launched course shows."""
    return page.frame_locator(frame).frame_locator("iframe")


READ = """async () => {
    const frame = () => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
    for (let at = 0; at <= document.documentElement.scrollHeight; at += innerHeight / 2) {
        scrollTo({ top: at, behavior: "instant" })
        await frame()
    }
}"""


def read(shown: FrameLocator) -> None:
    """Read a chapter from its beginning to its end."""
    shown.locator("html").evaluate(READ)
