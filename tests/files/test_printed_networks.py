"""What frameworks print of a network, read again: messages, tables, modules, lists of weights.

Values are those of PyTorch and Keras, written as the arithmetic that gives them.
"""

import pytest

from files.network_text import read_network
from tests.files.read_networks import kinds_of, last_shape, learned, said, shapes_of


class TestMessages:
    def test_channels_that_did_not_fit(self) -> None:
        network = read_network(
            "RuntimeError: Given groups=1, weight of size [64, 3, 5, 5], expected input"
            "[1, 1, 256, 250] to have 3 channels, but got 1 channels instead"
        )
        assert network.input_shape == (1, 256, 250)
        assert learned(network) == [64 * 3 * 25 + 64]

    def test_a_series_whose_axes_are_swapped(self) -> None:
        network = read_network(
            "Given groups=1, weight of size [32, 40, 3], expected input[16, 81, 40] to have 40"
            " channels, but got 81 channels instead"
        )
        assert network.input_shape == (81, 40)
        problem = network.trace().rows[0].problem or ""
        assert "81 is your length" in problem

    def test_matrices_that_did_not_fit(self) -> None:
        network = read_network("mat1 and mat2 shapes cannot be multiplied (64x1568 and 1050x10)")
        assert network.input_shape == (1568,)
        assert network.nodes[0].kind == "Linear"


class TestTables:
    def test_a_row_alone_gives_its_layer(self) -> None:
        network = read_network("conv2d_4 (Conv2D)            (None, 148, 148, 16)      448")
        assert network.input_shape == (3, 150, 150)
        assert learned(network) == [16 * (3 * 3 * 3) + 16]

    def test_a_summary_of_keras(self) -> None:
        text = """
        conv2d (Conv2D)              (None, 26, 26, 32)        320
        max_pooling2d (MaxPooling2D) (None, 13, 13, 32)        0
        batch_normalization (BatchNo (None, 13, 13, 32)        128
        flatten (Flatten)            (None, 5408)              0
        dense (Dense)                (None, 10)                54090
        """
        network = read_network(text)
        assert network.input_shape == (1, 28, 28)
        assert shapes_of(network)[-1] == (10,)
        assert learned(network) == [320, 0, 4 * 32, 0, 5408 * 10 + 10]

    def test_a_drawn_table_with_branches(self) -> None:
        text = """
        │ input_layer (InputLayer) │ (None, 8, 8, 3)  │   0 │ -                 │
        ├──────────────────────────┼──────────────────┼─────┼───────────────────┤
        │ a (Conv2D)               │ (None, 8, 8, 4)  │ 112 │ input_layer[0][0] │
        ├──────────────────────────┼──────────────────┼─────┼───────────────────┤
        │ b (Conv2D)               │ (None, 8, 8, 4)  │  16 │ input_layer[0][0] │
        ├──────────────────────────┼──────────────────┼─────┼───────────────────┤
        │ both (Concatenate)       │ (None, 8, 8, 8)  │   0 │ a[0][0], b[0][0]  │
        """
        network = read_network(text)
        assert network.nodes[-1].inputs == ("a", "b")
        assert shapes_of(network)[-1] == (4 + 4, 8, 8)

    def test_torchsummary(self) -> None:
        text = """
            Conv2d-1          [-1, 64, 112, 112]           9,408
         MaxPool2d-2            [-1, 64, 56, 56]               0
            Linear-3                   [-1, 10]       2,007,050
        Input size (MB): 0.57
        """
        network = read_network(text)
        assert network.input_shape == (3, 224, 224)
        assert learned(network) == [64 * 3 * 49, 0, 64 * 56 * 56 * 10 + 10]

    def test_torchinfo(self) -> None:
        text = """
        Net                                      [1, 10]                   --
        ├─Sequential: 1-1                        [1, 16, 14, 14]           --
        │    └─Conv2d: 2-1                       [1, 16, 28, 28]           160
        │    └─MaxPool2d: 2-2                    [1, 16, 14, 14]           --
        ├─Linear: 1-2                            [1, 10]                   31,370
        """
        network = read_network(text)
        assert [node.kind for node in network.nodes] == ["Conv2d", "MaxPool2d", "Linear"]
        assert learned(network) == [16 * 9 + 16, 0, 16 * 14 * 14 * 10 + 10]

    def test_a_list_of_weights(self) -> None:
        text = """
        features.0.weight torch.Size([6, 1, 5, 5])
        features.0.bias torch.Size([6])
        features.3.weight torch.Size([12, 3, 3, 3])
        head.weight torch.Size([10, 5808])
        """
        network = read_network(text)
        assert shapes_of(network, (1, 28, 28)) == [(6, 24, 24), (12, 22, 22), (10,)]
        counted = [row.parameters for row in network.trace((1, 28, 28)).rows]
        assert counted == [6 * 25 + 6, 12 * 3 * 9, 12 * 22 * 22 * 10]

    def test_weights_without_their_pools_advise_no_other_features(self) -> None:
        text = """
        conv1.weight torch.Size([6, 1, 5, 5])
        conv2.weight torch.Size([16, 6, 5, 5])
        fc1.weight torch.Size([120, 400])
        fc2.weight torch.Size([84, 120])
        """
        *_, first, second = read_network(text).trace((1, 32, 32)).rows
        assert first.input_shapes == ((16, 24, 24),)  # 32 - 4 - 4
        assert first.problem is not None
        assert "400 does not fit the 9,216" in first.problem  # 16 * 24 * 24
        assert "Pools and Flatten" in first.problem
        assert "in_features" not in first.problem
        assert (second.output_shape, second.problem) == (None, None)


