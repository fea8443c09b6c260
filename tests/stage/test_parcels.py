"""Large arrays: sent once a page, kept as long as they are needed, and deflated once."""

import zlib
from collections import Counter

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from stage.parcels import ID, MOST_KEYS, KeptParcels, sent_array
from tests.stage.test_board import needs_node, run_in_node

GREY = np.arange(5000).reshape(50, 100) % 256


def page_of_two_boards() -> None:
    import numpy as np
    import streamlit as st

    from stage.board import board
    from stage.tiles import Tile

    grey = np.arange(5000).reshape(50, 100) % 256
    st.fragment(board)([Tile("grey", grey, "grey")], key="first")
    board([Tile("again", grey, "again"), Tile("other", 255 - grey, "other")], key="second")


def parcels_of(page: AppTest) -> Counter[str]:
    """Count the parcels of a page by the id of their array."""
    sent = [element.proto for element in page.get("bidi_component")]
    ids = [proto.bytes[:ID].decode() for proto in sent if proto.component_name == "conv_parcel"]
    return Counter(ids)


def test_an_array_is_sent_once_a_page_however_many_pictures_show_it() -> None:
    page = AppTest.from_function(page_of_two_boards, default_timeout=60).run()
    assert len(page.exception) == 0
    ids = [sent_array(values)[0]["id"] for values in (GREY, 255 - GREY)]
    assert parcels_of(page) == dict.fromkeys(ids, 1)
    assert parcels_of(page.run()) == dict.fromkeys(ids, 1), "also when the page runs again"


@pytest.mark.parametrize(
    ("most_parcels", "most_bytes"),
    [(2, 10**6), (9, 2 * 700)],  # 600 bytes each, and what deflating and ids add
)
def test_what_was_asked_for_longest_ago_is_forgotten_first(
    most_parcels: int, most_bytes: int
) -> None:
    contents = {letter * ID: np.random.default_rng(n).bytes(600) for n, letter in enumerate("abc")}
    kept = KeptParcels(most_parcels, most_bytes)
    first, *_ = (kept.parcel(id, content) for id, content in contents.items() if id[0] != "c")
    assert kept.parcel("a" * ID, b"") is first, "kept, so not deflated from other bytes"
    kept.parcel("c" * ID, contents["c" * ID])
    assert kept.parcel("a" * ID, b"") is first
    assert zlib.decompress(kept.parcel("b" * ID, b"anew")[ID:]) == b"anew"
    assert kept.kept_bytes <= kept.most_bytes


def test_what_is_larger_than_all_that_may_be_kept_is_still_written() -> None:
    kept, content = KeptParcels(most_parcels=9, most_bytes=100), np.random.default_rng(0).bytes(600)
    assert zlib.decompress(kept.parcel("a" * ID, content)[ID:]) == content
    assert kept.kept_bytes == 0


def test_a_session_meets_few_keys_however_many_arrays_it_is_sent() -> None:
    kept = KeptParcels(most_parcels=2, most_bytes=10**6)
    ids = [f"{number:0{ID}}" for number in range(2 * MOST_KEYS)]
    keys = [(kept.parcel(array_id, b""), kept.key(array_id))[1] for array_id in ids]
    assert sorted(keys) == sorted(2 * [*range(MOST_KEYS)])
    assert kept.key(ids[-1]) == keys[-1]


@needs_node
def test_the_browser_forgets_only_arrays_that_nothing_on_the_page_has_brought() -> None:
    sent, parcel = sent_array(GREY)
    run = f"""(() => {{
        const leave = takeParcel(new Uint8Array({list(parcel or b"")}), "a component");
        const known = () => globalThis.convParcels.has("{sent["id"]}");
        const bring = (id) => parcelPlace(id).leave("numbers");
        for (let i = 0; i < 100; i++) bring(`later ${{i}}`);
        const held = known();
        leave();
        bring("one more");
        return [held, known()];
    }})()"""
    assert run_in_node("board/parcels.js", "takeParcel, parcelPlace", run) == [True, False]
