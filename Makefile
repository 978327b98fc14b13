# Thin: each target is a script in bin/ that says what it does.
.PHONY: help run test test-sqlite test-quick bench lint search words setup

help:
	@echo "make run          serve the demo region (PORT=8000)"
	@echo "make test         everything, on SQLite and on PostgreSQL"
	@echo "make test-sqlite  everything on SQLite"
	@echo "make test-quick   the suite on SQLite without lint and browser"
	@echo "make lint         style, types, imports, templates, words"
	@echo "make words        collect the strings of every room, and compile them"
	@echo "make bench        measure (SIZES='1000 10000' SERVICES='1000 20000')"
	@echo "make search       measure how well questions to the directory are answered"

setup:
	@bin/setup test

run:
	@bin/run

test:
	@bin/test all

test-sqlite:
	@bin/test sqlite

test-quick:
	@bin/test quick

lint: setup
	@bin/lint

words: setup
	@bin/words
	@bin/words compile

bench:
	@SERVICES="$(SERVICES)" bin/bench $(SIZES)

search:
	@bin/search-quality
