"""Citations as GB/T 7714 and BibTeX print them."""

import pytest

from fazhi_research.coding.references import Reference, bibtex, gbt7714, reference


def test_a_registered_instrument_is_completed() -> None:
    found = reference("《法治政府建设实施纲要（2021—2025年）》", article="第三条")
    assert gbt7714(found) == "中共中央、国务院. 法治政府建设实施纲要（2021—2025年）[Z]. 2021-08-02. 第三条."


def test_what_is_printed_is_kept_and_the_maker_is_in_the_title() -> None:
    found = reference("《某市人民政府关于甲的意见》", number="甲政发〔2021〕7号")
    assert found == Reference("某市人民政府关于甲的意见", "某市人民政府", "甲政发〔2021〕7号", "2021")
    assert gbt7714(found) == "某市人民政府. 某市人民政府关于甲的意见: 甲政发〔2021〕7号[Z]. 2021."


def test_a_title_that_two_instruments_share_is_not_guessed() -> None:
    assert reference("《法治政府建设实施纲要》").issued == ""


def test_bibtex_escapes_what_tex_reads_as_commands() -> None:
    entry = bibtex(Reference("甲_乙{丙}100%", number="a&b", issued="2021-08-02"), "k:1")
    assert entry.splitlines() == [
        "@misc{k:1,",
        r"  title = {{甲\_乙\{丙\}100\%}},",
        "  year = {2021},",
        "  date = {2021-08-02},",
        r"  note = {a\&b},",
        "}",
    ]


def test_errors_say_what_to_do() -> None:
    with pytest.raises(ValueError, match="a reference needs a title"):
        gbt7714(Reference(" "))
    with pytest.raises(ValueError, match="'2010年' is no date; write 2010-10-10"):
        gbt7714(Reference("甲", issued="2010年"))
    with pytest.raises(ValueError, match="'a b' is no key of BibTeX"):
        bibtex(Reference("甲"), "a b")
