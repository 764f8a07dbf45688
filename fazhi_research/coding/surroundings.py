"""What stands round the words of a time: brackets, titles, slogans, and whether all tasks are meant."""

import re

_WHOLE = re.compile(
    r"各项(?:工作|重点|目标|改革|任务|措施){0,3}(?:任务|工作|措施|目标)|(?<![对按照据合将把绕实])(?:本|该)(?:方案|规划|意见|计划|要点|通知|纲要)|所有(?:任务|事项|项目)|上述(?:任务|工作)|以上(?:任务|工作)|原则上(?:应当?|须|要)?[^,。]{0,6}$"
)
_SENTENCE_END = "。;!?\n"


def ends_bracket(text: str, start: int, stop: int) -> bool:
    """Whether words stand last in a bracket behind units: (市甲局、市乙局;全年) (括号末尾).

    >>> text = "(市甲局、市乙局;全年)"
    >>> ends_bracket(text, text.index("全年"), text.index(")"))
    True
    """
    before = text[max(0, start - 120) : start].rstrip(" ")
    if before[-1:] not in (",", ";") or text[stop : stop + 1] not in (")", "〕", "]", "】"):
        return False
    closed = 0
    for sign in reversed(before):
        closed += (sign in ")〕]】") - (sign in "(〔[【")
        if closed < 0:
            return True
    return False


def ends_title(text: str, start: int, stop: int) -> bool:
    """Whether words stand at the end of a line that holds nothing else but a name: 政府工作报告“十四五”时期⏎重点工作 (标题行末).

    >>> ends_title("政府工作报告全年", 6, 8)
    True
    """
    line = text[text.rfind("\n", 0, start) + 1 : start].strip()
    return (
        text[stop : stop + 1] in ("", "\n")
        and 0 < len(line) <= 30
        and not any(sign in line for sign in ",。;:")
    )


def in_slogan(text: str, start: int) -> bool:
    """Whether a date stands in a row of set phrases: “年初建账、逐月查账、年底交账” (口号).

    >>> in_slogan("“年初建账、年底交账”", 6)
    True
    """
    opening = text.rfind("“", max(0, start - 40), start)
    if opening < 0 or text.find("”", opening, start) >= 0:
        return False
    closing = text.find("”", start, start + 40)
    return closing > 0 and "、" in text[opening:closing]


def of_all_tasks(text: str, start: int) -> bool:
    """Whether a deadline is said of all tasks of the document (总体时限).

    >>> of_all_tasks("各项任务应当在2025年年底前完成", 7)
    True
    """
    first = max(text.rfind(sign, max(0, start - 80), start) for sign in _SENTENCE_END) + 1
    return _WHOLE.search(text[max(first, start - 80) : start].rstrip("于在到自须应当 ")) is not None
