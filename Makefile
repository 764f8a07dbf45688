# Every target is tools/run.py of the same name, so that machines without make do the same: python tools/run.py test
PYTHON ?= python3

.DEFAULT_GOAL := help
.PHONY: help reproduce test lint accuracy validity docs coursework latex-check gallery lab prove bench dist font lock audit clean

help reproduce test lint accuracy validity docs coursework latex-check gallery lab prove bench dist font lock audit clean:
	@"$(PYTHON)" tools/run.py $@ $(ARGS)
