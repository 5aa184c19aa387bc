"""Chinese typesetting: words to lines, blocks to pages that turn whole. Pure: widths come from core/metrics.

This is the door; the work is in core/linebreak (lines), core/pages (filling sheets), core/typeset_article (the reader)
and core/typeset_guide (the panel of a service guide), the values in core/sheet.
"""

from __future__ import annotations

from tvapp.core.linebreak import balanced, fit, wrap
from tvapp.core.sheet import Placed, Role, SetBox, SetIcon, SetPicture, SetRule, SetText, Sheet
from tvapp.core.typeset_article import page_of, paginate
from tvapp.core.typeset_guide import PanelEntry, panel

__all__ = [
    "PanelEntry",
    "Placed",
    "Role",
    "SetBox",
    "SetIcon",
    "SetPicture",
    "SetRule",
    "SetText",
    "Sheet",
    "balanced",
    "fit",
    "page_of",
    "paginate",
    "panel",
    "wrap",
]
