"""Four designs on the same replies: `python -m components.compare`; takes about an hour.

Each learns from data/train and is measured on data/eval, in a process of its own. Rasa's default
pipeline runs in the environment of compare/, which is set up here.
"""

from __future__ import annotations

from components import quiet, stand_ins

quiet.settle()
stand_ins.install()

import argparse  # noqa: E402  Rasa must not be imported before the two lines above
import hashlib  # noqa: E402
import json  # noqa: E402
import os  # noqa: E402
import resource  # noqa: E402
import subprocess  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Callable, Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Final  # noqa: E402

import numpy as np  # noqa: E402
from scipy import sparse  # noqa: E402

from components import figures, logistic  # noqa: E402
from components.acts import VOCABULARY, read_act_ids  # noqa: E402
from components.cases import Case, of_files  # noqa: E402
from components.encoder import Encoder  # noqa: E402
from components.measures import Answer, score  # noqa: E402
from components.ngrams import Ngrams, of_characters  # noqa: E402
from components.normalise import normalise  # noqa: E402
from components.progress import note, stage  # noqa: E402
from components.quiet import ROOT  # noqa: E402
from components.replies import reply_files  # noqa: E402
from components.train import MODEL, fingerprint, record_of  # noqa: E402

FOLDER: Final = ROOT.parent / "var" / "nlu-compare"
DIET: Final = ROOT / "compare"
STRENGTH: Final = 8.0
LEAST: Final = 3  # replies that an n-gram must stand in
SENSES: Final = 2.0  # how much a sentence embedding weighs against the n-grams
NAMES: Final = {
    "diet": "Rasa's default pipeline (DIET)",
    "characters": "logistic regression on character n-grams",
    "embeddings": "the same and a frozen sentence embedding",
    "ours": "the model of this project",
}

Found = dict[str, Any]  # acts read of each case of data/eval, and what that cost


