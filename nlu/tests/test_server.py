"""The real server with the trained model: who may ask, what it tells, and how it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.envelope import LONGEST, Envelope
from components.quiet import ROOT

MODEL: Final = ROOT / "models" / "nlu.tar.gz"
TOKEN: Final = "a-token-of-the-tests"
SECRET: Final = "제 비밀번호는 참새둥지입니다 xyzzy"
ANY_TEXT: Final = st.text(st.characters(exclude_categories=()), min_size=1, max_size=LONGEST)

pytestmark = pytest.mark.skipif(not MODEL.exists(), reason="train a model first")


class Served:
    """A running server; what it says on standard error goes to a file."""

    def __init__(self, folder: Path, listening: socket.socket | None = None) -> None:
        self.said = folder / "stderr.txt"
        self.scratch = folder / "scratch"
        self.scratch.mkdir(exist_ok=True)
        environment = {**os.environ, "SCAMDRILL_NLU_TOKEN": TOKEN, "LOG_LEVEL": "DEBUG"}
        command = [sys.executable, "-m", "components.server", "--stop-with-stdin"]
        inherited = [listening.fileno()] if listening else []
        with self.said.open("w") as file:
            self.process = subprocess.Popen(
                [*command, *(f"--fd={fd}" for fd in inherited)],
                cwd=ROOT,
                env={**environment, "TMPDIR": str(self.scratch)},
                pass_fds=inherited,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
            )
        self.out: IO[str] = self.process.stdout  # type: ignore[assignment]  # it is a PIPE
        self.ready: dict[str, Any] = json.loads(self.out.readline())

    def ask(self, path: str, body: object = None, token: str | None = TOKEN) -> tuple[int, Any]:
        query = f"?token={token}" if token is not None else ""
        data = None if body is None else json.dumps(body).encode()
        url = f"http://127.0.0.1:{self.ready['port']}{path}{query}"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, data), timeout=60) as answer:
                return answer.status, json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as error:
            return error.code, None

    def read(self, text: str, context: str | None = None) -> dict[str, Any]:
        status, answer = self.ask("/model/parse", {"text": Envelope(text, "ko", context).pack()})
        assert status == 200
        assert isinstance(answer, dict)
        return answer

    def end(self) -> int:
        if self.process.stdin:
            self.process.stdin.close()
        return self.process.wait(20)


def _files() -> dict[Path, int]:
    """The project's files but for those that others write while the tests run."""
    free = {"models", ".venv", ".hypothesis", ".pytest_cache", "__pycache__"}
    free |= {".mypy_cache", ".ruff_cache", Path(tempfile.gettempdir()).name}
    return {
        path: path.stat().st_mtime_ns
        for path in ROOT.rglob("*")
        if path.is_file() and not free.intersection(path.relative_to(ROOT).parts)
    }


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    before = _files()
    server = Served(tmp_path_factory.mktemp("server"))
    yield server
    (own,) = server.scratch.iterdir()
    assert own.is_dir(), "it has a folder of its own where it is told to write"
    assert list(own.iterdir()) == [], "ONNX Runtime has begun no session of telemetry there"
    assert server.end() == 0, "the end of standard input ends it"
    assert _files() == before, "it writes nothing of the project"
    assert list(server.scratch.iterdir()) == [], "it leaves nothing behind"


def test_it_reads_a_reply(served: Served) -> None:
    answer = served.read("어느 부서 누구십니까", "보위부입니다.")
    assert len(answer["acts"]) == 27
    assert answer["acts"][0]["id"] == "asks_identity"
    assert answer["acts"][0]["decision"] == "act"


def test_it_asks_for_the_token(served: Served) -> None:
    body = {"text": Envelope(SECRET).pack()}
    for token in (None, "", "wrong-token-of-tests"):
        assert served.ask("/model/parse", body, token)[0] == 401
        assert served.ask("/status", token=token)[0] == 401


