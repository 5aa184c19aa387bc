"""The yardstick: one full-screen Kivy window with one Chinese label and Kivy's defaults; nothing of the television.

Arguments: width, height, font file, folder for Kivy.
"""

import os
import sys
from typing import Any


def main(width: str, height: str, font: str, folder: str) -> None:
    """Run until it is ended. The label changes with every key."""
    os.environ.update(KIVY_NO_ARGS="1", KIVY_LOG_MODE="PYTHON", KIVY_NO_FILELOG="1", KIVY_HOME=folder)
    from kivy.config import Config

    # Without a window manager Kivy must be told the screen's size, else the window is 800x600.
    Config.set("graphics", "width", width)
    Config.set("graphics", "height", height)
    Config.set("graphics", "fullscreen", "auto")
    from kivy.app import App
    from kivy.core.window import Window
    from kivy.uix.label import Label

    class Bare(App):  # type: ignore[misc]
        """The usual smallest Kivy program."""

        def build(self) -> Any:
            self.label = Label(text="客厅党建", font_name=font, font_size=96)
            self.count = 0
            Window.bind(on_key_down=self.change)
            return self.label

        def change(self, *_: object) -> bool:
            self.count += 1
            self.label.text = f"客厅党建 第{self.count}次"
            return True

    Bare().run()


if __name__ == "__main__":
    main(*sys.argv[1:])
