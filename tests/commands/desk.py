"""A folder with scenarios to work on, and the command line over it."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner, Result

from bot.cli import cli
from bot.config import ROOT


@dataclass(frozen=True)
class Desk:
    """A copy of the vocabulary and one setting beneath `folder`; commands work on that."""

    folder: Path

    @property
    def scenarios(self) -> Path:
        return self.folder / "scenarios"

    @classmethod
    def at(cls, folder: Path, *settings: str) -> "Desk":
        desk = cls(folder)
        desk.scenarios.mkdir()
        for file in (ROOT / "scenarios").glob("*.yaml"):
            shutil.copy(file, desk.scenarios)
        for setting in settings:
            (desk.scenarios / setting).mkdir()
            shutil.copy(ROOT / "scenarios" / setting / "common.yaml", desk.scenarios / setting)
        (folder / "config.yaml").write_text(f"scenarios: {json.dumps(str(desk.scenarios))}\n")
        return desk

    def run(self, *arguments: str, typed: str = "") -> Result:
        """What the command line says; paths in it may begin with "scenarios/"."""
        here = {"config_file": str(self.folder / "config.yaml")}
        published = {**here, "to": str(self.folder / "published")}
        settings = {
            **dict.fromkeys(("new", "check", "preview", "coverage"), here),
            "publish": published,
            "translate": {"export": here, "import": here},
        }
        given = [self._placed(one) for one in arguments]
        return CliRunner().invoke(cli, given, input=typed, default_map=settings)

    def _placed(self, argument: str) -> str:
        inside = argument.startswith("scenarios") or argument.endswith((".po", ".xlsx"))
        return str(self.folder / argument) if inside else argument

    def new(self, id: str = "a-new-call", setting: str = "south", **others: str) -> Result:
        asked = {
            "id": id,
            "twin": f"{id}-twin",
            "setting": setting,
            "medium": "call",
            "level": "1",
            "title": "Title",
            "caller": "Caller",
            "source": "A report",
            **others,
        }
        return self.run("new", *(word for key in asked for word in (f"--{key}", asked[key])))
