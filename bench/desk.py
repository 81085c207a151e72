"""How fast and how small the desk is: `python bench/desk.py ARCHIVE` (one of `bench/make_archive.py`, 100,000 events).

Printed: seconds from the start of the process to the first page and its memory then; for each filter on the page of
events and of the REST API, and for each page, the median time, the processor time that it took (which tells more on a
machine that others use, too) and the most memory held meanwhile; and, with Chromium, what each page brings over the
wire when nothing is in the browser's store. The promises: ready in 2 s, filters in 300 ms, 150 MB before a model is
loaded, 500 KB for the first load.
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


def memory(process: int, what: str = "VmRSS") -> float:
    """The resident memory of a process in MB; "VmHWM" is the most that it ever was."""
    status = Path(f"/proc/{process}/status").read_text("utf-8")
    found = re.search(rf"{what}:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else float("nan")


def processor(process: int) -> float:
    """The processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measured(client: httpx.Client, process: int, path: str, rounds: int) -> tuple[float, float, float]:
    """The median time of an address, the mean processor time that it took, and the most memory held meanwhile."""
    times = []
    Path(f"/proc/{process}/clear_refs").write_text("5")  # the most so far is forgotten
    before = processor(process)
    for _ in range(rounds):
        start = time.perf_counter()
        client.get(path).raise_for_status()
        times.append(time.perf_counter() - start)
    worked = (processor(process) - before) / rounds
    return statistics.median(times) * 1000, worked * 1000, memory(process, "VmHWM")


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
    command = [sys.executable, "-m", "dragoman.cli", "desk", str(options.archive), "--no-browser"]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        address = next(m for line in process.stdout if (m := re.search(r"(http://\S+)/\?token=(\S+)", line)))
        base, token = address[1], address[2]
        with httpx.Client(base_url=base, follow_redirects=True, trust_env=False, timeout=60) as client:
            client.get("/read", params={"token": token}).raise_for_status()
            ready, used = time.perf_counter() - start, processor(process.pid)
            print(f"ready in {ready:.2f} s ({used:.2f} s of processor time), {memory(process.pid):.0f} MB")
            highest = 0.0
            for path, questions in (("/events", QUESTIONS), ("/api/v1/events", QUESTIONS[:-1]), ("", PAGES)):
                found = [measured(client, process.pid, f"{path}?{q}" if path else q, options.rounds) for q in questions]
                for question, (taken, worked, most) in zip(questions, found, strict=True):
                    shown = f"{path}?{question}" if path else question
                    print(f"  {taken:6.0f} ms  {worked:6.0f} ms of processor time  {most:4.0f} MB at most  {shown}")
                middle = [statistics.median(values) for values in zip(*found, strict=True)]
                highest = max(highest, *(most for _, _, most in found))
                print(
                    f"median of {path or 'the pages'}: {middle[0]:.0f} ms, {middle[1]:.0f} ms of processor time",
                    flush=True,
                )
            newest = client.get("/api/v1/articles", params={"limit": 1}).json()["items"][0]["article"]
            print(f"memory at most: {highest:.0f} MB")
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
