"""`make bench-web`: how long the facilitators' pages take; a report, not a test.

The page is served by the real program, asked over HTTP, with the store of `scamdrill demo-data`:
200 people with some 2,000 drills, and 200 people with some 20,000, all in one group, which is the
hardest case. The stores are made once and kept in var/bench-web/. `cpu` is what the program
itself works on one request, however busy the machine is otherwise.
"""

import asyncio
import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

import httpx
import psutil
import yaml
from rich.console import Console
from rich.table import Table

from bot.config import ROOT

FOLDER: Final = ROOT / "var" / "bench-web"
CONFIG: Final = FOLDER / "config.yaml"
TIMES: Final = int(os.environ.get("TIMES", "20"))
START_SECONDS: Final = 60


@dataclass(frozen=True, slots=True)
class Case:
    """A store, and how many milliseconds a page may take with it."""

    name: str
    drills_each: int
    aim: int


CASES: Final = (Case("200-people", 10, 200), Case("20000-drills", 106, 500))


def scamdrill(*words: str | Path) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *map(str, words), "--config", str(CONFIG)]


def made(case: Case) -> Path:
    """The store of this case, filled now unless it is there."""
    path = FOLDER / f"{case.name}.db"
    if not path.exists():
        each = ("--trainees", "200", "--cohorts", "1", "--drills-each", str(case.drills_each))
        subprocess.run(scamdrill("demo-data", *each, "--store", path), check=True, cwd=ROOT)
    return path


def configure(path: Path, port: int) -> None:
    settings = {
        "store": {"path": str(path), "key_file": str(FOLDER / "key")},
        "web": {"enabled": True, "port": port, "address": f"http://127.0.0.1:{port}"},
    }
    CONFIG.write_text(yaml.safe_dump(settings), encoding="utf-8")


@contextlib.contextmanager
def served(port: int) -> Iterator[psutil.Process]:
    """The program, until the block ends."""
    process = subprocess.Popen(scamdrill("web"), cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.1)
        yield psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


_clients = count(2)


def client(address: str, cookies: httpx.Cookies | None = None) -> httpx.AsyncClient:
    """A browser at a loopback address of its own: the page lets no single one ask this often."""
    number = next(_clients)
    transport = httpx.AsyncHTTPTransport(local_address=f"127.0.{number // 250}.{number % 250 + 1}")
    return httpx.AsyncClient(
        base_url=address, transport=transport, cookies=cookies, timeout=120, trust_env=False
    )


async def logged_in(address: str) -> httpx.Cookies:
    """The cookies of the facilitator."""
    link = subprocess.run(
        scamdrill("web-login", "terminal:you"), check=True, capture_output=True, cwd=ROOT
    )
    async with client(address) as browser:
        path = link.stdout.decode().strip().removeprefix(address).partition("?")[0]
        answer = await browser.post(path, headers={"Origin": address})
        assert answer.status_code == 303, answer.text
        return browser.cookies


async def paths(address: str, cookies: httpx.Cookies) -> dict[str, str]:
    """Every kind of page by a name for it, found by following links."""
    async with client(address, cookies) as browser:

        async def first(page: str, pattern: str) -> str:
            html = (await browser.get(page)).text
            found = re.search(rf'href="({pattern})"', html)
            assert found, f"no {pattern} on {page}"
            return found[1]

        cohort = await first("/cohorts", r"/cohorts/\w+")
        person = await first(f"{cohort}?page=2", rf"{cohort}/trainees/\d+")
        while "/drills/" not in (await browser.get(person)).text:
            number = int(person.rpartition("/")[2]) + 1
            person = f"{cohort}/trainees/{number}"
        drill = await first(person, rf"{person}/drills/\w+")
        files = {f"{one} (export)": f"{cohort}/export.{one}" for one in ("html", "pdf", "xlsx")}
        plots = re.findall(r'src="([^"]+\.svg[^"]*)"', (await browser.get(cohort)).text)
        return {
            "groups": "/cohorts",
            "group": cohort,
            "group, page 3": f"{cohort}?page=3",
            "trainee": person,
            "drill": drill,
            "inbox": "/inbox",
            "inbox, page 5": "/inbox?page=5",
            "calls": "/scenarios",
            "call": "/scenarios/prosecutor-call",
            **{f"plot {one.rpartition('/')[2].partition('?')[0]}": one for one in plots},
            **files,
        }


async def measured(address: str, cookies: httpx.Cookies, path: str) -> tuple[list[float], int]:
    """The times in milliseconds, in order, the first request included, and the bytes."""
    times, size = [], 0
    async with client(address, cookies) as browser:
        for _ in range(TIMES):
            before = time.perf_counter()
            answer = await browser.get(path)
            times.append((time.perf_counter() - before) * 1000)
            assert answer.status_code == 200, (path, answer.status_code)
            size = len(answer.content)
    return times, size


def working(program: psutil.Process) -> float:
    """Milliseconds of a processor that the program has used so far."""
    times = program.cpu_times()
    return float(times.user + times.system) * 1000


async def case_measured(case: Case, console: Console) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    configure(FOLDER / "none.db", 1)
    path = made(case)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    configure(path, port)
    table = Table("page", "first", "p50", "p95", "max", "cpu", "kB", "", title=f"{case.name}, ms")
    with served(port) as program:
        cookies = await logged_in(address)
        for name, page in (await paths(address, cookies)).items():
            before = working(program)
            times, size = await measured(address, cookies, page)
            cpu = (working(program) - before) / TIMES
            ranked = sorted(times)
            figures = (times[0], ranked[TIMES // 2], ranked[int(TIMES * 0.95)], ranked[-1])
            slow = "" if ranked[int(TIMES * 0.95)] < case.aim or "export" in name else "slow"
            table.add_row(
                name, *(f"{one:.0f}" for one in figures), f"{cpu:.0f}", f"{size / 1000:.0f}", slow
            )
    console.print(table)


async def main() -> None:
    """Measure both cases and print them."""
    for case in CASES:
        if len(sys.argv) < 2 or sys.argv[1] == case.name:
            await case_measured(case, Console(width=100))


if __name__ == "__main__":
    asyncio.run(main())
