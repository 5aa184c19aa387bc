"""The last good catalogue: quick when nothing changed, there when the file is broken, silent when it is torn itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import tvapp
from tvapp.adapters.catalogue_cache import KEPT, load_for_start
from tvapp.adapters.catalogue_file import read_catalogue
from tvapp.core.model import Catalogue

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def office(tmp_path: Path, lines: list[str]) -> Path:
    """channels.yaml with its media, and every kind of value in it."""
    media = tmp_path / "media"
    for name in ("lessons/shici.mp4", "articles/guanxi.md", "covers/a.jpg", "subtitles/a.srt"):
        (media / name).parent.mkdir(parents=True, exist_ok=True)
        (media / name).write_bytes(b"x")
    lines[6] = '    date: "2026-07-01"'
    lines[19] += (
        '\n            date: "2026-07-01"\n            required: false\n            hours: 0.5\n            order: 0'
    )
    lines[19] += '\n            valid_until: "2027-12-31"\n            summary: "简\\U0002C62B介"'
    lines[25] += '\n            date: "2026-07-01"\n            expires: "2028-07-31"\n            summary: 简介'
    path = tmp_path / "channels.yaml"
    path.write_text("\n".join(lines))
    return path


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def kept(state: Path) -> Path:
    (found,) = (state / "catalogue").glob("*.json")
    return found


def first(office: Path, state: Path) -> Catalogue:
    loaded = load_for_start(office, state)
    assert loaded.fresh and loaded.catalogue is not None, loaded.problems
    return loaded.catalogue


def test_an_unchanged_file_comes_from_the_cache_and_is_equal(office: Path, state: Path) -> None:
    catalogue = first(office, state)
    (office.parent / "media" / "lessons" / "shici.mp4").unlink()  # not looked at again
    again = load_for_start(office, state)
    assert again == (catalogue, (), True)


def test_a_start_from_the_cache_does_not_load_the_yaml_library(office: Path, state: Path) -> None:
    first(office, state)
    code = (
        "import sys; from pathlib import Path; from tvapp.adapters.catalogue_cache import load_for_start\n"
        f"loaded = load_for_start(Path({str(office)!r}), Path({str(state)!r}))\n"
        "assert loaded.fresh and loaded.catalogue\n"
        "assert not {'yaml', 'difflib', 'tvapp.core.catalogue.check'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=ROOT)


def test_a_changed_file_is_read_even_if_size_and_time_are_the_same(office: Path, state: Path) -> None:
    first(office, state)
    before = office.stat()
    office.write_text(office.read_text().replace("入党誓词", "入党志愿"))
    os.utime(office, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert office.stat().st_size == before.st_size
    loaded = load_for_start(office, state)
    assert loaded.catalogue is not None
    assert loaded.catalogue.sections[0].columns[0].items[0].title == "入党志愿"


def test_a_touched_file_is_the_same_file(office: Path, state: Path) -> None:
    first(office, state)
    before = kept(state).stat().st_mtime_ns
    os.utime(office, ns=(1, 1))
    assert load_for_start(office, state).fresh
    assert kept(state).stat().st_mtime_ns == before


@pytest.mark.parametrize("damage", ["titel", "binary", "gone", "directory"])
def test_a_broken_file_leaves_the_last_good_catalogue_and_says_why(damage: str, office: Path, state: Path) -> None:
    catalogue = first(office, state)
    if damage == "titel":
        office.write_text(office.read_text().replace("title: 党章", "titel: 党章"))
    elif damage == "binary":
        office.write_bytes(b"\0\1\2" * 50)
    else:
        office.unlink()
        if damage == "directory":
            office.mkdir()
    loaded = load_for_start(office, state)
    assert loaded.catalogue == catalogue and not loaded.fresh
    assert [problem.severity for problem in loaded.problems] == ["error"]


def test_a_broken_file_and_no_cache_is_no_catalogue(tmp_path: Path, state: Path) -> None:
    path = tmp_path / "channels.yaml"
    path.write_text("x")
    loaded = load_for_start(path, state)
    assert (loaded.catalogue, loaded.fresh, bool(loaded.problems)) == (None, False, True)


def test_a_cache_cut_off_anywhere_is_no_cache(office: Path, state: Path) -> None:
    catalogue = first(office, state)
    whole = kept(state).read_bytes()
    office.write_text("broken")
    for length in range(0, len(whole), 13):
        kept(state).write_bytes(whole[:length])
        loaded = load_for_start(office, state)
        assert loaded.catalogue is None and loaded.problems
    kept(state).write_bytes(whole)
    assert load_for_start(office, state).catalogue == catalogue


def test_a_cache_with_one_byte_changed_is_no_cache(office: Path, state: Path) -> None:
    first(office, state)
    whole = kept(state).read_bytes()
    office.write_text("broken")
    for place in range(0, len(whole), 17):
        kept(state).write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        loaded = load_for_start(office, state)
        # A changed digest of the source is harmless: for a last good catalogue it is not asked.
        assert loaded.catalogue is None or place < whole.index(b"\n")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b"null", b'["a", 5]', b"[" * 100_000, b'["x",[["a","b",[["c","d",[[0]]]]]]]']
)
def test_a_cache_of_nonsense_with_a_right_checksum_is_no_cache(body: bytes, office: Path, state: Path) -> None:
    from hashlib import sha256

    first(office, state)
    maker, of, _ = kept(state).read_bytes().split(b"\n", 1)[0].split(b" ")
    kept(state).write_bytes(b" ".join((maker, of, sha256(body).hexdigest().encode())) + b"\n" + body)
    loaded = load_for_start(office, state)
    assert loaded.catalogue is not None and loaded.fresh  # read anew
    assert loaded.catalogue.sections[0].title == "基层党建"


def test_another_version_of_the_program_reads_anew(office: Path, state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first(office, state)
    before = kept(state).read_bytes()
    monkeypatch.setattr(tvapp, "__version__", "99.0")
    assert load_for_start(office, state).fresh
    assert kept(state).read_bytes() != before


def test_the_last_good_catalogue_outlives_a_new_version(
    office: Path, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogue = first(office, state)
    monkeypatch.setattr(tvapp, "__version__", "99.0")
    office.write_text("broken")
    loaded = load_for_start(office, state)
    assert (loaded.catalogue, loaded.fresh) == (catalogue, False)


def test_a_state_folder_that_cannot_be_written_costs_only_the_cache(office: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    loaded = load_for_start(office, blocked)
    assert loaded.fresh and loaded.catalogue is not None


def test_each_catalogue_has_its_own_and_the_oldest_go(office: Path, state: Path) -> None:
    for number in range(KEPT + 3):
        other = office.parent / f"other{number}.yaml"
        other.write_bytes(office.read_bytes())
        first(other, state)
    assert len(list((state / "catalogue").iterdir())) == KEPT
    last = first(office.parent / f"other{KEPT + 2}.yaml", state)
    (office.parent / f"other{KEPT + 2}.yaml").write_text("broken")
    assert load_for_start(office.parent / f"other{KEPT + 2}.yaml", state).catalogue == last


def test_the_cache_is_plain_json_behind_one_line(office: Path, state: Path) -> None:
    first(office, state)
    body = kept(state).read_bytes().split(b"\n", 1)[1]
    assert json.loads(body)[0] == "幸福里社区党群服务中心"


def test_a_video_that_was_not_copied_costs_its_own_lesson_and_not_the_whole_television(office: Path, state: Path) -> None:
    (office.parent / "media" / "lessons" / "shici.mp4").unlink()
    loaded = load_for_start(office, state)
    assert loaded.fresh and loaded.catalogue is not None and loaded.problems == ()
    assert any(problem.severity == "error" for problem in read_catalogue(office).problems), "`check` still tells the office"


def test_a_link_that_leads_out_of_the_media_folder_still_costs_the_catalogue(office: Path, state: Path, tmp_path: Path) -> None:
    video = office.parent / "media" / "lessons" / "shici.mp4"
    video.unlink()
    (tmp_path / "secret.mp4").write_bytes(b"x")
    video.symlink_to(tmp_path / "secret.mp4")
    loaded = load_for_start(office, state)
    assert loaded.catalogue is None and loaded.problems
