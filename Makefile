# `make` explains itself. Every target works from a fresh clone.
.DEFAULT_GOAL := help
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c

PREFIX ?= /usr/local
DESTDIR ?=

# Decided when a recipe runs, because `deps` may just have installed the archives.
SWIFT = REVERIE_LINK=$$(.ci/deps link) swift
DEBUG = .build/debug
RELEASE = .build/release
# One set of flags for everything that is built for use, or each target would compile all modules anew.
RELEASE_BUILD = $(SWIFT) build -c release \
    $$([ "$$(.ci/deps link)" = static ] && echo -Xswiftc -static-executable || echo --static-swift-stdlib)

# URLSession needs libcurl, which cannot be linked statically; a machine without its headers has no libcurl.so to link.
HOSTED = .build-hosted/release/reverie-hosted
HOSTED_BUILD = mkdir -p .build-hosted/curl && ln -sf "$$(.ci/deps curl)" .build-hosted/curl/libcurl.so && \
    $(SWIFT) build -c release --static-swift-stdlib --scratch-path .build-hosted \
    -Xlinker -L'$(CURDIR)/.build-hosted/curl' --product reverie-hosted && \
    cp $(HOSTED) $(RELEASE)/reverie-hosted

##@ First steps

.PHONY: help
help: ## say what every target does
	@awk -f .ci/help.awk $(MAKEFILE_LIST)

.PHONY: deps
deps: ## install the C libraries that are missing (with apt-get)
	@.ci/deps

.PHONY: demo
demo: deps ## the main job on the sample store, explained step by step
	@echo "make: building reverie, a minute or two the first time"
	@$(SWIFT) build --quiet --product reverie
	@docs/sample/demo.sh $(DEBUG)/reverie

##@ Every day

.PHONY: build
build: deps ## compile everything for debugging
	$(SWIFT) build

.PHONY: test
test: deps ## run the tests; T=name runs those whose name contains it
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build --disable-xctest $(if $(T),--filter '$(T)')

.PHONY: lint
lint: ## formatting, house rules, links, scripts; first the rules check themselves
	swift format lint --strict --recursive Package.swift Sources Tests
	@[ ! -e docs/reference/commands.md ] || $(SWIFT) build --quiet --product reverie
	@Tests/Lint/lint-test
	@REVERIE_BINARY='$(CURDIR)/$(DEBUG)/reverie' Tests/Lint/lint

.PHONY: check
check: ## what CI runs: test and lint
	@.ci/run

.PHONY: format
format: ## rewrite the Swift files in the house's format
	swift format --in-place --recursive Package.swift Sources Tests

.PHONY: record
record: deps ## run the tests and rewrite the expected output that stands in them
	$(SWIFT) build --build-tests
	REVERIE_RECORD=1 $(SWIFT) test --skip-build --disable-xctest $(if $(T),--filter '$(T)')

.PHONY: docs
docs: deps ## write docs/reference from the declarations of the commands
	$(SWIFT) build --quiet --product reverie
	@Tests/Lint/reference $(DEBUG)/reverie --write

##@ Shipping

.PHONY: release
release: deps ## compile reverie and memdiff for use: one static file each; and reverie-hosted
	$(RELEASE_BUILD) --product reverie
	$(RELEASE_BUILD) --product memdiff
	$(HOSTED_BUILD)

.PHONY: install
install: ## copy the release build to PREFIX/bin (PREFIX=/usr/local; DESTDIR for packages)
	@for product in reverie memdiff reverie-hosted; do \
	    [ -x $(RELEASE)/$$product ] || \
	        { echo "error: no release build; run 'make release' first" >&2; exit 3; }; \
	done
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/libexec/reverie'
	install -s -m 755 $(RELEASE)/reverie $(RELEASE)/memdiff '$(DESTDIR)$(PREFIX)/bin'
	install -s -m 755 $(RELEASE)/reverie-hosted '$(DESTDIR)$(PREFIX)/libexec/reverie'

##@ Proof

.PHONY: coverage
coverage: deps ## run the tests and print which lines of Sources they reach
	$(SWIFT) test --disable-xctest --enable-code-coverage --scratch-path .build-coverage
	@"$$(dirname "$$(readlink -f "$$(command -v swift)")")/llvm-cov" report .build-coverage/debug/*.xctest --ignore-filename-regex 'Tests/|\.build' \
	    --instr-profile .build-coverage/debug/codecov/default.profdata

.PHONY: sanitize
sanitize: deps ## run the tests under the thread and the address sanitizer
	$(SWIFT) test --disable-xctest --sanitize=thread --scratch-path .build-thread
	ASAN_OPTIONS=detect_leaks=1 \
	    $(SWIFT) test --disable-xctest --sanitize=address --scratch-path .build-address 2>&1 | \
	    grep -v 'Cannot export local symbol'

.PHONY: fuzz
fuzz: deps ## throw random input at every parser; SECONDS_EACH=60
	@Tests/Fuzz/run $(SECONDS_EACH)

.PHONY: torture
torture: release ## kill, starve, crowd and corrupt it (needs root and strace); PART=crash-sweep
	@Tests/Torture/run $(RELEASE)/reverie $(PART)

.PHONY: conformance
conformance: release ## the main job on every pair in PAIRS=folder; the hosted client against STANDIN=file
	@[ -n '$(PAIRS)$(STANDIN)' ] || { echo "usage: make conformance PAIRS=folder-of-pairs STANDIN=file" >&2; exit 2; }
	@[ -z '$(PAIRS)' ] || Tests/Conformance/pairs $(RELEASE)/reverie '$(PAIRS)'
	@Tests/Conformance/hosted $(RELEASE)/reverie '$(STANDIN)' $(PART)

.PHONY: bench
bench: release ## time and size against plain git, in ratios; MEMORIES="2000 20000"
	@Tests/Bench/run $(RELEASE)/reverie $(MEMORIES)

.PHONY: eval
eval: deps ## score memdiff on labelled data; EVAL=folder with score.py and dev/
	@[ -n '$(EVAL)' ] || { echo "usage: make eval EVAL=folder-with-score.py" >&2; exit 2; }
	$(RELEASE_BUILD) --product memdiff-eval
	@Tests/Eval/run $(RELEASE)/memdiff-eval '$(EVAL)'

.PHONY: clean
clean: ## remove everything that was built
	rm -rf .build .build-hosted .build-coverage .build-thread .build-address .build-fuzz
