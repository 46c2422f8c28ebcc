# Everything starts here. `make run` and `make test` set up all they need.

UV_VERSION := 0.13.9
UV := .tools/bin/uv
SCAMDRILL := .venv/bin/scamdrill
export UV_PYTHON_DOWNLOADS := never
export RASA_TELEMETRY_ENABLED := false

.PHONY: help run test check format setup nlu nlu-report bench words lock clean

help:            ## show this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup nlu   ## start the bot: on Telegram with TELEGRAM_BOT_TOKEN, else in this terminal
	@$(SCAMDRILL) run

test: setup nlu  ## run every test, with the real NLU server
	@.venv/bin/pytest
	@cd nlu && .venv/bin/python -m pytest -q tests

check: setup nlu/.venv/.done  ## ruff, mypy strict, import-linter
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .
	@.venv/bin/mypy
	@cd nlu && .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
	@.venv/bin/lint-imports --no-cache
	@$(SCAMDRILL) check scenarios

format: setup    ## bring the code into form
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .

setup: .venv/.done

nlu: nlu/.venv/.done  ## train the model if it is missing or its data has changed
	@cd nlu && .venv/bin/python -m components.train

nlu-report: setup nlu  ## measure how replies are read: figures here, a page with plots in var/nlu.html
	@mkdir -p var
	@cd nlu && .venv/bin/python -m components.evaluate --as-lines data/eval/*.yaml > ../var/nlu.jsonl
	@$(SCAMDRILL) nlu evaluate var/nlu.jsonl --html var/nlu.html

bench: setup nlu ## measure a turn, the NLU, start-up and memory
	@.venv/bin/python -m tests.bench

words: setup     ## bring new words of the program into the translations
	@.venv/bin/pybabel -q extract -F babel.cfg -k say -k ngettext:1,2 --no-location -o var/words.pot .
	@.venv/bin/pybabel -q update -i var/words.pot -D ko -o bot/presentation/locale/ko.po -l ko --no-fuzzy-matching --omit-header --no-wrap

lock: $(UV)      ## renew both lock files
	@$(UV) lock --upgrade && cd nlu && ../$(UV) lock --upgrade

clean:           ## remove what setting up has made; the database stays
	@rm -rf .venv .tools nlu/.venv nlu/models

$(UV):
	@echo "bringing uv $(UV_VERSION) into .tools/"
	@python3 -m venv .tools && .tools/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION)

.venv/.done: $(UV) pyproject.toml uv.lock
	@$(UV) sync --frozen && touch $@

nlu/.venv/.done: $(UV) nlu/pyproject.toml nlu/uv.lock
	@echo "setting up the NLU (600 MB, once)"
	@cd nlu && ../$(UV) sync --frozen && touch .venv/.done
