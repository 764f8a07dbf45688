"""Citations as a list of references prints them: GB/T 7714 and BibTeX."""

import re
from dataclasses import dataclass

from fazhi_research.coding.instruments import core_of, instruments
from fazhi_research.reading.folding import fold

_BIBTEX = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "&": r"\&", "#": r"\#", "_": r"\_", "$": r"\$", "~": r"\~{}", "^": r"\^{}"}  # fmt: skip
_ISSUER = re.compile(
    r"(?P<who>[\u4e00-\u9fff、 ]{2,40}?(?:人民政府办公[厅室]|人民政府|委员会|国务院办公厅|国务院|办公[厅室]|[局厅部委院]))关于"
)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a list of references needs of a cited instrument; unknown fields are "" (参考文献).

    `title` without its marks; `issued` an ISO date, as precise as known.
    """

    title: str
    issuer: str = ""
    number: str = ""
    issued: str = ""
    article: str = ""


def reference(title: str, number: str = "", article: str = "") -> Reference:
    """The reference for a cited title with marks or without, completed from the register (参考文献).

    `number` and `article` are used as printed; issuer, number and date that are not printed come from the register of national
    instruments if exactly one has that title, an issuer else from the title's own words.

    >>> reference("《国务院关于加强法治政府建设的意见》").number
    '国发〔2010〕33号'
    """
    words = title[1:-1].strip() if title[:1] in "《〈<" and title[-1:] in "》〉>" else title.strip()
    plain = _plain(words)
    known = [one for one in instruments() if _plain(one.title) == plain]
    if not known:
        same = [one for one in instruments() if core_of(f"《{one.title}》") == core_of(f"《{fold(words)}》")]
        known = same if len(same) == 1 and same[0].title == core_of(f"《{same[0].title}》") else []
    if len(known) == 1:
        one = known[0]
        return Reference(words, one.issuer, number or one.number, one.issued, article)
    issuer = _ISSUER.match(words)
    year = re.search(r"(?:19|20)\d{2}", number)
    return Reference(
        words, issuer.group("who") if issuer else "", number, year.group() if year else "", article
    )


def _plain(words: str) -> str:
    return re.sub(r"[ 年—–-]", "", fold(words).removeprefix("中华人民共和国"))


def gbt7714(cited: Reference) -> str:
    """The reference in the style of GB/T 7714—2015, as a document of kind Z (国标参考文献).

    Issuer, title with number, date; the article after the date. Missing parts are left out. Raises `ValueError` without a title and
    for a date that is not ISO.

    >>> gbt7714(Reference("国务院关于加强法治政府建设的意见", "国务院", "国发〔2010〕33号", "2010-10-10"))
    '国务院. 国务院关于加强法治政府建设的意见: 国发〔2010〕33号[Z]. 2010-10-10.'
    """
    _check(cited)
    title = f"{cited.title}: {cited.number}[Z]" if cited.number else f"{cited.title}[Z]"
    return " ".join(f"{part}." for part in (cited.issuer, title, cited.issued, cited.article) if part)


def bibtex(cited: Reference, key: str) -> str:
    """The reference as a BibTeX entry @misc under a key (BibTeX 条目).

    `author` is the issuer in braces, `note` the number, `pages` the article. Characters that TeX reads as commands are escaped. Raises
    `ValueError` without a title, for a date that is not ISO and for a key with other characters than letters, digits, : . _ and -.

    >>> print(bibtex(Reference("行政诉讼法", issued="2017"), "apl2017"))
    @misc{apl2017,
      title = {{行政诉讼法}},
      year = {2017},
    }
    """
    _check(cited)
    if not re.fullmatch(r"[A-Za-z0-9:._-]+", key):
        raise ValueError(f"{key!r} is no key of BibTeX; use letters, digits, : . _ and -")
    date = cited.issued if len(cited.issued) == 10 else ""
    fields = {
        "author": f"{{{_escaped(cited.issuer)}}}" if cited.issuer else "",
        "title": f"{{{_escaped(cited.title)}}}",
        "year": cited.issued[:4],
        "date": date,
        "note": _escaped(cited.number),
        "pages": _escaped(cited.article),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{lines}}}"


def _check(cited: Reference) -> None:
    if not cited.title.strip():
        raise ValueError("a reference needs a title; cite the number with the title it belongs to")
    if cited.issued and not _DATE.match(cited.issued):
        raise ValueError(f"{cited.title}: {cited.issued!r} is no date; write 2010-10-10, 2010-10 or 2010")


def _escaped(words: str) -> str:
    return "".join(_BIBTEX.get(sign, sign) for sign in re.sub(r"\s+", " ", words))
