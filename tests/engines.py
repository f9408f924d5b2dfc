"""Firefox and WebKit, the engine of Safari, where they are installed, by WebDriver commands that both know.

WebKitWebDriver takes them over HTTP (https://www.w3.org/TR/webdriver2/), and Firefox itself over a socket.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from browsing import PATIENCE
from servers import free_port

KEYS = {"Enter": "\ue007", "ArrowDown": "\ue015"}
_PATHS = {
    "Navigate": "url",
    "Refresh": "refresh",
    "ExecuteScript": "execute/sync",
    "PerformActions": "actions",
}
_ERRORS = """return Services.console.getMessageArray().filter(
    one => one instanceof Ci.nsIScriptError && !(one.flags & 1) && one.sourceName.startsWith("http")
).map(one => one.errorMessage)"""
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
WEBKIT = next(Path("/usr").glob("lib*/*/webkit*gtk-*/MiniBrowser"), None)
MISSING = {
    "firefox": "" if FIREFOX else "firefox-esr",
    "webkit": ""
    if WEBKIT and shutil.which("WebKitWebDriver") and shutil.which("xvfb-run")
    else "webkit2gtk-driver xvfb",
}
"""What is to be installed first, if anything."""


class Refused(Exception):
    """A command that a browser did not do."""


def patiently(act: Callable[[], Any]) -> Any:
    """Return what something is as soon as it is."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with suppress(Refused, ConnectionRefusedError):
            if found := act():
                return found
        time.sleep(0.02)
    raise AssertionError("It never was.")


class Page:
    """The one page of a browser."""

    def __init__(self, do: Callable[..., Any], errors: Callable[[], list[str]] = list) -> None:
        """Take what sends a command, and what tells which errors there were, where a browser can be asked."""
        self.do, self.errors = do, errors

    def run(self, script: str) -> Any:
        """Return what an expression is on the page."""
        return self.do("ExecuteScript", script=f"return ({script})", args=[])

    def wait(self, condition: str) -> None:
        """Wait until an expression holds on the page, which may be another by then."""
        patiently(lambda: self.run(f"Boolean({condition})"))

    def press(self, *keys: str) -> None:
        """Press keys one after another."""
        values = [(KEYS.get(key, key), way) for key in keys for way in ("keyDown", "keyUp")]
        self._act("key", [{"type": way, "value": value} for value, way in values])

    def click(self, selector: str) -> None:
        """Press the mouse on an element."""
        x, y = self.run(f"""(() => {{
            const element = document.querySelector("{selector}")
            element.scrollIntoView({{ block: "nearest", behavior: "instant" }})
            const box = element.getClientRects()[0]
            return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]
        }})()""")
        press = [{"type": way, "button": 0} for way in ("pointerDown", "pointerUp")]
        self._act("pointer", [{"type": "pointerMove", "x": x, "y": y}, *press])

    def _act(self, kind: str, events: list[dict[str, Any]]) -> None:
        self.do("PerformActions", actions=[{"type": kind, "id": kind, "actions": events}])


@contextmanager
def _started(*command: object, **environment: str) -> Iterator[None]:
    """Run a program, and end it with all that it has started."""
    quiet: Any = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    process = subprocess.Popen([*map(str, command)], env={**os.environ, **environment}, **quiet)
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait()


@contextmanager
def webkit(home: Path) -> Iterator[Page]:
    """Start WebKitGTK's small browser on a screen of its own."""
    port = free_port()
    # Where there are no namespaces, as in most containers, its own sandbox keeps it from starting.
    told = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "XDG_DATA_HOME": str(home)}

    def send(path: str, **parameters: Any) -> Any:
        address = f"http://127.0.0.1:{port}/session{path}"
        try:
            with urlopen(Request(address, json.dumps(parameters).encode())) as answer:
                return json.load(answer)["value"]
        except HTTPError as error:
            with error:
                raise Refused(error.read().decode()) from None

    with _started("xvfb-run", "-a", "WebKitWebDriver", "-p", port, **told):
        patiently(lambda: socket.create_connection(("127.0.0.1", port))).close()
        wanted = {"webkitgtk:browserOptions": {"binary": str(WEBKIT), "args": ["--automation"]}}
        session = send("", capabilities={"alwaysMatch": wanted})["sessionId"]
        yield Page(lambda name, **parameters: send(f"/{session}/{_PATHS[name]}", **parameters))


@contextmanager
def firefox(home: Path) -> Iterator[Page]:
    """Start Firefox without a screen."""
    port = free_port()
    (home / "user.js").write_text(f'user_pref("marionette.port", {port});\n')
    options = ("--headless", "--marionette", "--remote-allow-system-access", "--profile", home)
    with _started(FIREFOX, *options):
        connection = patiently(lambda: socket.create_connection(("127.0.0.1", port)))
        with connection, connection.makefile("rwb") as stream:

            def read() -> Any:
                length = b"".join(iter(lambda: stream.read(1), b":"))
                return json.loads(stream.read(int(length)))

            def send(name: str, **parameters: Any) -> Any:
                told = json.dumps([0, 0, name, parameters]).encode()
                stream.write(b"%d:%s" % (len(told), told))
                stream.flush()
                *_, fault, found = read()
                if fault:
                    raise Refused(fault)
                return found.get("value")

            def errors() -> Any:
                send("Marionette:SetContext", value="chrome")
                return send("WebDriver:ExecuteScript", script=_ERRORS, args=[])

            read()
            send("WebDriver:NewSession")
            yield Page(lambda name, **parameters: send(f"WebDriver:{name}", **parameters), errors)