@pytest.mark.parametrize(
    "path", ["/model", "/model/train", "/model/test/intents", "/conversations/x/tracker", "/domain"]
)
def test_everything_else_is_closed(served: Served, path: str) -> None:
    assert served.ask(path)[0] == 404
    assert served.ask(path, {})[0] == 404


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    port = f"{served.ready['port']:04X}"
    listening = [
        fields[1]
        for name in ("tcp", "tcp6")
        if (table := Path("/proc/net") / name).exists()
        for fields in map(str.split, table.read_text().splitlines()[1:])
        if fields[1].endswith(f":{port}") and fields[3] == "0A"
    ]
    if not listening:
        pytest.skip("this system does not list its sockets")
    assert listening == [f"0100007F:{port}"]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANY_TEXT, st.none() | ANY_TEXT)
def test_any_text_is_answered(served: Served, text: str, context: str | None) -> None:
    answer = served.read(text, context)
    assert len(answer["acts"]) == 27
    assert all(0 <= act["confidence"] <= 1 for act in answer["acts"])


@pytest.mark.parametrize("piece", ["네", "a", "\ud83d", "가나 ", "1", "́", "/", "{", "ㅋ", "𝕏"])
def test_the_longest_texts_are_answered(served: Served, piece: str) -> None:
    assert len(served.read((piece * LONGEST)[:LONGEST])["acts"]) == 27


def test_the_same_reply_is_read_the_same(served: Served) -> None:
    once = served.read("내일 아들하고 갈게요", "돈을 준비하세요.")
    assert served.read("내일 아들하고 갈게요", "돈을 준비하세요.") == once


def test_no_reply_stands_in_what_it_prints(served: Served) -> None:
    served.read(SECRET, SECRET)
    served.ask("/model/parse", {"text": SECRET, "message_id": [SECRET]})
    served.ask("/model/parse", [SECRET])
    served.ask(f"/{'xyzzy'}")
    said = served.said.read_text(encoding="utf-8")
    assert "xyzzy" not in said
    assert "참새" not in said
    assert TOKEN not in said


def test_it_ends_at_sigterm_and_needs_a_token(tmp_path: Path) -> None:
    server = Served(tmp_path)
    server.process.send_signal(signal.SIGTERM)
    assert server.process.wait(20) == 0
    environment = {**os.environ, "SCAMDRILL_NLU_TOKEN": "short"}
    command = [sys.executable, "-m", "components.server"]
    refused = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert refused.returncode == 2
    assert "at least 16 characters" in refused.stderr


def test_it_answers_on_a_socket_that_it_inherits_and_so_does_the_next(tmp_path: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        for _ in range(2):
            server = Served(tmp_path, listening)
            assert server.ready["port"] == listening.getsockname()[1]
            assert server.ask("/status")[0] == 200
            server.process.kill()
            server.process.wait(20)


def test_a_socket_that_others_can_reach_is_refused(tmp_path: Path) -> None:
    with socket.socket() as open_to_all:
        open_to_all.bind(("0.0.0.0", 0))
        for fd, reason in (
            (open_to_all.fileno(), "it is not bound to 127.0.0.1"),
            (99, "Bad file descriptor"),
        ):
            refused = subprocess.run(
                [sys.executable, "-m", "components.server", f"--fd={fd}"],
                cwd=ROOT,
                env={**os.environ, "SCAMDRILL_NLU_TOKEN": TOKEN, "TMPDIR": str(tmp_path)},
                pass_fds=(open_to_all.fileno(),),
                capture_output=True,
                text=True,
                check=False,
            )
            assert refused.returncode == 1
            assert f"cannot listen on descriptor {fd}: {reason}" in refused.stderr


def test_a_taken_port_and_a_missing_model_are_told(tmp_path: Path) -> None:
    environment = {**os.environ, "SCAMDRILL_NLU_TOKEN": TOKEN}
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = f"--port={taken.getsockname()[1]}"
        for more, sentence in (
            ([port], "cannot listen on"),
            ([f"--model={tmp_path / 'none.tar.gz'}"], "there is no model at"),
        ):
            refused = subprocess.run(
                [sys.executable, "-m", "components.server", *more],
                cwd=ROOT,
                env=environment,
                capture_output=True,
                text=True,
                check=False,
            )
            assert refused.returncode == 1
            assert sentence in refused.stderr
