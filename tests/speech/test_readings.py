"""How espeak-ng reads what the television says, syllable by syllable, against a dictionary and our own judgement."""

from __future__ import annotations

import functools
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import Style, pinyin
from said import HAN, everything, read_aloud

from tvapp.adapters.speech_voice import find_voice
from tvapp.core.spoken import spoken
from tvapp.speech_process.command import Command
from tvapp.speech_process.espeak import Espeak
from tvapp.speech_process.readings import alone, corrected, entry, phrases, tone_of_one
from tvapp.speech_process.readings_table import ALONE, PHRASES
from tvapp.speech_process.wav import seconds

ACCEPTED = Path(__file__).parent / "readings_accepted.txt"
_SYLLABLE = re.compile(r"[^\d|]*?[^\d](?:51|55|35|214|11|21)(?:n(?=[^@aAeEiouy']|@r|$)(?!')|N)?")
LETTERS = "[A-Za-z'À-ɏ]+"


@functools.lru_cache(maxsize=1)
def espeak() -> Espeak:
    found = find_voice(Path("/nonexistent"), {})
    assert found.arguments[0] == "--espeak", "espeakng-loader is among the locked packages"
    voice = Espeak(*found.arguments[1:])
    voice.render("好", "slow")  # from now on it takes phonemes in brackets
    return voice


def syllables(text: str) -> list[str]:
    """What the voice makes of a text, one string of phonemes for each syllable; `#` where it turns to another language."""
    phonemes = re.sub(r"\(en\).*?(\(cmn\)|$)", "#1", espeak().phonemes(text))
    phonemes = re.sub(r"_[_|]*", "|", phonemes)
    phonemes = re.sub(r"[:,% /]|(?<!S);", "", phonemes)
    return [found.replace("'", "").strip("|") for found in _SYLLABLE.findall(phonemes)]


@functools.cache
def sound(syllable: str) -> str:
    """The phonemes of one pinyin syllable. xiong, qiong, jiong it cannot read: they are its yong behind its x, q, j."""
    family = re.fullmatch("([jqx])iong([1-5])", syllable)
    if family:
        return sound(f"{family[1]}i{family[2]}").split("i")[0] + sound(f"yong{family[2]}")
    found = syllables(syllable.replace("ü", "v"))
    assert len(found) == 1 and "#" not in found[0], syllable
    return found[0]


def heard(text: str) -> list[str]:
    return syllables(corrected(text, espeak().heard))


# ---------------------------------------------------------------- the reference


@functools.cache
def _judged() -> dict[str, tuple[str, ...]]:
    """Where a person has decided: our own table, and what was accepted though the dictionary says otherwise."""
    accepted = [line.split("#")[0].strip() for line in ACCEPTED.read_text(encoding="utf-8").splitlines()]
    found = dict(phrases())
    for written in (written for line in accepted for written in line.split()):
        text, said = entry(written.removeprefix("="))
        found["=" * written.startswith("=") + text] = said
    return found


def reference(run: str) -> list[str]:
    """The reading of one run of characters, tone 1 to 5 behind each: pypinyin's phrases, 一 and 不 in context, judged ones."""
    found = [each[0] for each in pinyin(run, style=Style.TONE3, neutral_tone_with_five=True)]
    assert len(found) == len(run)
    decided = list(_judged().get(f"={run}", ("",) * len(run)))
    place = 0
    while place < len(run):
        longest = max((each for each in _judged() if run.startswith(each, place)), key=len, default="")
        for offset, said in enumerate(_judged().get(longest, ())):
            decided[place + offset] = decided[place + offset] or said
        place += max(1, len(longest))
    found = [mine or theirs for mine, theirs in zip(decided, found, strict=True)]
    for place, character in enumerate(run):
        before = run[place - 1] if place else ""
        after = run[place + 1] if place + 1 < len(run) else ""
        if decided[place] or character not in "一不":
            continue
        if character == "一":
            found[place] = "yi" + _one(run[:place], run[place + 1 :], found[place + 1][-1] if after else "")
        elif before == after:
            found[place] = "bu5"
        elif found[place] != "bu5":
            found[place] = "bu2" if after and found[place + 1][-1] == "4" else "bu4"
    return found


def _one(before: str, after: str, tone: str) -> str:
    """Written by another way than the program's: by what it looks like, not character by character."""
    both = f"{before[-3:]}※{after[:3]}"
    if re.search(r"(?<!一)([^一])※\1", both):
        return "5"
    if not after or re.search(
        r"[第初十之零一二三四五六七八九幺]※|星期※|周※[上下中早晚至到休]|统※|唯※|万※(?![千百])|※[零一二三四五六七八九十号楼级月幺]|月※日|※[到至比加][零一二三四五六七八九十]",
        both,
    ):
        return "1"
    return "2" if tone in "45" else "4"


