"""What is written, as it is said: numbers, dates, times, money, telephones, 文号 in Chinese words, punctuation as pauses.

Pure: text in, text out. What comes out holds Chinese characters, Latin letters, blanks and the pauses ，。！？ and nothing
else: no digit, no symbol that a voice would name. Never raises. The rules stand in order; each leaves no digit behind where
it applied, so that a later one cannot spoil it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from tvapp.core.spoken_numbers import cardinal, digits, phone, whole

Match = re.Match[str]
Rule = tuple[re.Pattern[str], Callable[[Match], str]]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff〇\U00020000-\U0003ffff"
_NUM = r"\d+(?:\.\d+)?"
_TO = r"[ ]?(?:--?|~|～|—+|–|−|至|到)[ ]?"
_COUNTED = (
    "个月|个|位|名|人次|人|家|次|天|年|岁|张|份|件|条|门|堂|节|项|本|册|样|趟|块|元|角|分钟|小时|周|星期|种|类|批|场|支|只|盒|瓶|杯|"
    "公斤|千克|斤|克|吨|平方米|平方公里|平方厘米|立方米|立方厘米|公里|米|亩|升|句|段|篇|首|部|集|遍|回|顿|把|台|辆|户|对|双|千|百万|万|亿|点|页|步|笔|道|口|袋|"
    "幅|处|所|座|间|室|厅|代|倍|分|秒|工作日|刻钟|课时|学时|副|棵|头|匹|层楼|封|枚|颗|根|片|包|箱|桶|碗|顶|床|套|幢楼|栋楼"
)
"""Before these 2 is 两. Not before 月 日 号 楼 路 期 级 等 单元 栋: these are names, not counts."""
_AMOUNT = (
    f"(?:[多余来几]?(?:{_COUNTED}|平方|公顷|度|瓦|千瓦|字|票|股|平|美元|港元|欧元|毫米|厘米|毫升|余))"
)
"""What follows a quantity: a number before one of these is never a telephone or a code."""
_CALL = r"(?:电话|手机|热线|专线|传真|拨打|请拨|请打|拨|打|联系方式|号码|咨询|总机|小灵通|微信|报警|呼叫|座机)[：: ，,是为（(]{0,2}"
_CODED = (
    "邮编|邮政编码|编号|代码|账号|帐号|卡号|证号|学号|工号|车牌|密码|验证码|批号|编码|QQ群?|微信号|群号|单号|尾号|税号|身份证"
)
"""Behind these stands no quantity, however long it is."""

_UNITS: dict[str, str] = {
    "km/h": "公里每小时", "KM/H": "公里每小时", "Km/h": "公里每小时", "m/s": "米每秒", "km/s": "公里每秒", "L/min": "升每分钟",
    "km2": "平方公里", "m2": "平方米", "dm2": "平方分米", "cm2": "平方厘米", "mm2": "平方毫米",
    "m3": "立方米", "dm3": "立方分米", "cm3": "立方厘米", "mm3": "立方毫米",
    "kWh": "度", "kwh": "度", "KWH": "度", "kW": "千瓦", "KW": "千瓦", "kw": "千瓦", "km": "公里", "KM": "公里", "cm": "厘米", "CM": "厘米",
    "mm": "毫米", "MM": "毫米", "m": "米", "kg": "公斤", "KG": "公斤", "Kg": "公斤", "mg": "毫克", "g": "克", "ml": "毫升", "mL": "毫升",
    "ML": "毫升", "L": "升", "l": "升", "W": "瓦", "V": "伏", "h": "小时", "min": "分钟", "s": "秒", "t": "吨",
}  # fmt: skip

_ONE_FOR_ONE: dict[str, str] = {
    "㎡": "平方米", "㎢": "平方公里", "㎠": "平方厘米", "㎟": "平方毫米", "㎥": "立方米", "㎤": "立方厘米", "㏊": "公顷",
    "㎞": "公里", "㎝": "厘米", "㎜": "毫米", "㎏": "公斤", "㎎": "毫克", "㏄": "毫升",
    "½": "二分之一", "⅓": "三分之一", "⅔": "三分之二", "¼": "四分之一", "¾": "四分之三", "№": "第", "×": "乘", "÷": "除以",
    "℃": "摄氏度", "℉": "华氏度", "〇": "零", "％": "%", "﹪": "%", "‰": "‰", "／": "/", "．": ".", "－": "-", "＋": "+", "＝": "=",
    "＜": "<", "＞": ">", "＆": "&", "￥": "¥", "﹩": "$", "＄": "$", "（": "(", "）": ")", "［": "[", "］": "]", "〔": "[", "〕": "]",
    "【": "[", "】": "]", "\u3000": " ", "\u00a0": " ", "\t": " ", "°C": "摄氏度", "‑": "-", "‐": "-", "﹣": "-",
}  # fmt: skip


_SQUARE = re.compile(r"([kKdDcCmM]?)[mM](?:([²³])|\^([23]))")
_SIZES = {"": "米", "k": "公里", "d": "分米", "c": "厘米", "m": "毫米"}

_ARROWS = {"▲": "上", "▼": "下", "◀": "左", "▶": "右"}


def _square(match: Match) -> str:
    """km² → 平方公里, cm³ → 立方厘米: the letter before the m is part of the unit."""
    size = _SIZES[match[1].lower()]
    if match[2] == "³" or match[3] == "3":
        return "立方" + size
    return "平方" + size


def _plain(text: str) -> str:
    """Every digit as an ASCII one, full-width letters as ordinary ones, one character for each of the look-alikes."""
    text = text.replace("°C", "摄氏度").replace("℃", "摄氏度")
    text = _SQUARE.sub(_square, text)
    out: list[str] = []
    for ch in text:
        if ch.isascii():
            out.append(" " if ch in "\t\v\f" else ch)
        elif ch in _ONE_FOR_ONE:
            out.append(_ONE_FOR_ONE[ch])
        elif "Ａ" <= ch <= "Ｚ" or "ａ" <= ch <= "ｚ":
            out.append(chr(ord(ch) - 0xFEE0))
        elif ch in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳" or "⑴" <= ch <= "⒛" or "❶" <= ch <= "➓" or "㈠" <= ch <= "㈩":
            value = unicodedata.numeric(ch, 0.0)
            out.append(whole(int(value)) + "，")
        elif "Ⅰ" <= ch <= "Ⅻ" or "ⅰ" <= ch <= "ⅻ":
            out.append(whole(int(unicodedata.numeric(ch, 0.0))))
        elif ch.isdigit():
            out.append(str(unicodedata.digit(ch, 0)))
        else:
            out.append(ch)
    return "".join(out)


# ---------------------------------------------------------------- what stands for what


def _year(text: str) -> str:
    """二零二六; round figures and far ones are lengths of time (五千年)."""
    year = int(text)
    if 1900 <= year < 2100 or (1000 < year < 1900 and year % 100):
        return digits(text)
    return whole(year)


def _grouped(text: str) -> str:
    """A number of a telephone in groups as they are said, with a breath to write each down: 3 4 4 for mobiles, the last four apart."""
    if len(text) == 11 and text[0] == "1":
        parts = [text[:3], text[3:7], text[7:]]
    elif len(text) in (7, 8):
        parts = [text[:-4], text[-4:]]
    else:
        parts = [text]
    return "，".join(phone(part) for part in parts)


def _telephone(match: Match) -> str:
    """Any telephone with its own marks between the groups."""
    parts = re.findall(r"\d+", match[0])
    if parts and parts[0] == "86" and len(parts) > 1:
        parts = parts[1:]
    joined = "".join(parts)
    if len(joined) == 11 and joined[0] == "1" and joined[1] in "3456789":
        return f" {_grouped(joined)}，"
    if len(parts) == 1 and len(joined) in (10, 11, 12) and joined[0] == "0":
        area = 3 if joined[1] in "12" else 4
        parts = [joined[:area], joined[area:]]
    return " " + "，".join(_grouped(part) for part in parts) + "，"


def _document(match: Match) -> str:
    return f"{match[1]}{digits(match[2])} {whole(int(match[3]))}号"


def _date(match: Match) -> str:
    year, month, day = match[1], int(match[2]), int(match[3])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return " ".join(cardinal(part) for part in (year, match[2], match[3]))
    return f"{digits(year)}年{whole(month)}月{whole(day)}日"


def _month(match: Match) -> str:
    return f"{digits(match[1])}年{whole(int(match[2]))}月"


def _clock(hours: str, minutes: str, seconds: str | None = None) -> str:
    hour, minute = int(hours), int(minutes)
    said = "两点" if hour == 2 else f"{whole(hour)}点"
    if seconds is not None:
        rest = f"{'零' if minute < 10 and minute else ''}{whole(minute)}分{'零' if 0 < int(seconds) < 10 else ''}{whole(int(seconds))}秒"
        return said + rest
    if minute == 0:
        return said
    if minute == 30 and hour <= 12:
        return said + "半"
    return f"{said}{'零' if minute < 10 else ''}{whole(minute)}分"


def _money(match: Match) -> str:
    """12.50元 → 十二元五角; 0.05元 → 五分."""
    yuan, jiao, fen = int(match[1]), int(match[2][0]), int(match[2][1])
    said = ("两" if yuan == 2 else cardinal(match[1])) + "元" if yuan else ""
    if jiao:
        said += f"{whole(jiao)}角"
    elif fen and said:
        said += "零"
    if fen:
        said += f"{whole(fen)}分"
    return said or "零元"


def _currency(match: Match) -> str:
    name = {"¥": "元", "$": "美元", "€": "欧元", "£": "英镑"}[match[1]]
    return f"{match[2]}{match[3] or ''}{name}"


def _fraction(match: Match) -> str:
    above, below = int(match[1]), int(match[2])
    if 0 < above < below <= 1000:
        return f"{whole(below)}分之{whole(above)}"
    return f"{cardinal(match[1])} {cardinal(match[2])}"


def _letters_then(match: Match) -> str:
    """G204 → G 二零四, A4 → A 四, P2 → P 二."""
    number = match[2]
    said = digits(number) if len(number) > 2 or number[0] == "0" else whole(int(number))
    return f"{match[1]} {said}"


def _counted(match: Match) -> str:
    return "两" + match[1]


def _number(match: Match) -> str:
    text = match[0]
    if text.count(".") > 1:
        return "点".join(cardinal(part) for part in text.split("."))
    if len(text.partition(".")[0]) >= 9 and "." not in text and not re.match(_AMOUNT, match.string[match.end() :]):
        return digits(text)
    return cardinal(text)


def _rule(pattern: str, said: Callable[[Match], str] | str) -> Rule:
    if isinstance(said, str):
        words = said
        return re.compile(pattern), lambda match: match.expand(words)
    return re.compile(pattern), said


_RULES: tuple[Rule, ...] = (
    # the keys with arrows, where one is told to press them
    _rule(r"按((?: ?[▲▼◀▶])+) ?", lambda m: "按" + "".join(_ARROWS.get(ch, "") for ch in m[1])),
    # longer than any number with a name; also, no later rule meets a run that it would walk again and again
    _rule(r"\d{17,}", lambda m: digits(m[0])),
    # addresses: nobody wants to hear them
    _rule(r"(?:https?://|www\.)[!-~]+", "，网址，"),
    _rule(r"[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]{1,64}(?:\.[A-Za-z0-9-]{1,64})+", "，邮箱，"),
    # wireless in every spelling; standards
    _rule(r"(?i)(?<![a-z])wi-?fi(?![a-z])", "WiFi"),
    _rule(r"(?<![A-Za-z])(GB|DB|JGJ|CJJ)((?:/T)?)[ ]?(\d{1,6})(?:[-—](\d{4}))?(?!\d)",
          lambda m: f"{m[1]}{' T' if m[2] else ''} {digits(m[3])}{' ' + digits(m[4]) if m[4] else ''}"),
    # 苏府〔2026〕3号; the year may stand in any bracket
    _rule(rf"([{_HAN}])[ ]?[\[(]((?:19|20)\d\d)[\])][ ]?(?:第)?[ ]?(\d{{1,6}})[ ]?号", _document),
    # telephones
    _rule(r"(?<![\d.])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)", _telephone),
    _rule(r"(?<![\d.])[(\[]0\d{2,3}[)\]][ -]?\d{3,4}[ -]?\d{4}(?:(?:-|转)\d{1,5})?(?!\d)", _telephone),
    _rule(r"(?<![\d.])0\d{2,3}[- ]\d{3,4}[ -]?\d{4}(?:-\d{1,5})?(?!\d)", _telephone),
    _rule(rf"(?<![\d.])0[1-9]\d{{8,10}}(?!\d|{_AMOUNT})", _telephone),
    _rule(r"\+86[- ]?([1-9]\d{1,2})[- ](\d{3,4})[- ]?(\d{4})(?!\d)",
          lambda m: f" 零{phone(m[1])}，{_grouped(m[2] + m[3])}，"),
    _rule(rf"(?<![\d.:+-])([2-8]\d{{3}}) (\d{{4}})(?! ?[\d.:%]| ?{_AMOUNT}|年)", lambda m: f" {_grouped(m[1] + m[2])}，"),
    _rule(r"(?<![\d.])[48]00[- ]\d{3,4}[- ]\d{3,4}(?!\d)", _telephone),
    _rule(rf"({_CALL})(\d{{3,12}}(?:[- ]\d{{3,5}}){{0,3}})(?!\d|\.\d|:|/|年|月|日|点|号楼|[ ]?{_AMOUNT}|%)",
          lambda m: m[1] + " " + "，".join(_grouped(part) for part in re.findall(r"\d+", m[2])) + " "),
    _rule(r"(?<![\d.¥$])(1(?:10|19|20|22|14))(?= ?(?:报警|急救|火警|热线|电话|平台|指挥|匪警|查号|消防|交警))", lambda m: phone(m[1])),
    _rule(r"(?<![\d./¥$-])1(?:10|19|20|22)(?: ?[/、和] ?1(?:10|19|20|22))+(?![\d.%])",
          lambda m: "，".join(phone(each) for each in re.findall(r"\d+", m[0]))),
    _rule(r"^ *(1(?:10|19|20|22|14)) *$", lambda m: phone(m[1])),
    _rule(rf"(?<![\d.¥$/-])(12[3]\d\d|9[56]\d{{3}}|100(?:86|10))(?!\d|\.\d|[ ]?{_AMOUNT}|%|[-/:])", lambda m: phone(m[1])),
    _rule(r"(?<![\d.¥$-])((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])(?!\d|\.\d)", _date),
    _rule(rf"(?<![\d.¥$第+-])[2-8]\d{{6,7}}(?!\d|\.\d|[ ]?{_AMOUNT}|[%‰])", lambda m: f" {_grouped(m[0])}，"),
    _rule(r"转[ ]?(\d{1,5})(?=[，。；）) 、]|$)", lambda m: "转" + phone(m[1])),
    # codes
    _rule(rf"((?:{_CODED})[：: ]{{0,2}}(?:[A-Za-z]{{1,12}})?)(\d+)",
          lambda m: f"{m[1]} {digits(m[2])}"),
    # blanks between a number and its words mean nothing, but for the number of a chapter
    _rule(rf"(?m)^ *(\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}) +(?=[{_HAN}])", r"\1，"),
    _rule(r"(?<=[上下中]午|晚上|早上) +(?=\d)", ""),
    _rule(rf"(?<=\d) +(?=[{_HAN}%‰])", ""),
    _rule(rf"(?<=[{_HAN}]) +(?=\d)(?!\d+[:：]\d)", ""),
    _rule(r"(?<=\d)[,，](?=\d{3}(?:\D|$))(?<!\d{4}[,，])", ""),
    _rule(r"(?<=\d),(?=\d{3}(?:[,.\D]|$))", ""),
    # times; ratios where a colon cannot be one
    _rule(r"((?:比分|比例|比率|配比)[为是：: ]{0,2}\d+) ?[:：] ?(\d+)", r"\1比\2"),
    _rule(r"(?<![\d.])([01]?\d|2[0-4])[:：]([0-5]\d)[:：]([0-5]\d)(?!\d)", lambda m: _clock(m[1], m[2], m[3])),
    _rule(rf"(?<![\d.])([01]?\d|2[0-4])[:：]([0-5]\d){_TO}([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)",
          lambda m: f"{_clock(m[1], m[2])}到{_clock(m[3], m[4])}"),
    _rule(r"(?<![\d.])([01]?\d|2[0-4])[:：]([0-5]\d)(?!\d)", lambda m: _clock(m[1], m[2])),
    _rule(r"(\d+)[:：](\d+)", r"\1比\2"),
    _rule(r"(?<!\d)0(\d)(?=[分秒])", lambda m: "零" + cardinal(m[1])),
    # dates and years
    _rule(r"(?<![\d.])((?:1[5-9]|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?![\d.]\d|\d)", _date),
    _rule(rf"(?<![\d.-])((?:1[5-9]|20)\d\d)年?{_TO}((?:1[5-9]|20)\d\d)(?=年|[学届]|\D|$)(?!\d)",
          lambda m: f"{digits(m[1])}到{digits(m[2])}"),
    _rule(rf"(?<![\d.])((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])(?!\d|\.\d|[ ]?{_AMOUNT}|%|[-/])", _month),
    _rule(r"(?<![\d.])(\d{4})(?=年)", lambda m: _year(m[1])),
    _rule(r"(?<![\d.])([5-9][05]|[01][05])(?=后(?![面来天年,，。]))", lambda m: digits(m[1])),
    _rule(r"(?<!\d)(\d{1,2})[·•.](\d{1,2})(?=(?:重要)?(?:讲话|事变|事件|运动|惨案|普法|大促|购物|勋章))",
          lambda m: digits(m[1]) + digits(m[2])),
    _rule(r"(?<!\d)(\d{1,2})·(\d{1,2})(?!\d)", lambda m: digits(m[1]) + digits(m[2])),
    # rooms and buses
    _rule(r"(?<!\d)(\d{1,3})-(\d{1,2})-(\d{2,4})(?=室|房|号|户|$|\D)",
          lambda m: f"{whole(int(m[1]))}幢{whole(int(m[2]))}单元{digits(m[3])}"),
    _rule(r"(?<!\d)(\d{1,3})-(\d{3,4})(?=室|房)", lambda m: f"{whole(int(m[1]))}幢{digits(m[2])}"),
    _rule(r"(?<![\d.])(\d{3,4})(?=室|房间|房|路(?:公交|车|站|$|[，。；、 到至和]))", lambda m: digits(m[1])),
    _rule(r"(?<=单元)(\d{3,4})(?![\d.]|[ ]?[个户家人])", lambda m: digits(m[1])),
    _rule(r"(?<=\d)#(?=[楼幢栋])", "号"),
    _rule(r"第(\d{1,4})((?:[、和]\d{1,4})+)(?![\d.])", lambda m: "第" + "、".join(whole(int(each)) for each in re.findall(r"\d+", m[0]))),
    _rule(r"(?<![\d.])([1-9])\.(\d)(?=折)", lambda m: digits(m[1] + m[2])),
    _rule(r"\(含\)(?=以上|以下)", "及"),
    # temperature, percent, money
    _rule(rf"(?<![\d{_HAN}])-({_NUM})(?=摄氏度|°|度)", r"零下\1"),
    _rule(rf"({_NUM})%?{_TO}({_NUM})%", lambda m: f"百分之{cardinal(m[1])}到{'百分之' if '%' in m[0][:-1] else ''}{cardinal(m[2])}"),
    _rule(rf"([+-])({_NUM})%", lambda m: f"{'正' if m[1] == '+' else '负'}百分之{cardinal(m[2])}"),
    _rule(rf"({_NUM}) ?%", lambda m: "百分之" + cardinal(m[1])),
    _rule(rf"({_NUM}) ?‰", lambda m: "千分之" + cardinal(m[1])),
    _rule(rf"([¥$€£]) ?({_NUM}) ?([万亿千]{{0,2}})元?", _currency),
    _rule(r"(?<![\d.])(\d+)\.(\d\d)(?=元)元", _money),
    # units in letters
    _rule(rf"({_NUM}) ?({'|'.join(sorted(map(re.escape, _UNITS), key=len, reverse=True))})(?![A-Za-z])",
          lambda m: m[1] + _UNITS[m[2]]),
    _rule(r"(?<![A-Za-z])(?:km|KM|Km)/[hH](?![A-Za-z])", "公里每小时"),
    _rule(r"(?<=[米里克升吨]) ?/ ?(h|min|s)(?![A-Za-z])", lambda m: "每" + _UNITS[m[1]]),
    _rule(r"(?<=[元块角分次米里吨斤升人度时克方户])/([人户])[·/]?(?=[月年天日次])", r"每\1每"),
    _rule(rf"(?<=[元块角分次米里吨斤升人度时克方户])/(?=[{_HAN}])", "每"),
    _rule(r"(?<=\d[片粒颗袋支盒包件份只台场])/(?=[人次日天月年周户])", "每"),
    _rule(rf"({_NUM})k(?![A-Za-z])", r"\1千"),
    # fractions and ranges
    _rule(r"(?<![\d./])(\d{1,4})/(\d{1,4})(?![\d/])", _fraction),
    _rule(r"(?<=[\d日号月年点分半千万亿元岁天个人米])(?:-+|~|～|—+|–|−)(?=\d|[上下中]午|晚|次日|次年|周|星期"
          r"|[二三四五六七八九十零两]{1,5}[点月日年])", "到"),
    _rule(rf"(?<=[一二三四五六日天])(?:-|~|～|—|–)(?=周|星期|[{_HAN}]{{1,2}}(?:[，。；、 ]|$))", "到"),
    _rule(r"(?<=[^\d\s])[~～](?=[^\s])", "到"),
    # 第3课, 2号楼, A4
    _rule(r"第0*(\d{1,15})(?!\.\d)", lambda m: "第" + whole(int(m[1]))),
    _rule(r"(?i)(?<![a-z])no\.? ?(\d{1,6})(?!\d)", lambda m: "第" + whole(int(m[1])) + "号"),
    _rule(r"([A-Za-z])-?(\d{1,12})(?![\d.]\d)", _letters_then),
    # sums
    _rule(r"(?<=\d) ?[+](?= ?[\dA-Za-z])", "加"),
    _rule(r"(?<=[\d岁万千百亿])[+](?=\D|$)", "以上"),
    _rule(r"(?<=\d) ?= ?(?=\d)", "等于"),
    _rule(r"(?<=\d) ?[xX*](?= ?\d)", "乘"),
    _rule(r"(?:≥|>=) ?(?=\d)", "不少于"),
    _rule(r"(?:≤|<=) ?(?=\d)", "不超过"),
    _rule(r"[>＞] ?(?=\d)", "大于"),
    _rule(r"[<＜] ?(?=\d)", "小于"),
    _rule(rf"(?<![\d{_HAN}A-Za-z])[-−](?=\d)", "负"),
    _rule(r"±(?=\d)", "正负"),
    _rule(r"(?<!\d)°", "度"),
    _rule(r"(?<=\d)°", "度"),
    # 1. 2、 (3) at the head of something
    _rule(r"(?m)^ *[(]?(\d{1,3})(?:[)、]|\.(?!\d)) *", lambda m: cardinal(m[1]) + "，"),
    # quantities
    _rule(rf"(?<![\d.])2(?={_TO}\d{{1,3}}(?:{_COUNTED}))", "两"),
    _rule(rf"(?<![\d.])2((?:多|来)?(?:{_COUNTED}))", _counted),
    _rule(r"\d+(?:\.\d+)*", _number),
)  # fmt: skip

_NAMED: tuple[Rule, ...] = (
    _rule(rf"(?<=[{_HAN}]) ?[+] ?(?=[{_HAN}A-Za-z])", "加"),
    _rule(r" ?& ?", "和"),
    _rule(r"(?<![A-Za-z])([A-Z]{2,6})(?![a-z])", lambda m: " " + " ".join(m[1]) + " "),
)

_FULL_STOP = frozenset("。．\n\r；;…‥")
_COMMA = frozenset("，,、：:()[]{}—–·•|/～~「」『』")
_SILENT_WITHIN = frozenset("'’")


def _pauses(text: str) -> str:
    """Punctuation as pauses; what is neither a word nor a pause goes."""
    out: list[str] = []

    def pause(mark: str) -> None:
        while out and out[-1] == " ":
            out.pop()
        if not out:
            return
        if out[-1] in "。！？":
            return
        if out[-1] == "，":
            out[-1] = mark
        else:
            out.append(mark)

    for place, ch in enumerate(text):
        if ch in _FULL_STOP or (ch == "." and not text[place + 1 : place + 2].isalnum()):
            pause("。")
        elif ch in "！!":
            pause("！")
        elif ch in "？?":
            pause("？")
        elif ch in _COMMA:
            pause("，")
        elif ch.isspace() or ch in "-_.＿":
            if out and out[-1] not in " ，。！？":
                out.append(" ")
        elif ch.isalpha() and (ch.isascii() or "\u3400" <= ch <= "\u9fff" or ch >= "\U00020000" or "À" <= ch <= "ɏ"):
            out.append(ch)
        elif ch in _SILENT_WITHIN and out and out[-1].isascii() and out[-1].isalpha():
            out.append("'")
    while out and out[-1] in " ，":
        out.pop()
    return "".join(out)


@lru_cache(maxsize=512)
def spoken(text: str) -> str:
    """`text` as it is said. Never raises; empty when there is nothing to say. At most six times as long, and a little."""
    said = _plain(text)
    for pattern, words in _RULES:
        said = pattern.sub(words, said)
    for pattern, words in _NAMED:
        said = pattern.sub(words, said)
    said = re.sub(rf"(?<=[{_HAN}]) (?=[，。！？])", "", _pauses(said))
    return re.sub(r" {2,}", " ", said)
