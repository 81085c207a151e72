"""Pictures of every page of the desk over the sample reports: `python scripts/take_screenshots.py [--all FOLDER]`.

Writes `docs/images/desk/PAGE.png`, wide and light. With `--all` every page goes to FOLDER in four ways as well: wide
and as on a telephone, light and dark; that is for looking, not for the repository. Needs Chromium
(`DRAGOMAN_CHROMIUM`, else /usr/bin/chromium).
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "images" / "desk"
CHROMIUM = os.environ.get("DRAGOMAN_CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 740}


def pages(archive: Path) -> dict[str, str]:
    """Names and addresses of what is pictured."""
    from dragoman.archive import Archive
    from dragoman.desk.navigation import NAVIGATION
    from dragoman.incidents import refresh

    with Archive(archive) as writable:
        refresh(writable)
    with Archive(archive, read_only=True) as opened:
        grain = next(row["article"] for row in opened.articles() if "grain" in (row["title"] or ""))
        deal = next(row["agreement"] for row in opened.agreements())
        happening = opened.incidents(order="-reports", limit=1)[0]["incident"]
    found = {"home": "/"} | {entry.key: entry.path for group in NAVIGATION for entry in group.entries}
    return found | {
        "report": f"/reports/{grain}",
        "actor": "/actors/RUS.GOV",
        "agreement": f"/agreements/{deal}",
        "incidents": "/incidents?alone=yes&order=-reports",
        "incident": f"/incidents/{happening}",
        "brief": "/brief?either=RUS",
        "review": "/review?reviewer=Anna",
        "review-figures": "/review/figures?reviewer=Anna",
        "review-agreements": "/review/agreements?reviewer=Anna",
        "explain": f"/reports/{grain}/explain",
        "events-filtered": "/events?quad=material+conflict&status=actual",
        "api": "/api",
    }


def take(browser: Any, base: str, token: str, found: dict[str, str], folder: Path, *, narrow: bool, dark: bool) -> None:
    """A picture of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    context = browser.new_context(
        base_url=base, viewport=NARROW if narrow else WIDE, color_scheme="dark" if dark else "light"
    )
    page = context.new_page()
    page.goto(f"/?token={token}")
    for name, path in found.items():
        page.goto(path)
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(600)  # charts draw themselves
        page.screenshot(path=folder / f"{name}.png", scale="css")
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    parser.add_argument("--archive", type=Path, help="instead of the sample reports")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or Path(folder, "samples.duckdb")
        program = "import sys; from dragoman.cli import main; sys.exit(main(sys.argv[1:]))"
        if not options.archive:
            subprocess.run([sys.executable, "-c", program, "read", "samples", "-a", archive], cwd=ROOT, check=True)
        desk = subprocess.Popen(
            [sys.executable, "-c", program, "desk", archive, "--no-browser"], stdout=subprocess.PIPE, text=True
        )
        try:
            assert desk.stdout is not None
            address = next(m for line in desk.stdout if (m := re.search(r"(http://\S+)/\?token=(\S+)", line)))
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
                found = pages(archive)
                take(browser, address[1], address[2], found, PICTURES, narrow=False, dark=False)
                if options.all:
                    for narrow in (False, True):
                        for dark in (False, True):
                            way = options.all / f"{'narrow' if narrow else 'wide'}-{'dark' if dark else 'light'}"
                            take(browser, address[1], address[2], found, way, narrow=narrow, dark=dark)
                browser.close()
        finally:
            desk.terminate()
            desk.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
