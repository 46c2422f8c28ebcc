"""Measures a model on replies with their right acts: `python -m components.evaluate FILE...`."""

from __future__ import annotations

from components import quiet, stand_ins

quiet.settle()
stand_ins.install()

import argparse  # noqa: E402  Rasa must not be imported before the two lines above
import json  # noqa: E402
import shutil  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
from collections.abc import Sequence  # noqa: E402
from pathlib import Path  # noqa: E402
from typing import Any, Final  # noqa: E402

import numpy as np  # noqa: E402

from components import cases, figures, measures, pages  # noqa: E402
from components.acts import VOCABULARY, read_act_ids  # noqa: E402
from components.cases import Case, CaseError  # noqa: E402
from components.envelope import Envelope  # noqa: E402
from components.measures import Answer  # noqa: E402
from components.progress import note, stage  # noqa: E402
from components.replies import ReplyDataError  # noqa: E402
from components.train import MODEL, record_of, recorded  # noqa: E402

_TOLD: Final = 250  # replies between two notes of progress
_SLACK: Final = 0.005  # of micro-F1, by which one language may lose where the whole gains


def main(arguments: list[str] | None = None) -> int:
    """0 if measured and no worse than `--against`; 1 if worse or no model; 2 if wrongly called."""
    options = _options(arguments)
    acts = read_act_ids(VOCABULARY)
    try:
        if options.files == [Path("-")]:
            read = cases.of_lines(sys.stdin, acts)
        else:
            read = cases.of_files(options.files, acts)
    except (CaseError, ReplyDataError, OSError, UnicodeDecodeError) as error:
        print(error, file=sys.stderr)
        return 2
    if options.as_lines:
        print("\n".join(case.line() for case in read))
        return 0
    if not read:
        print("there is no reply to measure with", file=sys.stderr)
        return 2
    for path in filter(None, (options.model, options.against)):
        if not path.exists():
            print(f"there is no model at {path}", file=sys.stderr)
            return 1
    return _measure(options, read, acts)


def verdict(new: dict[str, Any], old: dict[str, Any]) -> str | None:
    """Why the new model must not take the place of the old one; None if it may."""
    if new["f1"] < old["f1"]:
        return f"micro-F1 falls from {old['f1']:.3f} to {new['f1']:.3f}"
    for lang, before in old["languages"].items():
        after = new["languages"][lang]
        if after["f1"] < before["f1"] - _SLACK:
            return f"micro-F1 in {lang} falls from {before['f1']:.3f} to {after['f1']:.3f}"
    return None


def _measure(options: argparse.Namespace, read: Sequence[Case], acts: Sequence[str]) -> int:
    pairs = _pairs(options.model, read, acts)
    found = {"model": options.model.name, **measures.report(pairs, acts)}
    refused: str | None = None
    if options.against:
        others = _pairs(options.against, read, acts)
        old = measures.report(others, acts)
        gain = measures.difference(pairs, others)
        refused = verdict(found, old)
        found["against"] = {"model": options.against.name, **old}
        found["gain"] = {**gain, "worse": refused}
    if options.html:
        options.html.parent.mkdir(parents=True, exist_ok=True)
        options.html.write_text(pages.page(found), encoding="utf-8")
        note(f"written: {options.html}")
    if options.docs:
        said = figures.origin(recorded(options.model) or "", figures.eval_print())
        block = f"{said}\n\n```\n{pages.text(found)}\n```"
        figures.put(options.docs, figures.REPORT, block)
        note(f"written: {options.docs}")
    as_json = options.format == "json"
    print(json.dumps(found, ensure_ascii=False, indent=1) if as_json else pages.text(found))
    if refused:
        print(f"not promoted: {refused}", file=sys.stderr)
        return 1
    if options.promote:
        _promote(options.model)
    return 0


def _pairs(model: Path, read: Sequence[Case], acts: Sequence[str]) -> list[tuple[Case, Answer]]:
    from components.agent import ThreadedAgent

    with stage(f"model {model.name}"):
        agent = ThreadedAgent(model, threads=1)
    pairs: list[tuple[Case, Answer]] = []
    with stage(f"{len(read)} replies"):
        for number, case in enumerate(read, start=1):
            pairs.append((case, _answer(agent, case, acts)))
            if number % _TOLD == 0:
                note(f"{number} of {len(read)}")
    return pairs


def _answer(agent: Any, case: Case, acts: Sequence[str]) -> Answer:
    if case.settled:
        certain = np.array([float(act in case.settled) for act in acts])
        return Answer(certain, frozenset(case.settled), None)
    begun = time.perf_counter()
    found = agent.parse(Envelope(case.text, case.lang, case.context).pack())["acts"]
    taken = time.perf_counter() - begun
    sure = {one["id"]: one["confidence"] for one in found}
    chosen = frozenset(one["id"] for one in found if one["decision"] == "act")
    return Answer(np.array([sure[act] for act in acts]), chosen, taken)


def _promote(model: Path) -> None:
    draft = MODEL.with_name(f".{MODEL.name}")
    if model.resolve() != MODEL.resolve():
        shutil.copyfile(model, draft)
        draft.replace(MODEL)
        shutil.copyfile(record_of(model), record_of(MODEL))
    note(f"promoted: {MODEL.name}")


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m components.evaluate", description=__doc__)
    parser.add_argument(
        "files", nargs="+", type=Path, help="files of lines or of replies; - for lines on stdin"
    )
    parser.add_argument("--model", type=Path, default=MODEL, help="measured (%(default)s)")
    parser.add_argument("--against", type=Path, help="another model; 1 if --model is worse")
    parser.add_argument("--promote", action="store_true", help="use --model if it is not worse")
    parser.add_argument("--format", choices=["text", "json"], default="text")
    parser.add_argument("--html", type=Path, help="write a page with plots here")
    parser.add_argument("--docs", type=Path, help="put the figures of data/eval into this page")
    parser.add_argument("--as-lines", action="store_true", help="only print the replies as lines")
    options = parser.parse_args(arguments)
    if options.promote and not options.against:
        parser.error("--promote needs --against: what it must not be worse than")
    return options


if __name__ == "__main__":
    sys.exit(main())
