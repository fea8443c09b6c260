"""The drawing of a network: columns, lanes and arcs, heights to scale, and what the page hears."""

from math import log2

from files.network_text import read_network
from stage.network import chosen_layer, drawing_data
from stage.network_layout import DOUBLING, NARROWEST, TALLEST, NetworkPart, lay_out, place_parts
from ui.pictures.network_drawing import describe_drawing, drawn_blocks

MAP = (8, 6, 6)
UNET = [
    NetworkPart("in", (), (3, 16, 16)),
    NetworkPart("down", ("in",), (8, 16, 16)),
    NetworkPart("pool", ("down",), (8, 8, 8)),
    NetworkPart("deep", ("pool",), (16, 8, 8)),
    NetworkPart("up", ("deep",), (8, 16, 16)),
    NetworkPart("cat", ("down", "up"), (16, 16, 16)),
]


def test_a_skip_is_an_arc_over_what_is_between() -> None:
    layout = lay_out(UNET)
    skips = [join for join in layout.joins if join.is_skip]
    assert len(skips) == 1
    down, cat = layout.boxes["down"], layout.boxes["cat"]
    assert skips[0].path.startswith(f"M{down.middle[0]:g} {down.y:g}V")
    assert skips[0].path.endswith(f"V{cat.y:g}")


def test_a_skip_within_another_has_a_lower_arc() -> None:
    inner = [
        NetworkPart("a", (), MAP),
        NetworkPart("b", ("a",), MAP),
        NetworkPart("c", ("b",), MAP),
        NetworkPart("+", ("c", "b"), MAP),
        NetworkPart("++", ("+", "a"), MAP),
    ]
    tops = [
        float(join.path.split("H")[0].split()[-1]) for join in lay_out(inner).joins if join.is_skip
    ]
    assert tops[0] > tops[1]  # y goes down


def test_a_branch_has_a_lane_until_it_meets_another() -> None:
    parts = [NetworkPart("x", (), MAP)]
    for block in ("a", "b"):
        before = parts[-1].name
        parts += [
            NetworkPart(f"{block}1", (before,), MAP),
            NetworkPart(f"{block}2", (before,), MAP),
            NetworkPart(f"{block}cat", (f"{block}1", f"{block}2"), MAP),
        ]
    lanes = {name: slot.lane for name, slot in place_parts(parts).items()}
    assert lanes == {"x": 0, "a1": 0, "a2": 1, "acat": 0, "b1": 0, "b2": 1, "bcat": 0}


def test_heights_are_to_scale_and_widths_grow_with_doublings() -> None:
    boxes = lay_out(UNET).boxes
    assert boxes["down"].height == TALLEST
    assert boxes["pool"].height == TALLEST * 8 / 16
    assert boxes["deep"].width == NARROWEST + DOUBLING * log2(16)


def test_no_two_parts_share_a_place() -> None:
    boxes = lay_out(UNET).boxes.values()
    assert len({(box.x, box.y) for box in boxes}) == len(UNET)


def test_what_leaves_each_cell_in_its_place_has_no_block() -> None:
    network = read_network(
        "nn.Conv2d(3, 8, 3)\nnn.BatchNorm2d(8)\nnn.ReLU()\nnn.MaxPool2d(2)\nnn.Flatten()"
    )
    network = network.with_input((3, 10, 10))
    blocks = drawn_blocks(network, network.trace(), {"conv2d": 0})
    assert [(block.part.name, block.part.takes, block.kind) for block in blocks] == [
        ("input", (), "input"),
        ("conv2d", ("input",), "layer"),
        ("maxpool2d", ("conv2d",), "plain"),
        ("flatten", ("maxpool2d",), "plain"),
    ]
    assert "from 3 x 10 x 10 to 128" in describe_drawing(blocks)  # 8 * 4 * 4
    written = drawing_data(blocks, lay_out([block.part for block in blocks]))["blocks"]
    assert [block["choice"] for block in written] == [None, 0, None, None]
    assert [block["label"] for block in written] == ["in", "1", "4", "5"]


def test_only_what_has_a_size_is_drawn() -> None:
    network = read_network("nn.Conv2d(3, 8, 3)\nnn.CosineSimilarity()\nnn.Conv2d(8, 4, 3)")
    network = network.with_input((3, 9, 9))
    blocks = drawn_blocks(network, network.trace(), {})
    assert [block.part.name for block in blocks] == ["input", "conv2d"]


def test_the_page_reads_its_choice() -> None:
    assert chosen_layer({"layer": {"choice": 3, "count": 9}}) == 3
    assert chosen_layer({}) is None