class TestPrintedBlocks:
    def test_branches_are_joined_where_the_next_layer_takes_all_of_them(self) -> None:
        text = """
        ASPP(
          (convs): ModuleList(
            (0): Sequential(
              (0): Conv2d(16, 4, kernel_size=(1, 1), stride=(1, 1), bias=False)
              (1): _BatchNormXd(4, eps=1e-05, momentum=0.1, affine=True)
            )
            (1): Conv2d(16, 6, kernel_size=(3, 3), stride=(1, 1), padding=same)
          )
          (project): Conv2d(10, 12, kernel_size=(1, 1), stride=(1, 1))
        )
        """
        network = read_network(text)
        assert [node.kind for node in network.nodes[-2:]] == ["cat", "Conv2d"]
        assert shapes_of(network, (16, 9, 9))[-2:] == [(4 + 6, 9, 9), (12, 9, 9)]

    def test_blocks_that_are_printed_once_for_several_are_written_out(self) -> None:
        text = """
        (layers): ModuleList(
          (0-2): 3 x Block(
            (conv): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1))
          )
        )
        """
        assert last_shape(text, (8, 20, 20)) == (8, 20 - 3 * 2, 14)

    def test_a_printed_list_of_modules_stands_side_by_side(self) -> None:
        text = """
        ModuleList(
          (0): Conv2d(2, 16, kernel_size=(3, 3), stride=(1, 1))
          (1): Conv2d(2, 16, kernel_size=(5, 5), stride=(1, 1))
        )
        """
        network = read_network(text)
        assert shapes_of(network, (2, 30, 30)) == [(16, 28, 28), (16, 26, 26)]
        assert "side by side" in said(text)

    def test_a_printed_skip_is_added(self) -> None:
        text = """
        Block(
          (conv1): Conv2d(64, 128, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1), bias=False)
          (conv2): Conv2d(128, 128, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1), bias=False)
          (downsample): Sequential(
            (0): Conv2d(64, 128, kernel_size=(1, 1), stride=(2, 2), bias=False)
          )
          (fc): Linear(in_features=6272, out_features=5, bias=True)
        )
        """
        assert kinds_of(text) == ["Conv2d", "Conv2d", "Conv2d", "+", "Linear"]
        assert last_shape(text, (64, 14, 14)) == (5,)


