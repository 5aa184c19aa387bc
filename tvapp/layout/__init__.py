"""Layouts: frozen views in, frozen scenes out. Pure arithmetic; nothing here knows Kivy or the state.

The one function that the window needs is `tvapp.layout.compose.layout`.
"""
