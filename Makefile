# Everything starts here. `make run` and `make test` set up all they need.

UV_VERSION := 0.13.9
UV := .tools/bin/uv
SCAMDRILL := .venv/bin/scamdrill
export UV_PYTHON_DOWNLOADS := never
export RASA_TELEMETRY_ENABLED := false

.PHONY: help run test check format setup nlu nlu-report nlu-compare bench chaos load soak reliability bench-web screenshots chromium words audit fuzz lock clean

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
	@cd nlu && .venv/bin/python -m components.lint
	@.venv/bin/lint-imports --no-cache
	@$(SCAMDRILL) check scenarios

format: setup nlu/.venv/.done  ## bring the code into form
	@.venv/bin/ruff check --fix . && .venv/bin/ruff format .
	@cd nlu && .venv/bin/ruff check --fix . && .venv/bin/ruff format .

setup: .venv/.done

nlu: nlu/.venv/.done  ## train the model if it is missing or its data has changed
	@cd nlu && .venv/bin/python -m components.train

nlu-report: setup nlu  ## measure how replies are read: figures here, a page with plots in var/nlu.html
	@mkdir -p var
	@cd nlu && .venv/bin/python -m components.evaluate --as-lines data/eval/*.yaml > ../var/nlu.jsonl
	@$(SCAMDRILL) nlu evaluate var/nlu.jsonl --html var/nlu.html --docs docs/nlu.md

nlu-compare: setup nlu  ## compare four designs, Rasa's default pipeline among them: about an hour
	@cd nlu && .venv/bin/python -m components.compare --docs

bench: setup nlu ## measure a turn, the NLU, start-up and memory
	@.venv/bin/python -m tests.bench

chaos: setup nlu ## kill the bot at random moments while forty people drill; KILLS=200 for the long form
	@.venv/bin/python -m tests.chaos --kills $(or $(KILLS),20)

load: setup nlu  ## 40, 200 and 1,000 people drill at once
	@.venv/bin/python -m tests.load

soak: setup      ## 100,000 turns in one process; memory must stay flat; TURNS=1000 for fewer
	@.venv/bin/python -m tests.soak --turns $(or $(TURNS),100000)

reliability: setup nlu  ## all four in their long form, written into docs/reliability.md
	@.venv/bin/python -m tests.chaos --kills 200 --write
	@.venv/bin/python -m tests.load --write
	@.venv/bin/python -m tests.soak --write
	@$(UV) sync -q --frozen --inexact --group fuzz
	@.venv/bin/python -m tests.fuzz --write

bench-web: setup ## measure the facilitators' pages with 2,000 and with 20,000 drills
	@.venv/bin/python -m tests.bench_web

screenshots: setup chromium ## make the pictures in docs/screenshots/ anew
	@.venv/bin/python -m tests.screenshots

chromium:        ## install the browser for tests and screenshots, where it is missing (Debian, root)
	@if [ -n "$$SCAMDRILL_CHROMIUM" ] || command -v chromium >/dev/null; then exit 0; fi; \
	if ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ]; then \
		echo "There is no Chromium. On Debian, as root: make chromium. Elsewhere, install it and name it in SCAMDRILL_CHROMIUM."; exit 1; \
	fi; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk >/dev/null

words: setup     ## bring new words of the program into the translations
	@mkdir -p var
	@.venv/bin/pybabel -q extract -F babel.cfg -k say -k ngettext:1,2 -k NotYours -k CannotDo --no-location -o var/words.pot .
	@.venv/bin/pybabel -q update -i var/words.pot -D ko -o bot/presentation/locale/ko.po -l ko --no-fuzzy-matching --omit-header --no-wrap

audit: setup     ## known holes in the locked packages, missing hashes, unsafe Python
	@$(UV) sync -q --frozen --inexact --group audit
	@.venv/bin/python -m tests.audit

RUNS ?= 100000

fuzz: setup      ## look for input that breaks what reads it; RUNS=100000 cases each
	@$(UV) sync -q --frozen --inexact --group fuzz
	@.venv/bin/python -m tests.fuzz --runs $(RUNS)

lock: $(UV)      ## renew the lock files
	@for project in . nlu nlu/compare; do $(UV) lock --upgrade --project $$project; done

clean:           ## remove what setting up has made; the database stays
	@rm -rf .venv .tools nlu/.venv nlu/.cache nlu/models nlu/compare/.venv

$(UV):
	@echo "bringing uv $(UV_VERSION) into .tools/"
	@python3 -m venv .tools && .tools/bin/pip install -q --disable-pip-version-check uv==$(UV_VERSION)

.venv/.done: $(UV) pyproject.toml uv.lock
	@$(UV) sync --frozen && touch $@

nlu/.venv/.done: $(UV) nlu/pyproject.toml nlu/uv.lock
	@echo "setting up the NLU (600 MB, once)"
	@cd nlu && ../$(UV) sync --frozen && touch .venv/.done
