# Tsuho: what one types. Bare `make` prints this help.
UV := .boot/bin/uv
RUN := .venv/bin
export PYTHONDONTWRITEBYTECODE := 1

.DEFAULT_GOAL := help
.PHONY: help install demo serve test test-tools check format bench docs clean lock

help:  ## this help
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

##@ Run it
install: .venv/installed  ## set up .venv from the locked requirements (needs only python3)

demo: install  ## a new centre in var/demo with an invented day of mail, taken in, judged and shown
	@$(RUN)/tsuho demo var/demo

serve: var/demo/tsuho.toml  ## the demo centre, made if there is none: intake, workers and web in one go
	@$(RUN)/tsuho --centre var/demo serve

var/demo/tsuho.toml: | install
	@$(RUN)/tsuho demo var/demo

##@ Prove it
test: install  ## all tests (no root needed; parts that are missing are skipped by name)
	@$(RUN)/python -m pytest -n 2 --dist loadfile

test-tools:  ## by apt: what only apt has (Chromium, clamd, fonts)
	apt-get update -q && apt-get install -q -y --no-install-recommends chromium clamav-daemon fonts-noto-cjk

check: install  ## format, lint, types, walls
	$(RUN)/ruff format --check src tests bench
	$(RUN)/ruff check src tests bench
	$(RUN)/mypy
	$(RUN)/lint-imports

format: install  ## write the format
	$(RUN)/ruff format src tests bench
	$(RUN)/ruff check --fix-only -q src tests bench

bench: install  ## measure: reading, the SMTP door, the whole way, a simulated year; JSON and table in bench/results
	@for name in mime_scan read_one smtp_door whole_way simulated_year networks; do $(RUN)/python bench/$$name.py || exit 1; done

docs: install  ## check that the docs name every setting, rule, form, door and document
	@$(RUN)/python -m pytest tests/house_rules -k docs

##@ Keep it
lock: .boot/ready  ## resolve the requirements anew, with hashes
	$(UV) pip compile --universal --generate-hashes --python-version 3.11 --all-extras --group dev pyproject.toml -q --no-header --no-annotate -o requirements.lock

clean:  ## remove what make made
	rm -rf .boot .venv var .mypy_cache .ruff_cache .import_linter_cache

.boot/ready: bootstrap.txt
	@test -x .boot/bin/python || python3 -m venv .boot
	@.boot/bin/python -m pip install -q --require-hashes -r bootstrap.txt
	@touch $@

.venv/installed: .boot/ready requirements.lock pyproject.toml
	@$(UV) venv -q --allow-existing --python python3 .venv
	@$(UV) pip sync -q --require-hashes --python .venv requirements.lock
	@$(UV) pip install -q --python .venv --no-deps --no-build-isolation -e .
	@rm -f var/template.sqlite3 && $(RUN)/python -c "from tsuho.wiring.make import make_template; make_template()"
	@touch $@