def main(arguments: list[str] | None = None) -> int:
    """0 when the table is printed, and in docs/nlu.md with --docs; 1 if a design failed."""
    parser = argparse.ArgumentParser(prog="python -m components.compare", description=__doc__)
    parser.add_argument("--epochs", type=int, default=4, help="of DIET (%(default)s)")
    parser.add_argument("--docs", action="store_true", help="put the table into docs/nlu.md")
    parser.add_argument("--design", choices=NAMES, help=argparse.SUPPRESS)  # one, in this process
    options = parser.parse_args(arguments)
    train, test = (_cases(name) for name in ("train", "eval"))
    if options.design:
        found = _DESIGNS[options.design](train, test)
        found["memory_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        _result(options.design).write_text(json.dumps(found), encoding="utf-8")
        return 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    now = _print_of(train, test)
    for name in NAMES:
        with stage(NAMES[name]):
            if not _have(name, now, options.epochs) and not _run(name, options.epochs, now):
                print(f"{NAMES[name]} could not be measured", file=sys.stderr)
                return 1
    shown = table(test, {name: _read(name) for name in NAMES})
    print(shown)
    if options.docs:
        said = figures.origin(fingerprint(), figures.eval_print())
        figures.put(figures.PAGE, figures.COMPARED, f"{said}\n\n{shown}")
    return 0


def table(test: Sequence[Case], results: dict[str, Found]) -> str:
    """The designs as Markdown, a row each."""
    rows = [
        "| design | F1 | F1 ko | F1 en | training | model | memory | p50 | p99 |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, found in results.items():
        f1 = [_f1(test, found["acts"], langs) for langs in (("ko", "en"), ("ko",), ("en",))]
        fast, slow = np.percentile(found["milliseconds"], [50, 99])
        title = f"{NAMES[name]}, {found['epochs']} epochs" if "epochs" in found else NAMES[name]
        rows.append(
            f"| {title} | {' | '.join(f'{one:.3f}' for one in f1)} | {found['seconds']:.0f} s "
            f"| {found['bytes'] / 1e6:.0f} MB | {found['memory_mb']:.0f} MB "
            f"| {fast:.1f} ms | {slow:.1f} ms |"
        )
    return "\n".join(rows)


def _f1(test: Sequence[Case], acts: Sequence[Sequence[str]], langs: Sequence[str]) -> float:
    pairs = zip(test, acts, strict=True)
    none = np.zeros(0)
    return score([(c, Answer(none, frozenset(a), None)) for c, a in pairs if c.lang in langs]).f1


def _cases(folder: str) -> list[Case]:
    return of_files(reply_files(ROOT / "data" / folder), read_act_ids(VOCABULARY))


def _print_of(train: Sequence[Case], test: Sequence[Case]) -> str:
    lines = "\n".join(case.line() for case in (*train, *test))
    return hashlib.sha256(lines.encode()).hexdigest()


def _result(name: str) -> Path:
    return FOLDER / f"{name}.json"


def _read(name: str) -> Found:
    found: Found = json.loads(_result(name).read_text(encoding="utf-8"))
    return found


def _have(name: str, now: str, epochs: int) -> bool:
    """Whether this design was measured on these replies; ours is quickly measured again."""
    if name == "ours" or not _result(name).exists():
        return False
    found = _read(name)
    return found.get("replies") == now and found.get("epochs", epochs) == epochs


def _run(name: str, epochs: int, now: str) -> bool:
    if name == "diet":
        done = _run_diet(epochs)
    else:
        command = [sys.executable, "-m", "components.compare", "--design", name]
        done = subprocess.run(command, cwd=ROOT, check=False).returncode == 0
    if done:
        _result(name).write_text(json.dumps({**_read(name), "replies": now}), encoding="utf-8")
    return done


def _run_diet(epochs: int) -> bool:
    uv = ROOT.parent / ".tools" / "bin" / "uv"
    environment = {**os.environ, "UV_PYTHON_DOWNLOADS": "never"}
    # The limits on threads that suit a single reply would hold TensorFlow back.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        environment.pop(name, None)
    lines: list[str] = []
    for folder in ("train", "eval"):
        path = FOLDER / f"{folder}.jsonl"
        text = "".join(f"{case.line()}\n" for case in _cases(folder))
        path.write_text(text, encoding="utf-8")
        lines.append(str(path))
    python, out = str(DIET / ".venv" / "bin" / "python"), str(_result("diet"))
    for command in (
        [str(uv), "sync", "--frozen", "--quiet"],
        [python, "diet.py", *lines, out, "--epochs", str(epochs)],
    ):
        if subprocess.run(command, cwd=DIET, env=environment, check=False).returncode:
            return False
    return True


def _characters(train: Sequence[Case], test: Sequence[Case]) -> Found:
    return _regression(train, test, None)


def _embeddings(train: Sequence[Case], test: Sequence[Case]) -> Found:
    from components import network

    return _regression(train, test, network.build())


def _regression(train: Sequence[Case], test: Sequence[Case], layers: bytes | None) -> Found:
    acts = read_act_ids(VOCABULARY)
    begun = time.monotonic()
    texts = [normalise(case.text) for case in train]
    ngrams = Ngrams.learn(lambda text: of_characters(text, 1, 5), texts, LEAST)
    encoder = Encoder(layers) if layers else None

    def rows(some: Sequence[str]) -> sparse.csr_matrix:
        parts = [ngrams.rows(some)]
        if encoder:
            parts.append(sparse.csr_matrix(encoder.embed_all(some)[:, -1] * SENSES))
        return sparse.hstack(parts, format="csr").astype(np.float32)

    labels = np.array([[float(act in case.acts) for act in acts] for case in train])
    weights, bias = logistic.fit(rows(texts), labels, STRENGTH)
    seconds = time.monotonic() - begun

    def judge(case: Case) -> list[str]:
        # An act from even odds on, and always the likeliest: every reply does something.
        odds = (rows([normalise(case.text)]) @ weights + bias)[0]
        return [acts[j] for j in range(len(acts)) if odds[j] >= 0 or j == odds.argmax()]

    size = weights.nbytes + bias.nbytes + (len(layers) if layers else 0)
    return {"seconds": seconds, "bytes": size, **_timed(judge, test)}


def _ours(train: Sequence[Case], test: Sequence[Case]) -> Found:
    from components.agent import ThreadedAgent
    from components.envelope import Envelope

    record = json.loads(record_of(MODEL).read_text(encoding="utf-8"))
    if record["fingerprint"] != fingerprint():
        note("the model is not of these replies; run: make nlu")
        raise SystemExit(1)
    agent = ThreadedAgent(MODEL, threads=1)

    def judge(case: Case) -> list[str]:
        answer = agent.parse(Envelope(case.text, case.lang, case.context).pack())
        return [one["id"] for one in answer["acts"] if one["decision"] == "act"]

    size = MODEL.stat().st_size
    return {"seconds": record["seconds"], "bytes": size, **_timed(judge, test)}


def _timed(judge: Callable[[Case], list[str]], test: Sequence[Case]) -> Found:
    read, taken = [], []
    for case in test:
        begun = time.perf_counter()
        read.append(judge(case))
        taken.append((time.perf_counter() - begun) * 1000)
    return {"acts": read, "milliseconds": taken}


_DESIGNS: Final[dict[str, Callable[[Sequence[Case], Sequence[Case]], Found]]] = {
    "characters": _characters,
    "embeddings": _embeddings,
    "ours": _ours,
}


if __name__ == "__main__":
    sys.exit(main())
