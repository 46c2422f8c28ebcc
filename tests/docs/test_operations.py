"""The runbook names what there is: commands, figures, alarms, files."""

import configparser
import re
import shlex
from pathlib import Path

import click
import pytest
import yaml

from bot.adapters.monitoring import Figures
from bot.adapters.telegram.webhook import PATH
from bot.cli import cli
from bot.commands.upkeep import UPKEEP
from bot.config import ROOT, Config

TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
UNITS = sorted((ROOT / "deploy").glob("*.service"))
RULES = yaml.safe_load((ROOT / "deploy" / "alerts.yaml").read_text(encoding="utf-8"))
ALERTS = RULES["groups"][0]["rules"]


def figures() -> set[str]:
    """The names of all figures, as one asks for them."""
    page = Figures().page().decode()
    return set(
        re.findall(r"^# TYPE (scamdrill_\w+) (?:counter|gauge|histogram)", page, re.MULTILINE)
    )


def assert_understood(words: list[str]) -> None:
    """A command line of ours is one that the program takes."""
    command: click.Command = cli
    while isinstance(command, click.Group):
        command = command.commands[words.pop(0)]
    known = {name for option in command.params for name in option.opts}
    assert {word for word in words if word.startswith("--")} <= known


def test_every_figure_is_explained() -> None:
    for name in figures():
        if not name.endswith("_created"):
            assert f"`{name}`" in TEXT, name


@pytest.mark.parametrize("alert", ALERTS, ids=lambda alert: alert["alert"])
def test_every_alarm_is_explained_and_looks_at_a_figure_that_there_is(
    alert: dict[str, str],
) -> None:
    assert f"| {alert['alert']} |" in TEXT
    for name in re.findall(r"scamdrill_\w+", alert["expr"].replace('job="scamdrill"', "")):
        assert name.removesuffix("_bucket") in figures(), name


@pytest.mark.parametrize("command", UPKEEP, ids=lambda command: command.name)
def test_every_command_to_look_after_it_is_explained(command: click.Command) -> None:
    assert f"scamdrill {command.name}" in TEXT
    assert f"`scamdrill {command.name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_command_line_is_understood() -> None:
    lines = re.findall(r"^scamdrill (.+)$", TEXT, re.MULTILINE)
    assert len(lines) > 3
    for line in lines:
        assert_understood(shlex.split(line))


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_what_a_unit_starts_is_understood(unit: Path) -> None:
    started = re.findall(r"^ExecStart=\S+/scamdrill (.+)$", unit.read_text(), re.MULTILINE)
    assert started
    for line in started:
        assert_understood(shlex.split(line))


def test_the_settings_it_shows_are_settings() -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert blocks
    for block in blocks:
        Config.model_validate(yaml.safe_load(block))


def test_the_folders_of_the_settings_are_those_that_the_unit_may_write() -> None:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.read(ROOT / "deploy" / "scamdrill.service")
    folders = [f"/var/lib/{name}/" for name in unit["Service"]["StateDirectory"].split()]
    shown = yaml.safe_load(re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)[0])
    for setting in ("path", "key_file"):
        assert shown["store"][setting].startswith(tuple(folders)), setting
    assert len({Path(shown["store"][name]).parent for name in ("path", "key_file")}) == 2


def test_of_the_bot_only_the_webhook_is_forwarded_and_the_page_has_a_name_of_its_own() -> None:
    forwarded = re.findall(r"^    reverse_proxy (.+)$", TEXT, re.MULTILINE)
    webhook, page = Config().telegram.webhook_port, Config().web.port
    assert forwarded == [f"{PATH} 127.0.0.1:{webhook}", f"127.0.0.1:{page}"]
