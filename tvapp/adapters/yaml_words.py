"""What the YAML parsers complain of, in Chinese, and which of their two marks stands where the mistake begins.

Both parsers (libyaml and the pure one) are covered; their sentences differ in a few words. Only a table and a look-up.
"""

from __future__ import annotations

from typing import Literal

Mark = Literal["problem", "context"]

_QUOTE = ("引号没有配对", "在值的末尾补上同样的英文引号")
_INDENT = ("缩进不对，和上面的行对不齐", "同一层的键要左对齐，每层缩进两个空格")
_DASH = "列表从下一行写起；短横线是文字就加英文引号"

# (part of the parser's sentence, its context's part, which mark, what, how to mend); the first that fits counts.
_TABLE: tuple[tuple[str, str, Mark, str, str], ...] = (
    ("unexpected end of stream", "quoted scalar", "context", *_QUOTE),
    ("unexpected document indicator", "quoted scalar", "context", *_QUOTE),
    ("unexpected document separator", "quoted scalar", "context", *_QUOTE),
    ("unknown escape character", "", "problem", "双引号里的反斜杠写法不认识", "改用单引号，或者把 \\ 写成 \\\\ "),
    ("hexdecimal", "", "problem", "双引号里的反斜杠写法不对", "改用单引号，或者把 \\ 写成 \\\\ "),
    ("hexadecimal", "", "problem", "双引号里的反斜杠写法不对", "改用单引号，或者把 \\ 写成 \\\\ "),
    ("invalid Unicode character", "", "problem", "双引号里的反斜杠写法不对", "直接写字，不用编码"),
    ("cannot start any token", "", "problem", "值不能用这个符号开头", "整个值加英文引号"),
    ("mapping values are not allowed", "", "problem", *_INDENT),
    ("sequence entries are not allowed", "", "problem", "短横线 - 不能写在这里", _DASH),
    ("mapping keys are not allowed", "", "problem", "问号 ? 不能写在这里", "值用问号开头就加英文引号"),
    ("could not find expected ':'", "", "context", "这一行没有冒号", "写成“键: 值”，英文冒号，后面空一格"),
    ("tab character", "", "problem", "缩进用了 Tab 键", "Tab 换成空格，每层两个空格"),
    ("comment or", "block scalar", "problem", "| 和 > 后面不能再写字", "正文从下一行写起"),
    ("indentation indicator", "", "problem", "| 和 > 后面的数字不对", "去掉数字"),
    ("',' or ']'", "", "context", "方括号 [ 没有配对，或里面少了逗号", "补上 ]；方括号是文字的话，整个值加英文引号"),
    ("',' or '}'", "", "context", "花括号 { 没有配对，或里面少了逗号", "补上 }；花括号是文字的话，整个值加英文引号"),
    ("expected key", "", "problem", *_INDENT),
    ("expected '-' indicator", "", "problem", *_INDENT),
    ("expected <block end>", "", "problem", *_INDENT),
    ("expected node content", "", "problem", "这里应当有内容", "补上内容，或整个值加英文引号"),
    ("expected the node content", "", "problem", "这里应当有内容", "补上内容，或整个值加英文引号"),
    ("undefined tag handle", "", "problem", "值不能用叹号 ! 开头", "整个值加英文引号"),
    ("", "parsing a tag", "context", "值不能用叹号 ! 开头", "整个值加英文引号"),
    ("", "scanning a tag", "context", "值不能用叹号 ! 开头", "整个值加英文引号"),
    ("", "scanning an anchor", "context", "值不能用 & 开头", "整个值加英文引号"),
    ("", "scanning an alias", "context", "值不能用 * 开头", "整个值加英文引号"),
    ("", "directive", "context", "行首的百分号 % 有别的意思", "整个值加英文引号，或者行首加 # 变成注释"),
    ("directive", "", "problem", "行首的百分号 % 有别的意思", "整个值加英文引号，或者行首加 # 变成注释"),
    ("incompatible", "", "problem", "这种 YAML 版本读不了", "删去 %YAML 那一行"),
    ("<document start>", "", "problem", *_INDENT),
    ("", "block mapping", "problem", *_INDENT),
    ("", "block collection", "problem", *_INDENT),
)  # fmt: skip

INDENT_WORDS = _INDENT


def translated(problem: str, context: str) -> tuple[Mark, str, str]:
    """(which mark to point at, what is wrong, how to mend it) of one complaint."""
    for part, where, mark, message, hint in _TABLE:
        if part in problem and where in context:
            return mark, message, hint
    return "problem", "这里看不懂", "看看这一行和上一行的引号、冒号和缩进"
