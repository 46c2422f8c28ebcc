"""Rasa's default pipeline on the replies: `python diet.py TRAIN EVAL OUT --epochs N`.

TRAIN and EVAL hold a case a line (components/cases.py). OUT gets, as JSON, the acts read of every
case of EVAL and what that cost. An intent is one act or several, joined by "+" as Rasa itself joins
them; an intent read is taken apart again. Where Rasa falls back, its likeliest intent counts all
the same, as the likeliest act does in the other designs.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parent)]

from components import quiet, stand_ins  # noqa: E402

quiet.settle()
stand_ins.install(tensorflow=True)

import argparse  # noqa: E402  Rasa must not be imported before the lines above
import json  # noqa: E402
import resource  # noqa: E402
import time  # noqa: E402
from typing import Any, Final  # noqa: E402

from components.normalise import normalise  # noqa: E402

# What `rasa init` writes, its comment signs taken away as Rasa does itself, without entities.
PIPELINE: Final = """\
recipe: default.v1
language: {language}
importers: [{{name: lines.LineImporter, lines: {lines}}}]
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - {{name: CountVectorsFeaturizer, analyzer: char_wb, min_ngram: 1, max_ngram: 4}}
  - {{name: DIETClassifier, epochs: {epochs}, constrain_similarities: true, random_seed: 0}}
  - name: EntitySynonymMapper
  - {{name: ResponseSelector, epochs: 100, constrain_similarities: true}}
  - {{name: FallbackClassifier, threshold: 0.3, ambiguity_threshold: 0.1}}
"""
FALLBACK: Final = "nlu_fallback"


def main() -> None:
    """Trains, reads, writes OUT."""
    parser = argparse.ArgumentParser(prog="python diet.py", description=__doc__)
    for name in ("train", "eval", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--epochs", type=int, default=100)
    options = parser.parse_args()
    folder = options.out.resolve().parent
    config = folder / "diet.yml"
    lines = json.dumps(str(options.train.resolve()))
    config.write_text(PIPELINE.format(language="ko", lines=lines, epochs=options.epochs))
    from rasa.model_training import train_nlu

    begun = time.monotonic()
    model = train_nlu(str(config), str(options.train), str(folder), fixed_model_name="diet.tar.gz")
    seconds = time.monotonic() - begun
    found = {"epochs": options.epochs, "seconds": seconds, "bytes": Path(str(model)).stat().st_size}
    options.out.write_text(json.dumps({**found, **_read(str(model), options.eval)}))


def _read(model: str, cases: Path) -> dict[str, Any]:
    from components.agent import ThreadedAgent

    agent = ThreadedAgent(Path(model), threads=1)
    taken, read = [], []
    for line in cases.read_text(encoding="utf-8").splitlines():
        begun = time.perf_counter()
        answer = agent.parse(normalise(json.loads(line)["text"]))
        taken.append((time.perf_counter() - begun) * 1000)
        ranking = (one["name"] for one in answer["intent_ranking"])
        read.append(_acts(next((name for name in ranking if name != FALLBACK), FALLBACK)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"acts": read, "milliseconds": taken, "memory_mb": memory}


def _acts(intent: str) -> list[str]:
    return ["unclear"] if intent == FALLBACK else intent.split("+")


if __name__ == "__main__":
    main()
