# Every target is tools/run.py of the same name, so that machines without make do the same: python tools/run.py test
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help reproduce test lint accuracy validity docs coursework latex-check gallery dist lab prove font lock clean

help reproduce test lint accuracy validity docs coursework latex-check gallery dist lab prove font lock clean:
	@"$(PYTHON)" tools/run.py $@
