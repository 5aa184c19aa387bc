"""What a shelf keeps: the rule of docs/interfaces.md, as properties."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tvapp.core.blocks import Paragraph
from tvapp.core.feed import KEPT_OF_A_STREAM, FeedEntry, FeedPage, merge
from tvapp.core.model import Article, ArticleBody

START = datetime(2026, 1, 1, tzinfo=UTC)


def article(number: int, revision: str = "1", dated: bool = True) -> Article:
    published = START + timedelta(days=number) if dated else None
    return Article(id=f"a{number}", title=f"第 {number} 篇", published=published, revision=revision)


def page(*articles: Article, complete: bool = True, **more) -> FeedPage:
    entries = tuple(FeedEntry(one, ArticleBody((Paragraph(one.title + one.revision),))) for one in articles)
    return FeedPage("公开", entries, None, complete, **more)


articles = st.lists(
    st.builds(article, st.integers(0, 30), st.sampled_from("12"), st.booleans()),
    max_size=12,
    unique_by=lambda one: one.id,
).map(tuple)
pages = st.lists(articles, min_size=1, max_size=3)


def ids(found) -> list[str]:
    return [one.id for one in found]


@given(articles, pages)
def test_a_list_read_to_its_end_holds_what_is_listed_and_nothing_else(old, listed):
    delta = merge(old, tuple(page(*one) for one in listed), all_read=True)
    wanted = list(dict.fromkeys(one.id for part in listed for one in part))
    assert ids(delta.articles) == wanted
    assert set(delta.gone) == set(ids(old)) - set(wanted)


@given(articles, pages, st.booleans())
def test_a_page_that_failed_removes_nothing(old, listed, complete):
    delta = merge(old, tuple(page(*one, complete=complete) for one in listed), all_read=False)
    assert set(ids(old)) <= set(ids(delta.articles))
    assert delta.gone == ()


@given(articles, pages)
def test_in_a_stream_absence_means_nothing(old, listed):
    delta = merge(old, tuple(page(*one, complete=False) for one in listed), all_read=True)
    assert delta.gone == ()
    assert set(ids(delta.articles)) == set(ids(old)) | {one.id for part in listed for one in part}


@given(articles, pages, st.booleans(), st.booleans())
def test_the_account_is_exact(old, listed, complete, all_read):
    delta = merge(old, tuple(page(*one, complete=complete) for one in listed), all_read=all_read)
    before = {one.id: one for one in old}
    after = {one.id: one for one in delta.articles}
    assert len(after) == len(delta.articles)
    assert set(delta.new) == after.keys() - before.keys()
    assert set(delta.gone) == before.keys() - after.keys()
    assert set(delta.changed) == {
        name for name in after.keys() & before.keys() if after[name].revision != before[name].revision
    }
    assert set(delta.bodies) == set(delta.new) | set(delta.changed)
    assert all(after[name].revision in delta.bodies[name].blocks[0].text for name in delta.bodies)


@given(articles, pages, st.booleans())
def test_the_same_answer_again_changes_nothing(old, listed, complete):
    answer = tuple(page(*one, complete=complete) for one in listed)
    once = merge(old, answer, all_read=True)
    again = merge(once.articles, answer, all_read=True)
    assert again.articles == once.articles
    assert (again.new, again.changed, again.gone, again.bodies) == ((), (), (), {})


def test_no_page_at_all_changes_nothing():
    old = (article(1), article(2))
    assert merge(old, (), all_read=False).articles == old


def test_an_empty_list_that_was_read_empties_the_shelf_and_an_empty_stream_does_not():
    old = (article(1),)
    assert merge(old, (page(),), all_read=True).gone == ("a1",)
    assert merge(old, (page(complete=False),), all_read=True).articles == old


def test_the_newest_500_of_a_stream_are_kept_in_order():
    old = tuple(article(number) for number in range(KEPT_OF_A_STREAM))
    fresh = tuple(article(number) for number in range(600, 610))
    delta = merge(old, (page(*fresh, complete=False),), all_read=True)
    assert len(delta.articles) == KEPT_OF_A_STREAM
    assert ids(delta.articles)[:10] == ids(fresh)
    assert delta.gone == tuple(f"a{number}" for number in range(10))


def test_a_long_stream_that_lists_its_oldest_first_still_keeps_the_newest():
    listed = tuple(article(number) for number in range(600))
    delta = merge((), (page(*listed, complete=False),), all_read=True)
    assert ids(delta.articles) == [f"a{number}" for number in range(100, 600)]
    again = merge(delta.articles, (page(*listed, complete=False),), all_read=True)
    assert (again.new, again.gone) == ((), ())


def test_a_listed_article_that_could_not_be_read_stays_as_it_was():
    old = (article(1), article(2))
    delta = merge(old, (page(article(1), damaged=("a2",)),), all_read=True)
    assert delta.gone == () and ids(delta.articles) == ["a1", "a2"]


def test_a_page_that_was_cut_removes_nothing():
    old = (article(1), article(2))
    assert merge(old, (page(article(1), cut=True),), all_read=True).gone == ()
