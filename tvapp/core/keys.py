"""The keys a viewer can press, and what the help page calls them. Raw codes are named in ui/keyboard.py."""

from __future__ import annotations

from enum import Enum


class Key(Enum):
    """The names are those of the trace (docs/interfaces: `key`)."""

    UP = "UP"
    DOWN = "DOWN"
    LEFT = "LEFT"
    RIGHT = "RIGHT"
    OK = "OK"
    BACK = "BACK"
    HOME = "HOME"
    PAGE_UP = "PAGE_UP"
    PAGE_DOWN = "PAGE_DOWN"
    MENU = "MENU"
    INFO = "INFO"
    RED = "RED"
    GREEN = "GREEN"
    YELLOW = "YELLOW"
    BLUE = "BLUE"
    PLAY = "PLAY"
    STOP = "STOP"
    REWIND = "REWIND"
    FORWARD = "FORWARD"
    VOLUME_UP = "VOLUME_UP"
    VOLUME_DOWN = "VOLUME_DOWN"
    MUTE = "MUTE"
    DIGIT_0 = "DIGIT_0"
    DIGIT_1 = "DIGIT_1"
    DIGIT_2 = "DIGIT_2"
    DIGIT_3 = "DIGIT_3"
    DIGIT_4 = "DIGIT_4"
    DIGIT_5 = "DIGIT_5"
    DIGIT_6 = "DIGIT_6"
    DIGIT_7 = "DIGIT_7"
    DIGIT_8 = "DIGIT_8"
    DIGIT_9 = "DIGIT_9"

    @property
    def digit(self) -> str | None:
        """'0' to '9' for the digit keys, else None."""
        return self.value[-1] if self.value.startswith("DIGIT_") else None


ARROWS = frozenset({Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT})
REPEATING = ARROWS | {Key.PAGE_UP, Key.PAGE_DOWN, Key.VOLUME_UP, Key.VOLUME_DOWN, Key.REWIND, Key.FORWARD}
"""Keys whose auto-repeat means something. Every other key acts once a press, however long it is held."""

WORDS: dict[Key, str] = {
    Key.UP: "▲",
    Key.DOWN: "▼",
    Key.LEFT: "◀",
    Key.RIGHT: "▶",
    Key.OK: "确定",
    Key.BACK: "返回",
    Key.HOME: "主页",
    Key.PAGE_UP: "上页",
    Key.PAGE_DOWN: "下页",
    Key.MENU: "菜单",
    Key.INFO: "信息",
    Key.RED: "红键",
    Key.GREEN: "绿键",
    Key.YELLOW: "黄键",
    Key.BLUE: "蓝键",
    Key.PLAY: "播放/暂停",
    Key.STOP: "停止",
    Key.REWIND: "快退",
    Key.FORWARD: "快进",
    Key.VOLUME_UP: "音量 +",
    Key.VOLUME_DOWN: "音量 −",
    Key.MUTE: "静音",
} | {key: f"数字 {key.value[-1]}" for key in Key if key.value.startswith("DIGIT_")}

MEANINGS: tuple[tuple[tuple[Key, ...], str], ...] = (
    ((Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT), "挑一个，按住连着走"),
    ((Key.OK,), "打开；看课时停和放"),
    ((Key.BACK,), "退一步"),
    ((Key.HOME,), "从哪里都回主页"),
    (tuple(Key(f"DIGIT_{digit}") for digit in "1234567890"), "十个栏目，第几条"),
    ((Key.PAGE_UP, Key.PAGE_DOWN), "翻一页；换一课"),
    ((Key.MENU,), "打开设置"),
    ((Key.INFO,), "这是什么"),
    ((Key.RED,), "朗读"),
    ((Key.GREEN,), "换字号"),
    ((Key.YELLOW,), "收藏"),
    ((Key.BLUE,), "找一找"),
    ((Key.PLAY, Key.STOP), "放和停；不看了"),
    ((Key.REWIND, Key.FORWARD), "退 10 秒，进 10 秒"),
    ((Key.VOLUME_UP, Key.VOLUME_DOWN, Key.MUTE), "声音大小、没有声音"),
)
"""What the page 按键说明 says, in its order; README and docs are held against it by a test."""
