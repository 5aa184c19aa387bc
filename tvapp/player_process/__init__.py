"""The program that holds libVLC, in a process of its own, and the format in which it hands over pictures.

Must not: be imported for its program by the window (only `wire` is), import Kivy, or import `vlc` before it runs.
"""