def light(said: str, expected: str) -> bool:
    """The same syllable in the light tone: 身份 with a light second syllable is as right as with a full one."""
    return said == sound(expected[:-1] + "5")


# ---------------------------------------------------------------- all of the shipped content


def test_nothing_that_the_television_says_is_misread() -> None:
    """A new article that the voice would misread stops here. Either the table of readings gets a line, or – when the voice is
    right and the dictionary is not – readings_accepted.txt."""
    wrong: Counter[str] = Counter()
    where: dict[str, str] = {}
    count = 0
    for said, name in everything().items():
        text = re.sub(LETTERS, " ", said)
        runs = re.findall(f"{HAN.pattern}+", text)
        expected = [each for run in runs for each in reference(run)]
        characters = "".join(runs)
        found = heard(text)
        assert len(found) == len(characters), f"{name}: {said}: not one syllable for each character"
        starts = {sum(map(len, runs[:index])) for index in range(len(runs))}
        for place, (character, mine, theirs) in enumerate(zip(characters, found, expected, strict=True)):
            count += 1
            if mine != sound(theirs) and not (place not in starts and light(mine, theirs)):
                key = f"{characters[max(0, place - 3) : place]}[{character}]{characters[place + 1 : place + 4]} {mine}, not {theirs}"
                wrong[key] += 1
                where.setdefault(key, name)
    assert count > 25_000, "there is less to be said than there was"
    assert not wrong, "\n".join(f"{where[key]}: {key}" for key in wrong)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("为人民服务", "wei4 ren2 min2 fu2 wu4"),
        ("行为人民评说", "xing2 wei2 ren2 min2 ping2 shuo1"),
        ("成为人民满意的支部", "cheng2 wei2 ren2 min2 man3 yi4 de5 zhi1 bu4"),
        ("去哪儿", "qu4 na3 er5"),
        ("歇一会儿", "xie1 yi2 hui4 er5"),
        ("带儿女", "dai4 er2 nv3"),
        ("人民英雄", "ren2 min2 ying1 xiong2"),
        ("兄弟不怕穷", "xiong1 di4 bu2 pa4 qiong2"),
        ("几点开门", "ji3 dian3 kai1 men2"),
        ("三务账本", "san1 wu4 zhang4 ben3"),
        ("任务完成", "ren4 wu5 wan2 cheng2"),
        ("苏州评弹", "su1 zhou1 ping2 tan2"),
        ("常熟和浒墅关", "chang2 shu2 he2 xu3 shu4 guan1"),
        ("甪直", "lu4 zhi2"),
        ("阳澄湖", "yang2 cheng2 hu2"),
        ("玄妙观在观前街", "xuan2 miao4 guan4 zai4 guan1 qian2 jie1"),
        ("弄堂口", "long4 tang2 kou3"),
        ("居民小组长", "ju1 min2 xiao3 zu3 zhang3"),
        ("党员教育", "dang3 yuan2 jiao4 yu4"),
        ("教您用手机", "jiao1 nin2 yong4 shou3 ji1"),
        ("这条街道行政", "zhe4 tiao2 jie1 dao4 xing2 zheng4"),
        ("施工行为", "shi1 gong1 xing2 wei2"),
        ("后来还发现", "hou4 lai2 hai2 fa1 xian4"),
        ("天空出现彩虹", "tian1 kong1 chu1 xian4 cai3 hong2"),
        ("总结出经验", "zong3 jie2 chu1 jing1 yan4"),
        ("隆重发布", "long2 zhong4 fa1 bu4"),
        ("都得到了", "dou1 de2 dao4 le5"),
        ("找得到人", "zhao3 de5 dao4 ren2"),
        ("量血压", "liang2 xue4 ya1"),
        ("质量好", "zhi4 liang4 hao3"),
        ("看一看", "kan4 yi5 kan4"),
        ("好不好", "hao3 bu5 hao3"),
        ("一课一课看", "yi2 ke4 yi2 ke4 kan4"),
        ("第一课", "di4 yi1 ke4"),
        ("十一月一日", "shi2 yi1 yue4 yi1 ri4"),
        ("周一下午", "zhou1 yi1 xia4 wu3"),
        ("两周一次", "liang3 zhou1 yi2 ci4"),
        ("一九四九年", "yi1 jiu3 si4 jiu3 nian2"),
        ("一百一十人", "yi4 bai3 yi1 shi2 ren2"),
        ("一楼", "yi1 lou2"),
        ("不落一人", "bu2 la4 yi4 ren2"),
        ("三会一课", "san1 hui4 yi2 ke4"),
        ("两学一做", "liang3 xue2 yi2 zuo4"),
        ("便宜", "pian2 yi5"),
        ("接种疫苗", "jie1 zhong4 yi4 miao2"),
        ("各种好菜", "ge4 zhong3 hao3 cai4"),
        ("种菜", "zhong4 cai4"),
        ("，得四十一票", "de2 si4 shi2 yi1 piao4"),
        ("，得先打电话", "dei3 xian1 da3 dian4 hua4"),
        ("觉得是真的", "jue2 de5 shi4 zhen1 de5"),
    ],
)  # fmt: skip
def test_it_is_read_as_a_suzhou_radio_would(said: str, expected: str) -> None:
    assert heard(said) == [sound(each) for each in expected.split()]


