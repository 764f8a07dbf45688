"""Our faults form one family, so that one `except` catches them all."""

from __future__ import annotations

import pytest

from fazhi_research import errors


@pytest.mark.parametrize(
    "name", ["ManifestError", "LexiconError", "ReadError", "TableError", "FontError", "RefusedError"]
)
def test_every_fault_is_a_fazhi_error_with_its_message(name: str) -> None:
    kind = getattr(errors, name)
    assert issubclass(kind, errors.FazhiError)
    assert not issubclass(kind, OSError | ValueError)
    assert str(kind("a.txt: what; do this")) == "a.txt: what; do this"
    assert kind.__doc__


def test_there_are_no_others() -> None:
    found = {name for name, kind in vars(errors).items() if isinstance(kind, type)}
    assert found == {
        "FazhiError",
        "ManifestError",
        "LexiconError",
        "ReadError",
        "TableError",
        "FontError",
        "RefusedError",
    }
