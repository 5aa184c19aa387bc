"""What is written, as a Chinese speaker says it: a table of cases, and what holds of any text at all."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tvapp.core.spoken import spoken
from tvapp.core.spoken_numbers import cardinal, phone, whole

CASES = """
# dates and years
2026年11月22日 → 二零二六年十一月二十二日
9月18日 → 九月十八日
2月2日 → 二月二日
2026-09-18 → 二零二六年九月十八日
2026/9/18 → 二零二六年九月十八日
2026.9.18 → 二零二六年九月十八日
20260918 → 二零二六年九月十八日
2026-11 → 二零二六年十一月
1949年 → 一九四九年
2000年 → 二零零零年
5000年历史 → 五千年历史
2020-2025年 → 二零二零到二零二五年
2020—2025年规划 → 二零二零到二零二五年规划
9月1日-30日 → 九月一日到三十日
9月1日-9月30日 → 九月一日到九月三十日
2026年 3 月 → 二零二六年三月
90后 → 九零后
00后志愿者 → 零零后志愿者
20世纪90年代 → 二十世纪九十年代
7·1讲话 → 七一讲话
“9·18”事变 → 九一八事变
2026年9月24日 星期四 → 二零二六年九月二十四日 星期四
# times
8:30 → 八点半
8:00 → 八点
8:05 → 八点零五分
8:15 → 八点十五分
2:00 → 两点
2:30 → 两点半
12:30 → 十二点半
14:00 → 十四点
14:30 → 十四点三十分
0:00 → 零点
22:22 → 二十二点二十二分
8：30 → 八点半
8:30-11:30 → 八点半到十一点半
8:30—11:30 → 八点半到十一点半
上午8:30至11:30 → 上午八点半到十一点半
下午 2:36 → 下午两点三十六分
每周二、四 14:00—16:00 → 每周二，四 十四点到十六点
8点30分 → 八点三十分
8点05分 → 八点零五分
2点 → 两点
1:02:04 → 一点零二分零四秒
24小时 → 二十四小时
# telephones
0512-65123456 → 零五幺二，六五幺二，三四五六
0512-0000 1234 → 零五幺二，零零零零，幺二三四
(0512)65123456 → 零五幺二，六五幺二，三四五六
（0512）6512 3456 → 零五幺二，六五幺二，三四五六
051265123456 → 零五幺二，六五幺二，三四五六
010-66668888 → 零幺零，六六六六，八八八八
13812345678 → 幺三八，幺二三四，五六七八
138 1234 5678 → 幺三八，幺二三四，五六七八
+86 138-1234-5678 → 幺三八，幺二三四，五六七八
400-810-1234 → 四零零，八幺零，幺二三四
65123456 → 六五幺二，三四五六
电话：65123456、65123457 → 电话，六五幺二，三四五六，六五幺二，三四五七
12345 → 幺二三四五
请拨打12345 → 请拨打 幺二三四五
打 12345 问 → 打 幺二三四五 问
12345热线 → 幺二三四五热线
12333 → 幺二三三三
12371 → 幺二三七幺
95598 → 九五五九八
10086 → 幺零零八六
请打120 → 请打 幺二零
110报警 → 幺幺零报警
0512-65123456转801 → 零五幺二，六五幺二，三四五六，转八零幺
# money
3000元 → 三千元
2000元 → 两千元
2元 → 两元
0.5元 → 零点五元
12.50元 → 十二元五角
3.05元 → 三元零五分
0.80元 → 八角
¥38 → 三十八元
￥2.5万 → 二点五万元
$100 → 一百美元
12345元 → 一万二千三百四十五元
120元 → 一百二十元
95000人 → 九万五千人
12,345.6元 → 一万二千三百四十五点六元
1,234,567元 → 一百二十三万四千五百六十七元
30元/月 → 三十元每月
500元/人 → 五百元每人
# percent, fractions, ratios
50% → 百分之五十
5.2% → 百分之五点二
50％ → 百分之五十
100% → 百分之一百
20%-30% → 百分之二十到百分之三十
20-30% → 百分之二十到三十
增长+5% → 增长正百分之五
3‰ → 千分之三
1/3 → 三分之一
2/3以上 → 三分之二以上
½ → 二分之一
3:1 → 三比一
比分2:1 → 比分二比一
# documents
苏府〔2026〕3号 → 苏府二零二六 三号
苏府办〔2026〕第12号 → 苏府办二零二六 十二号
苏民发[2025]108号 → 苏民发二零二五 一百零八号
中发（2019）1号 → 中发二零一九 一号
国办发【2020】45号 → 国办发二零二零 四十五号
《条例》第12条第2款 → 条例第十二条第二款
# ordinals and section digits
第3课 → 第三课
第 3 课 → 第三课
第03课 → 第三课
第2名 → 第二名
第20次 → 第二十次
No.3 → 第三号
03 → 零三
按 2 也行 → 按二也行
2号窗口 → 二号窗口
2楼 → 二楼
2路车 → 二路车
302路公交 → 三零二路公交
3幢201室 → 三幢二零一室
3-2-501室 → 三幢二单元五零一室
1. 身份证 → 一，身份证
2、户口本 → 二，户口本
(3) 照片 → 三，照片
（一）总则 → 一，总则
①先打电话②再去 → 一，先打电话二，再去
Ⅱ级响应 → 二级响应
1.1 总则 → 一点一，总则
2.5.1 经费 → 二点五点一，经费
# quantities, 二 and 两
2个 → 两个
2 份 → 两份
2人 → 两人
2年 → 两年
2个月 → 两个月
2小时 → 两小时
2条 → 两条
12个 → 十二个
20 → 二十
22 → 二十二
200 → 二百
2200 → 两千二百
2万 → 两万
2亿 → 两亿
20002 → 两万零二
22000 → 两万二千
10 → 十
15 → 十五
110平方米 → 一百一十平方米
105 → 一百零五
1005 → 一千零五
10000人 → 一万人
100000 → 十万
1.5 → 一点五
2.5 → 二点五
3.14 → 三点一四
0 → 零
3-5天 → 三到五天
2-3个 → 两到三个
60～70岁 → 六十到七十岁
周一-周五 → 周一到周五
18 分钟，看到 12 分钟 → 十八分钟，看到十二分钟
一共 3 页 → 一共三页
60岁+ → 六十岁以上
≥60岁 → 不少于六十岁
12345678901234 → 一二三四五六七八九零一二三四
１２３ → 一百二十三
# units
120㎡ → 一百二十平方米
100m² → 一百平方米
5km → 五公里
80km/h → 八十公里每小时
2.5kg → 二点五公斤
500ml → 五百毫升
24h → 二十四小时
-5℃ → 零下五摄氏度
25℃～30℃ → 二十五摄氏度到三十摄氏度
37.5°C → 三十七点五摄氏度
# signs, letters, addresses
党建＋文化 → 党建加文化
1+1=2 → 一加一等于二
3×4 → 三乘四
茶 & 点心 → 茶和点心
A4纸 → A 四纸
G204国道 → G 二零四国道
代码 P2 → 代码 P 二
GDP → G D P
WiFi密码 → WiFi密码
邮编 215000 → 邮编 二一五零零零
详见 https://www.12371.cn/a?b=1 。 → 详见，网址。
写信到 a.b@office.gov.cn → 写信到，邮箱
# what an office writes
2026-11-22 → 二零二六年十一月二十二日
2026/11/22 → 二零二六年十一月二十二日
2026.11.22 → 二零二六年十一月二十二日
11月22日（周日） → 十一月二十二日，周日
2026年11月22日（星期日）上午8:30—11:30 → 二零二六年十一月二十二日，星期日，上午八点半到十一点半
13:05 → 十三点零五分
00:30 → 零点半
22:00 → 二十二点
7×24小时 → 七乘二十四小时
2026年第47周 → 二零二六年第四十七周
2026年第3季度 → 二零二六年第三季度
2026年1-6月 → 二零二六年一到六月
21世纪 → 二十一世纪
80后 → 八零后
95后 → 九五后
十四五 → 十四五
“两学一做” → 两学一做
“三会一课” → 三会一课
1+1+N → 一加一加N
第十四届全国人大第3次会议 → 第十四届全国人大第三次会议
0512-65123456转8012 → 零五幺二，六五幺二，三四五六，转八零幺二
110 → 幺幺零
110/119/120 → 幺幺零，幺幺九，幺二零
119消防 → 幺幺九消防
138 0000 1234 → 幺三八，零零零零，幺二三四
6512 3456 → 六五幺二，三四五六
+86 512 6512 3456 → 零五幺二，六五幺二，三四五六
12345政务服务便民热线 → 幺二三四五政务服务便民热线
96102 → 九六幺零二
￥1,234.50 → 一千二百三十四元五角
1.5万元 → 一点五万元
1.2亿元 → 一点二亿元
100.00元 → 一百元
3000元-5000元 → 三千元到五千元
3k-5k → 三千到五千
10万+ → 十万以上
100元/人·月 → 一百元每人每月
¥3.5/斤 → 三点五元每斤
8.5折 → 八五折
提高了3个百分点 → 提高了三个百分点
0.05% → 百分之零点零五
苏政办发〔2026〕15号 → 苏政办发二零二六 十五号
GB/T 2312-1980 → G B T 二三一二 一九八零
3楼302室 → 三楼三零二室
5栋2单元301 → 五栋二单元三零一
3#楼 → 三号楼
3号窗口 → 三号窗口
8路车 → 八路车
60岁以上 → 六十岁以上
60周岁（含）以上 → 六十周岁及以上
1-3岁 → 一到三岁
2~3天 → 两到三天
0.5天 → 零点五天
第1、2名 → 第一，二名
1、2、3号楼 → 一，二，三号楼
2片/次 → 两片每次
3次/日 → 三次每日
5×8 → 五乘八
5cm×8cm → 五厘米乘八厘米
37.5℃ → 三十七点五摄氏度
100㎡ → 一百平方米
20km/h → 二十公里每小时
A4纸，PDF，APP → A 四纸，P D F，A P P
Wi-Fi → WiFi
WIFI密码：0123 → WiFi密码，零一二三
QQ群123456 → Q Q 群 一二三四五六
2.0版 → 二点零版
一、二、(一) → 一，二，一
3/4 → 四分之三
96%～98% → 百分之九十六到百分之九十八
《》“” →
。。。…… →
👍 →
😀好的 → 好的
# punctuation is silent
《民法典》（节选） → 民法典，节选
“回家看看电视吧！” → 回家看看电视吧！
老张——最懂…… → 老张，最懂。
、，；。 →
★重要★ → 重要
按 ◀ ▶ 挑一挑 → 按左右挑一挑
▲ 多 100 元 → 多一百元
支部党课，有新课 → 支部党课，有新课
"""


def _cases() -> list[tuple[str, str]]:
    found = []
    for line in CASES.splitlines():
        if line.strip() and not line.startswith("#"):
            written, _, said = line.partition(" →")
            found.append((written, said.strip()))
    return found


@pytest.mark.parametrize(("written", "said"), _cases())
def test_it_is_said_as_a_chinese_speaker_would(written: str, said: str) -> None:
    assert spoken(written) == said


def test_there_are_enough_cases_to_speak_of() -> None:
    cases = _cases()
    assert len(cases) >= 250
    assert len({written for written, _ in cases}) == len(cases)


@given(st.integers(0, 10**16 - 1))
def test_a_whole_number_reads_back(number: int) -> None:
    said = whole(number)
    assert _value(said) == number
    assert "零零" not in said and not (said.endswith("零") and number)


def _value(said: str) -> int:
    """The inverse of `whole`, written on its own: by splitting at 亿, 万, then counting."""
    ones = {ch: i for i, ch in enumerate("零一二三四五六七八九")} | {"两": 2}
    for name, unit in (("亿", 10**8), ("万", 10**4)):
        if name in said:
            before, _, after = said.rpartition(name)
            return _value(before) * unit + (_value(after) if after else 0)
    total, digit = 0, 0
    for ch in said:
        if ch in ones:
            digit = ones[ch]
        else:
            total += (digit or 1) * {"千": 1000, "百": 100, "十": 10}[ch]
            digit = 0
    return total + digit


def test_phone_digits_have_their_own_one() -> None:
    assert phone("110") == "幺幺零"
    assert cardinal("007") == "零零七"


ANY = st.text(
    alphabet=st.one_of(
        st.characters(),
        st.sampled_from("0123456789０１２３.:-/%，。〔〕()号年月日第元¥点课页转电话至到+~ ①²½٣ⅣkmAG"),
    ),
    max_size=120,
)


@settings(max_examples=600, deadline=None)
@given(ANY)
def test_any_text_leaves_nothing_that_a_voice_would_spell(text: str) -> None:
    said = spoken(text)
    assert len(said) <= 6 * len(text) + 16
    for ch in said:
        assert not ch.isdigit(), (text, said)
        assert ch in " ，。！？'" or unicodedata.category(ch)[0] == "L", (text, said)
    assert "  " not in said and said == said.strip(" ")


@settings(max_examples=200, deadline=None)
@given(ANY)
def test_what_is_said_is_said_the_same_when_read_again(text: str) -> None:
    once = spoken(text)
    assert not any(ch.isdigit() for ch in spoken(once))


def test_a_long_article_is_read_in_no_time() -> None:
    import time

    text = "电话：0512-65123456，2026年11月22日8:30-11:30，3000元，50%，苏府〔2026〕3号；" * 2000
    since = time.process_time()
    spoken.__wrapped__(text)
    assert time.process_time() - since < 5.0


@pytest.mark.parametrize("text", ["0" * 20000, "1-" * 10000, "第" * 20000, "(1" * 10000, "1:1" * 7000, "9 9" * 7000, "2~" * 9000])
def test_no_text_makes_it_slow(text: str) -> None:
    import time

    since = time.process_time()
    spoken.__wrapped__(text)
    assert time.process_time() - since < 5.0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("面积 960万km²", "面积九百六十万平方公里"),
        ("2km²", "两平方公里"),
        ("12.5km2", "十二点五平方公里"),
        ("25 cm²", "二十五平方厘米"),
        ("4mm²", "四平方毫米"),
        ("2m²", "两平方米"),
        ("100㎡", "一百平方米"),
        ("3㎢", "三平方公里"),
        ("100m^2", "一百平方米"),
        ("30m³", "三十立方米"),
        ("12cm³", "十二立方厘米"),
        ("单位：km²", "单位，平方公里"),
        ("60km/h", "六十公里每小时"),
        ("时速（km/h）", "时速，公里每小时"),
        ("3m/s", "三米每秒"),
        ("3m³/h", "三立方米每小时"),
        ("50mg/m³", "五十毫克每立方米"),
        ("2.8元/m³", "二点八元每立方米"),
    ],
)
def test_the_letter_before_a_square_metre_is_part_of_the_unit(written: str, said: str) -> None:
    assert spoken(written) == said