def test_no_character_in_use_turns_the_voice_to_english() -> None:
    common = [bytes([high, low]).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFF)]
    broken = [character for character in common if len(heard(character)) != 1 or "#" in heard(character)[0]]
    assert not broken, broken


def test_every_line_of_the_table_is_said_as_it_is_written() -> None:
    wrong = []
    for phrase, said in phrases().items():
        found = heard(phrase)
        assert len(found) == len(phrase), phrase
        wrong += [phrase for mine, theirs in zip(found, said, strict=True) if theirs and mine != sound(theirs)]
    assert not wrong, wrong
    for character, said in alone().items():
        assert heard(character) in ([sound(said)], [sound(phrases().get(character, (said,))[0])]), character


def test_the_table_says_nothing_twice() -> None:
    written = PHRASES.split()
    assert len(written) == len(set(written)) == len(phrases())
    assert len(ALONE.split()) == len(alone())


@pytest.mark.parametrize("bad", ["", "为", "为(wei)", "为(wei6)人", "wei4", "为(WEI4)", "为 人"])
def test_a_line_that_is_no_entry_is_refused(bad: str) -> None:
    if bad == "为":
        assert entry(bad) == ("为", ("",))
        return
    with pytest.raises(ValueError):
        entry(bad)


@pytest.mark.parametrize(
    ("text", "following", "tone"),
    [
        ("一", "", "1"), ("一课", "4", "2"), ("一天", "1", "4"), ("一条", "2", "4"), ("一本", "3", "4"), ("一个", "5", "2"),
        ("一二三", "4", "1"),
    ],
)
def test_the_tone_of_one_follows_the_dictionary(text: str, following: str, tone: str) -> None:
    assert tone_of_one(text, 0, following) == tone


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("一不儿为人民教还得了 ，aB1雄兄务第看")), max_size=60))
def test_any_text_keeps_its_words_and_their_order(text: str) -> None:
    done = corrected(text, espeak().heard)
    pinyin_or = r"(?:@|[ ]?(?:[a-z]+[1-5]|\[\[[^\]]+\]\])[ ]?)"
    pattern = "".join(
        pinyin_or.replace("@", re.escape(each)) if HAN.match(each) else f"[ ]?{re.escape(each)}" for each in text
    )
    assert re.fullmatch(pattern, done), (text, done)
    if not HAN.search(text):
        assert done == text


def test_a_long_text_is_set_right_in_no_time() -> None:
    import time

    text = spoken("一个人去哪儿为人民服务，教一教，找得到三务账本。" * 400)
    since = time.process_time()
    corrected(text, espeak().heard)
    assert time.process_time() - since < 3.0


def test_a_voice_of_the_office_gets_the_plain_text(tmp_path: Path) -> None:
    program = tmp_path / "voice"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/heard\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(Exception, match="it ended with 3"):
        Command([str(program)]).render("为人民服务，去哪儿", "slow")
    assert (tmp_path / "heard").read_text() == "为人民服务，去哪儿\n"


def test_the_systems_own_espeak_gets_what_needs_no_listening(tmp_path: Path) -> None:
    program = tmp_path / "voice"
    program.write_text(f"#!/bin/sh\ncat > {tmp_path}/heard\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(Exception, match="it ended with 3"):
        Command([str(program)], before=corrected).render("为人民服务，去哪儿", "slow")
    assert (tmp_path / "heard").read_text() == "wei4人民服务，去na3er5\n"


def test_no_sentence_of_the_articles_takes_longer_than_a_breath_or_two() -> None:
    for said in sorted(read_aloud(), key=len, reverse=True)[:8]:
        assert seconds(espeak().render(said, "slow")) <= 22.0, said


def test_a_comma_is_a_short_pause_and_a_full_stop_a_longer_one() -> None:
    together, comma, stop = (seconds(espeak().render(f"支部党课{mark}有新课", "slow")) for mark in ("", "，", "。"))
    assert 0.15 <= comma - together <= 0.6
    assert 0.1 <= stop - comma <= 0.6
