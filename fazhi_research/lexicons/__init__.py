"""Registers and codebooks that a researcher may edit (词表)."""
