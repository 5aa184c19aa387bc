"""The yardstick: one full-screen Kivy window with one Chinese label and Kivy's defaults. Nothing of the television in it.

Arguments: width, height, font file, folder for Kivy.
"""

import os
import sys

os.environ.update(KIVY_NO_ARGS="1", KIVY_LOG_MODE="PYTHON", KIVY_NO_FILELOG="1", KIVY_HOME=sys.argv[4])
from kivy.config import Config

Config.set("graphics", "width", sys.argv[1])
Config.set("graphics", "height", sys.argv[2])
Config.set("graphics", "fullscreen", "auto")
from kivy.app import App
from kivy.core.window import Window
from kivy.uix.label import Label


class Bare(App):
    def build(self):
        self.label = Label(text="客厅党建", font_name=sys.argv[3], font_size=96)
        Window.bind(on_key_down=self.change)
        self.count = 0
        return self.label

    def change(self, *_):
        self.count += 1
        self.label.text = "客厅党建 第%d次" % self.count
        return True


Bare().run()
