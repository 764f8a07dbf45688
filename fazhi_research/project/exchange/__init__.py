"""Graphs to and from the files of other programs, one format per module."""