class TestNarrowTables:
    def test_names_that_a_narrow_table_cuts_off_are_completed(self) -> None:
        text = """
        │ input_1 (InputLayer)  │ (None, 8, 8, 3) │   0 │ -                 │
        ├───────────────────────┼─────────────────┼─────┼───────────────────┤
        │ block1_first_conv     │ (None, 8, 8, 4) │ 112 │ input_1[0][0]     │
        │ (Conv2D)              │                 │     │                   │
        ├───────────────────────┼─────────────────┼─────┼───────────────────┤
        │ block1_bn             │ (None, 8, 8, 4) │  16 │ block1_first_c…   │
        │ (BatchNormalizatio…   │                 │     │                   │
        ├───────────────────────┼─────────────────┼─────┼───────────────────┤
        │ block1_add (Add)      │ (None, 8, 8, 4) │   0 │ block1_bn[0][0],  │
        │                       │                 │     │ block1_first_c…   │
        """
        network = read_network(text)
        assert [node.kind for node in network.nodes] == ["Conv2D", "BatchNormalization", "Add"]
        assert network.nodes[-1].inputs == ("block1_bn", "block1_first_conv")
        assert learned(network) == [4 * 27 + 4, 4 * 4, 0]


class TestListsOfWeights:
    def test_a_bias_tells_a_transposed_layer(self) -> None:
        text = """
        down.weight (8, 3, 3, 3)
        down.bias (8,)
        grow.weight (8, 4, 2, 2)
        grow.bias (4,)
        """
        assert kinds_of(text) == ["Conv2d", "ConvTranspose2d"]
        assert last_shape(text, (3, 10, 10)) == (4, 9, 9)

    def test_groups_follow_from_the_channels_before(self) -> None:
        text = """
        a.weight torch.Size([8, 3, 1, 1])
        b.weight torch.Size([8, 1, 3, 3])
        c.weight torch.Size([4, 8, 1, 1])
        """
        counted = [row.parameters for row in read_network(text).trace((3, 9, 9)).rows]
        assert counted == [8 * 3, 8 * 9, 4 * 8]
        assert last_shape(text, (3, 9, 9)) == (4, 7, 7)


def test_a_weight_of_no_size_is_no_layer():
    text = "a.weight torch.Size([8, 3, 3, 3])\nb.weight torch.Size([0, 8, 3, 3])"
    assert [node.name for node in read_network(text).nodes] == ["a"]


NESTED = """
 encoder (Sequential)        (None, 7, 7, 32)          4800
|¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯|
| conv2d (Conv2D)           (None, 14, 14, 16)        160       |
| conv2d_1 (Conv2D)         (None, 7, 7, 32)          4640      |
¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯
 flatten (Flatten)           (None, 1568)              0
"""
NESTED_3 = """
│ input_layer (InputLayer)        │ (None, 28, 28, 1)      │             0 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ encoder (Sequential)            │ (None, 7, 7, 32)       │         4,800 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│    └ conv2d (Conv2D)            │ (None, 14, 14, 16)     │           160 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│    └ conv2d_1 (Conv2D)          │ (None, 7, 7, 32)       │         4,640 │
├─────────────────────────────────┼────────────────────────┼───────────────┤
│ flatten (Flatten)               │ (None, 1568)           │             0 │
"""


@pytest.mark.parametrize("text", [NESTED, NESTED_3])
def test_a_model_within_a_model_counts_once(text: str) -> None:
    network = read_network(text)
    assert network.input_shape == (1, 28, 28)
    assert shapes_of(network) == [(16, 14, 14), (32, 7, 7), (1568,)]
    assert learned(network) == [16 * 9 + 16, 32 * 16 * 9 + 32, 0]


def test_of_a_model_that_a_table_keeps_closed_only_its_shape_is_known() -> None:
    text = """
     input_1 (InputLayer)        [(None, 28, 28, 1)]       0
     encoder (Sequential)        (None, 7, 7, 32)          4800
     flatten (Flatten)           (None, 1568)              0
    """
    trace = read_network(text).trace()
    assert [row.output_shape for row in trace.rows] == [(32, 7, 7), (1568,)]
    assert trace.parameters == 4800
    assert trace.rows[0].multiply_adds is None
    assert [row.receptive_field for row in trace.rows] == [(), ()]


def test_an_input_that_only_fits_a_table_is_a_guess() -> None:
    row = "Conv2d-1  [-1, 64, 112, 112]  9,408\n"
    assert read_network(row).guesses_input
    told = read_network(row + "Input size (MB): 0.57")  # 4 * 3 * 224 * 224 / 2**20
    assert not told.guesses_input
    assert told.input_shape == (3, 224, 224)
