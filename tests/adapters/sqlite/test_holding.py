"""Who may use the database beside whom."""

from pathlib import Path

import pytest

from bot.adapters.sqlite import only_bot
from bot.adapters.sqlite.holding import Hold, alone
from bot.errors import ConfigError


def test_a_second_bot_is_refused_until_the_first_ends(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with only_bot(path), pytest.raises(ConfigError, match="The bot already runs"), only_bot(path):
        pass
    with only_bot(path):
        pass


def test_one_on_another_database_is_none_of_its_business(tmp_path: Path) -> None:
    with only_bot(tmp_path / "store.db"), only_bot(tmp_path / "other.db"):
        pass


def test_pages_and_backups_go_on_beside_the_bot(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with only_bot(path):
        Hold(path).release()


def test_being_the_bot_is_no_use_of_the_database_yet(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with only_bot(path), alone(path):
        pass
