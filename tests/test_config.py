"""The settings and the secrets: what is taken from where, and what is refused."""

import os
from pathlib import Path

import pytest
import yaml

from bot.config import ROOT, Config, load_config, load_secrets, take_secrets
from bot.errors import ConfigError

TOKEN = "1234:a-token"


@pytest.fixture
def env_file(tmp_path: Path) -> Path:
    file = tmp_path / ".env"
    file.write_text(f"# from BotFather\nTELEGRAM_BOT_TOKEN='{TOKEN}'\nSCAMDRILL_KEY = k \n\nodd\n")
    file.chmod(0o600)
    return file


class TestSettings:
    def test_the_shipped_file_names_every_setting_with_its_default(self) -> None:
        shipped = yaml.safe_load((ROOT / "config.yaml").read_text(encoding="utf-8"))
        assert Config.model_validate(shipped) == Config()
        for name, section in Config.model_fields.items():
            fields = getattr(section.annotation, "model_fields", None)
            if fields:
                assert set(shipped[name]) == set(fields), name
            else:
                assert name in shipped

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("telegram: {mode: pigeon}", "telegram.mode"),
            ("health: {port: 70000}", "health.port"),
            ("log: {format: xml}", "log.format"),
            ("store: {retention_days: 0}", "store.retention_days"),
            ("healht: {}", "Did you mean health?"),
            ("a: [", "cannot be read"),
            ("telegram: {pace: &a [*a]}", "telegram.pace"),
        ],
    )
    def test_what_is_wrong_is_named(self, tmp_path: Path, text: str, said: str) -> None:
        file = tmp_path / "config.yaml"
        file.write_text(text)
        with pytest.raises(ConfigError) as found:
            load_config(file)
        assert said in str(found.value)


class TestSecrets:
    def test_they_come_from_the_file(self, env_file: Path) -> None:
        found, warnings = load_secrets({}, env_file)
        assert (found.token, found.key, found.webhook_secret) == (TOKEN, "k", None)
        assert warnings == []

    def test_the_environment_comes_first(self, env_file: Path) -> None:
        found, _ = load_secrets({"TELEGRAM_BOT_TOKEN": "9:other"}, env_file)
        assert (found.token, found.key) == ("9:other", "k")

    @pytest.mark.parametrize("mode", [0o604, 0o644, 0o602, 0o601, 0o777])
    def test_a_file_that_everybody_can_read_is_refused(self, env_file: Path, mode: int) -> None:
        env_file.chmod(mode)
        with pytest.raises(ConfigError, match=r"read by everybody.*chmod 600") as found:
            load_secrets({}, env_file)
        assert TOKEN not in str(found.value)

    def test_a_file_that_a_group_can_read_is_used_with_a_warning(self, env_file: Path) -> None:
        env_file.chmod(0o640)
        found, (warning,) = load_secrets({}, env_file)
        assert found.token == TOKEN
        assert "chmod 600" in warning

    def test_a_file_that_is_no_text_is_refused(self, env_file: Path) -> None:
        env_file.write_bytes(b"\xff\xfe\x00")
        with pytest.raises(ConfigError, match="cannot be read"):
            load_secrets({}, env_file)

    def test_they_are_taken_out_of_the_environment_so_that_no_child_has_them(
        self, env_file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "SCAMDRILL_KEY"):
            monkeypatch.setenv(name, "s3cret")
        found, _ = take_secrets(env_file)
        assert found.token == found.webhook_secret == found.key == "s3cret"
        assert "s3cret" not in os.environ.values()

    def test_they_are_never_shown(self, env_file: Path) -> None:
        found, _ = load_secrets({}, env_file)
        for shown in (repr(found), str(found), f"{found}"):
            assert TOKEN not in shown
