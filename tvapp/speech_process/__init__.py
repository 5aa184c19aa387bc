"""The program that turns text into sound: its own process, because libespeak-ng is GPL-3 and not safe for threads."""
