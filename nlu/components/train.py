"""Trains the model: `python -m components.train`; does nothing if it would come out the same."""

from __future__ import annotations

from components import quiet, stand_ins

quiet.settle()
stand_ins.install()

import argparse  # noqa: E402  Rasa must not be imported before the two lines above
import contextlib  # noqa: E402
import hashlib  # noqa: E402
import json  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Iterator  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Final  # noqa: E402

from components.acts import VOCABULARY, read_act_ids  # noqa: E402
from components.progress import note, stage  # noqa: E402
from components.quiet import ROOT  # noqa: E402
from components.replies import ReplyDataError  # noqa: E402

MODEL = ROOT / "models" / "nlu.tar.gz"

# Modules that a trained model does not depend on: to change them costs nobody a training.
_AFTERWARDS: Final = frozenset(
    {
        "agent",
        "balance",
        "candidates",
        "card",
        "cases",
        "compare",
        "evaluate",
        "figures",
        "lint",
        "logistic",
        "measures",
        "pages",
        "progress",
        "quiet",
        "server",
        "similar",
        "stand_ins",
        "train",
    }
)


def main(arguments: list[str] | None = None) -> int:
    """0 when the model is there, 1 when the data has faults; prints the model's path."""
    parser = argparse.ArgumentParser(prog="python -m components.train", description=__doc__)
    parser.add_argument("--output", type=Path, default=MODEL, help="the model's file (%(default)s)")
    parser.add_argument("--force", action="store_true", help="train even if nothing has changed")
    options = parser.parse_args(arguments)
    print_now = fingerprint()
    if not options.force and options.output.exists() and recorded(options.output) == print_now:
        note("nothing has changed since this model was trained")
    else:
        try:
            _train(options.output, print_now)
        except ReplyDataError as error:
            print(error, file=sys.stderr)
            return 1
    print(options.output)
    return 0


def fingerprint() -> str:
    """A hash of all that a model comes from: replies, acts, configuration, code and packages."""
    digest = hashlib.sha256("\n".join(read_act_ids(VOCABULARY)).encode())
    for path in _sources():
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    yield ROOT / "config.yml"
    yield ROOT / "uv.lock"
    for path in sorted((ROOT / "components").glob("*.py")):
        if path.stem not in _AFTERWARDS:
            yield path
    yield from sorted((ROOT / "data" / "train").glob("*.yaml"))


def _train(output: Path, print_now: str) -> None:
    begun = time.monotonic()
    with stage("Rasa"):
        from rasa.model_training import train_nlu

        quiet.mute_structlog()
    output.parent.mkdir(parents=True, exist_ok=True)
    # The finished model takes the place of the old one in one step: a server that starts meanwhile
    # finds the one or the other, never a half.
    draft = f".{output.name}"
    with contextlib.redirect_stdout(sys.stderr):  # Rasa is proud of its model on standard output
        train_nlu(
            config=str(ROOT / "config.yml"),
            nlu_data=str(ROOT / "data" / "train"),
            output=str(output.parent),
            fixed_model_name=draft,
        )
    (output.parent / draft).replace(output)
    record = {"fingerprint": print_now, "seconds": round(time.monotonic() - begun, 1)}
    record_of(output).write_text(json.dumps(record) + "\n", encoding="utf-8")
    note(f"trained in {record['seconds']} s, {output.stat().st_size / 1e6:.1f} MB")


def recorded(output: Path) -> str | None:
    """The fingerprint of what a model was made from; None if that was not noted."""
    try:
        found = json.loads(record_of(output).read_text(encoding="utf-8")).get("fingerprint")
    except (OSError, ValueError):
        return None
    return found if isinstance(found, str) else None


def record_of(output: Path) -> Path:
    """Where it is noted what a model was made from."""
    return output.with_name(output.name.removesuffix(".tar.gz") + ".json")


if __name__ == "__main__":
    sys.exit(main())
