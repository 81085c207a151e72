"""How fast and how small the desk is: `python bench/desk.py ARCHIVE` (one of `bench/make_archive.py`, 100,000 events).

Printed: seconds from the start of the process to the first page, its memory then and after all questions, the median
time of each filter on the page of events and of the REST API with the processor time that it took (which tells more on
a machine that others use, too), and, with Chromium, what each page brings over the wire when nothing is in the
browser's store. The promises: ready in 2 s, filters in 300 ms, 150 MB before a model is loaded,
500 KB for the first load.
"""

from __future__ import annotations

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
]
QUESTIONS = (
    "",
    "type=CONSULT",
    "actor=RUS",
    "actor=RUS&recipient=UKR",
    "either=RUS,UKR",
    "country=SYR&since=2020",
    "place=a",
    "text=column",
    "status=actual&min_confidence=0.8",
    "publisher=po",
    "order=-confidence",
    "page=100",
)
PAGES = (
    "/",
    "/read",
    "/reports",
    "/events",
    "/map",
    "/time",
    "/actors",
    "/agreements",
    "/figures",
    "/review",
    "/sources",
    "/brief",
    "/api",
)


def memory(process: int) -> float:
    """The resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def processor(process: int) -> float:
    """The processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def milliseconds(client: httpx.Client, process: int, path: str, rounds: int) -> tuple[float, float]:
    """The median time of an address, and the mean processor time that it took."""
    times = []
    before = processor(process)
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000, (processor(process) - before) / rounds * 1000


def wire(base: str, token: str, pages: tuple[str, ...]) -> None:
    """What each page brings over the wire to a browser that has nothing yet."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        for path in pages:
            context = browser.new_context()
            page = context.new_page()
            page.goto(f"{base}/?token={token}")
            page.goto("about:blank")
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.setCacheDisabled", {"cacheDisabled": True})
            sizes: list[float] = []
            session.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            print(f"  {sum(sizes) / 1000:7.0f} KB  {len(sizes):2} files  {path}")
            context.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--no-wire", action="store_true")
    options = parser.parse_args()
    program = (
        f"import sys; from dragoman.cli import main; sys.exit(main(['desk', {str(options.archive)!r}, '--no-browser']))"
    )
    start = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        found = next(m for line in process.stdout if (m := re.search(r"(http://\S+)/\?token=(\S+)", line)))
        base, token = found[1], found[2]
        with httpx.Client(base_url=base, follow_redirects=True, trust_env=False, timeout=60) as client:
            client.get("/read", params={"token": token}).raise_for_status()
            ready, used = time.perf_counter() - start, processor(process.pid)
            print(f"ready in {ready:.2f} s ({used:.2f} s of processor time), {memory(process.pid):.0f} MB")
            for path, questions in (("/events", QUESTIONS), ("/api/v1/events", QUESTIONS[:-1])):
                found_times = [milliseconds(client, process.pid, f"{path}?{q}", options.rounds) for q in questions]
                for question, (taken, worked) in zip(questions, found_times, strict=True):
                    print(f"  {taken:6.0f} ms  {worked:6.0f} ms of processor time  {path}?{question}")
                middle = [statistics.median(values) for values in zip(*found_times, strict=True)]
                print(f"median of {path}: {middle[0]:.0f} ms, {middle[1]:.0f} ms of processor time", flush=True)
            newest = client.get("/api/v1/articles", params={"limit": 1}).json()["items"][0]["article"]
            print(f"memory after all questions: {memory(process.pid):.0f} MB")
            time.sleep(2)  # the archive is let go of
            print(f"memory when nobody has asked for two seconds: {memory(process.pid):.0f} MB")
        if CHROMIUM.exists() and not options.no_wire:
            print("over the wire, first load:")
            wire(base, token, (*PAGES, f"/reports/{newest}"))
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
