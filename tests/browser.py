"""A headless Chromium, spoken to over a pipe in its own protocol: no driver, no sockets, nothing else to install."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Self, TypeAlias, cast

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Object: TypeAlias = dict[str, Json]

PATIENCE = 30
"""Seconds that the browser may take for an answer."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage", "--hide-scrollbars"),
    *("--remote-debugging-pipe", "--no-default-browser-check", "--mute-audio"),
)


def found() -> str | None:
    """Where a Chromium is, if there is one."""
    return next((path for name in NAMES if (path := shutil.which(name)) is not None), None)


class Browser:
    """One browser with one page. What the page's console says is kept in `console`."""

    def __init__(self, program: str) -> None:
        self._home = tempfile.mkdtemp(prefix="browser-")
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        # the browser reads its orders from descriptor 3 and answers on 4; other numbers must not be in the way
        shell = f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}'
        orders = ["bash", "-c", shell, program, *FLAGS, f"--user-data-dir={self._home}", "about:blank"]
        self._process = subprocess.Popen(orders, pass_fds=(theirs_in, theirs_out), stderr=subprocess.DEVNULL)
        os.close(theirs_in)
        os.close(theirs_out)
        self._buffer, self._number, self._session = b"", 0, ""
        self._loaded = False
        self.console: list[str] = []
        self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """End the browser and forget what it kept."""
        self._process.kill()
        self._process.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._home, ignore_errors=True)

    def _open(self) -> None:
        """Take hold of the first page."""
        targets = cast(list[Object], self._send("Target.getTargets")["targetInfos"])
        page = next(target["targetId"] for target in targets if target["type"] == "page")
        answer = self._send("Target.attachToTarget", {"targetId": page, "flatten": True})
        self._session = str(answer["sessionId"])
        for domain in ("Page", "Runtime", "Log"):
            self._send(f"{domain}.enable")
        self._send("Emulation.setFocusEmulationEnabled", {"enabled": True})

    def size(self, width: int, height: int = 900, dark: bool = False) -> None:
        """Make the window of a size, in CSS pixels, by day or in the dark."""
        metrics: Object = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self._send("Emulation.setDeviceMetricsOverride", metrics)
        scheme: Object = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._send("Emulation.setEmulatedMedia", {"features": [scheme]})

    def go(self, address: str) -> None:
        """Open an address and wait until it has loaded."""
        self._loaded = False
        answer = self._send("Page.navigate", {"url": address})
        while not self._loaded and "loaderId" in answer:  # without one, it was a move inside the page
            self._hear(self._read())

    def run(self, script: str) -> Json:
        """What an expression is in the page, as JSON."""
        answer = self._send("Runtime.evaluate", {"expression": script, "returnByValue": True, "awaitPromise": True})
        result = cast(Object, answer["result"])
        assert "exceptionDetails" not in answer, answer
        return result.get("value")

    def picture(self, path: Path, most: int = 6000) -> None:
        """Save the whole page as PNG."""
        height = min(int(cast(float, self.run("document.documentElement.scrollHeight"))), most)
        width = cast(float, self.run("innerWidth"))
        clip: Object = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        answer = self._send("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        path.write_bytes(base64.b64decode(str(answer["data"])))

    def _send(self, method: str, parameters: Mapping[str, Json] | None = None) -> Object:
        """Give an order and wait for its answer."""
        self._number += 1
        order: Object = {"id": self._number, "method": method, "params": dict(parameters or {})}
        if self._session:
            order["sessionId"] = self._session
        os.write(self._to, json.dumps(order).encode() + b"\0")
        while True:
            message = self._read()
            if message.get("id") == self._number:
                assert "error" not in message, message
                return cast(Object, message["result"])
            self._hear(message)

    def _read(self) -> Object:
        """The next message."""
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._from], [], [], PATIENCE)
            assert ready, f"the browser says nothing for {PATIENCE} seconds"
            part = os.read(self._from, 1 << 16)
            assert part, "the browser has ended"
            self._buffer += part
        message, _, self._buffer = self._buffer.partition(b"\0")
        return cast(Object, json.loads(message))

    def _hear(self, message: Object) -> None:
        """Keep what the console says, and see when a page has loaded."""
        method, parameters = message.get("method"), cast(Object, message.get("params", {}))
        if method == "Page.loadEventFired":
            self._loaded = True
        elif method == "Log.entryAdded":
            self.console.append(str(cast(Object, parameters["entry"])["text"]))
        elif method in ("Runtime.exceptionThrown", "Runtime.consoleAPICalled"):
            self.console.append(json.dumps(parameters)[:400])
