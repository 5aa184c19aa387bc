"""What comes from outside and changes what there is: what was kept, feeds, bodies, another catalogue; and what of it the viewer is told."""

from __future__ import annotations

from dataclasses import replace

from tvapp.core import lists, visits, words
from tvapp.core.derived import with_records
from tvapp.core.events import FeedPulled, SaveVisit, TellNotice
from tvapp.core.index import article_key
from tvapp.core.model import ArticleBody, Catalogue, LinkState, Memory
from tvapp.core.routes import ArticleRoute, GuideRoute, HomeRoute, Route, SectionRoute, section_of
from tvapp.core.screens import article, section
from tvapp.core.state import OpenBody, State
from tvapp.core.step import Step, stay, with_top


def started(state: State, memory: Memory) -> Step:
    """What was kept of last time."""
    state = replace(
        state, settings=memory.settings, shelves=dict(memory.shelves), focus_memory=dict(memory.focus)
    )
    state = replace(state, welcome=state.welcome and not memory.settings.welcomed and not state.kiosk)
    since, visit = visits.begin(memory.visit, state.now)
    state = replace(with_records(state, dict(memory.records)), since=since)
    return state, ((SaveVisit(visit),) if visit != memory.visit else ())


def article_opened(state: State, key: str, body: ArticleBody | None) -> Step:
    state = replace(state, bodies={**state.bodies, key: OpenBody(body)})
    if body is None:
        return stay(state)
    top = state.top
    if isinstance(top, ArticleRoute) and top.key == key and body.guide is not None:
        # an article whose file turns out to be a guide
        state = with_top(state, GuideRoute(top.section, key, column=top.column))
    elif isinstance(top, GuideRoute) and top.key == key and body.guide is None:
        state = with_top(state, ArticleRoute(top.section, key, column=top.column))
    return article.opened(state, key)


def pulled(state: State, event: FeedPulled) -> Step:
    codes = dict(state.feed_codes)
    if event.outcome == "failed":
        codes[event.feed] = event.code if event.code in words.FAULTS else "N3"
    else:
        codes.pop(event.feed, None)
    if codes != state.feed_codes:
        state = replace(state, feed_codes=codes)
    old = state.shelves.get(event.feed)
    if old != event.shelf:
        state = replace(state, shelves={**state.shelves, event.feed: event.shelf})
        if old is not None and old.articles:  # what a feed has at its very first pull is not news
            known = {article.id: article.revision for article in old.articles}
            came = {article_key(event.feed, one.id) for one in event.shelf.articles if known.get(one.id) != one.revision}
            gone = {article_key(event.feed, ident) for ident in known} - {
                article_key(event.feed, one.id) for one in event.shelf.articles
            }
            state = replace(state, arrived=(state.arrived - gone) | came)
    return stay(state)


def catalogue_loaded(state: State, catalogue: Catalogue) -> Step:
    """A new catalogue: every page finds its section again by id, or gives way."""
    old = state.catalogue
    state, effects = fault(state, "C1", "")
    if catalogue == old:
        return state, effects
    known = _in_place(old)
    if known:  # what the office has put into the catalogue meanwhile
        state = replace(state, arrived=state.arrived | (_in_place(catalogue) - known))
    where = {found.id: place for place, found in enumerate(catalogue.sections)}
    routes: list[Route] = []
    for route in state.routes:
        if isinstance(route, HomeRoute):
            routes.append(route)
            continue
        place = section_of(route)
        if place is None:
            routes.append(route)
            continue
        to = where.get(old.sections[place].id)
        if to is None:
            break
        routes.append(replace(route, section=to))  # type: ignore[arg-type]  # a page of a section
    return replace(state, catalogue=catalogue, routes=tuple(routes)), effects


def _in_place(catalogue: Catalogue) -> frozenset[str]:
    """Ids of all that stands in the catalogue itself."""
    return frozenset(
        item.id for section in catalogue.sections for column in section.columns for item in column.items
    )


def fault(state: State, code: str, said: str) -> Step:
    """Raises or clears a standing fault, and tells the trace when it is new."""
    if bool(said) == (code in state.faults):
        return stay(state)
    faults = dict(state.faults)
    if not said:
        faults.pop(code)
        return replace(state, faults=faults), ()
    faults[code] = said
    return replace(state, faults=faults), (TellNotice(code, words.FAULTS[code].text),)


def network_told(state: State) -> Step:
    """The trace has what the viewer is told, once: on home when nothing can be reached, else on the list that says so."""
    if state.link is LinkState.UP and not state.feed_codes:
        return stay(replace(state, told=frozenset()) if state.told else state)
    said = {}
    if isinstance(state.top, SectionRoute):
        code = lists.offline_code(state, state.top.section, section.settled(state, state.top).column)
        said[code] = words.STRIP_LEAD.get(code, "")
    code = lists.offline_everywhere(state)
    said[code] = words.FAULTS[code].text if code else ""
    said.pop("", None)
    told = (state.told & lists.offline_codes(state)) | said.keys()
    fresh = tuple(TellNotice(code, text) for code, text in said.items() if code not in state.told)
    return (replace(state, told=told) if told != state.told else state), fresh
