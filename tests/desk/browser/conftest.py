"""The desk over the sample reports, served for real, and a real Chromium that looks at it."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dragoman.archive import Archive
from dragoman.coder import Coder
from dragoman.reading import SetAside, read

ROOT = Path(__file__).parents[3]
CHROMIUM = Path(os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium"))
BUILT = ROOT / "src" / "dragoman" / "desk" / "static" / "built"
TOKEN = "a-token-for-the-browser"
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
HOSTILE = """Envoys meet in Geneva <script>document.title = "run"</script>

GENEVA, 3 March 2021 - French President Emmanuel Macron met Turkish President Recep Tayyip Erdogan on Wednesday,
</article></main><img src="x" onerror="document.title='run'"> officials said.

{{ 7 * 7 }} <a href="javascript:document.title='run'">more</a> <style>main { display: none }</style>
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = ""
    if not CHROMIUM.exists():
        reason = f"Chromium is not at {CHROMIUM} (apt-get install chromium, or set DRAGOMAN_CHROMIUM)"
    elif not (BUILT / "desk.js").exists():
        reason = "the desk's pages are not built (python scripts/build_frontend.py --dev)"
    if reason:
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def archive_file(coder: Coder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of the sample reports and a hostile one."""
    path = tmp_path_factory.mktemp("browser") / "samples.duckdb"
    (path.parent / "hostile.txt").write_text(HOSTILE, "utf-8")
    with Archive(path) as archive, archive.run(coder.version) as run:
        for source in (ROOT / "samples", path.parent / "hostile.txt"):
            for found in read(source):
                assert not isinstance(found, SetAside)
                archive.add(coder.code(found), run)
    return path


class Served:
    """A desk that is served on a port of this machine."""

    def __init__(self, archive: Path, coder: Coder) -> None:
        import socket

        import uvicorn

        from dragoman.desk import Settings, make_app
        from dragoman.desk.security import Key

        listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        app = make_app(archive, Settings(key=Key.token(TOKEN), coder=coder))
        self._server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)


@pytest.fixture(scope="session")
def served(archive_file: Path, coder: Coder) -> Iterator[Served]:
    desk = Served(archive_file, coder)
    yield desk
    desk.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def came_in(browser: Any, served: Served) -> Any:
    """The cookies of a browser that has come in."""
    context = browser.new_context(base_url=served.address)
    context.new_page().goto(f"/?token={TOKEN}")
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(browser: Any, served: Served, came_in: Any) -> Iterator[Any]:
    """A page that has come in; what it asks for elsewhere, and what goes wrong in it, fails the test."""
    context = browser.new_context(
        base_url=served.address, viewport={"width": 1280, "height": 900}, storage_state=came_in
    )
    context.set_default_timeout(15_000)
    opened = context.new_page()
    elsewhere: list[str] = []
    wrong: list[str] = []
    opened.on("request", lambda r: elsewhere.append(r.url) if not r.url.startswith((served.address, "data:")) else None)
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda m: wrong.append(m.text) if m.type == "error" and "favicon" not in m.text else None)
    yield opened
    context.close()
    assert not elsewhere
    assert not wrong
