"""Networks as people write them, kind by kind: programs, summaries, messages, with what is right.

Values are those of PyTorch and Keras, written as the arithmetic that gives them.
"""

import pytest

from conv_engine.networks import Network
from files.network_text import read_network


def shapes_of(
    network: Network, shape: tuple[int, ...] | None = None
) -> list[tuple[int, ...] | None]:
    return [row.output_shape for row in network.trace(shape).rows]


def last_shape(text: str, shape: tuple[int, ...] | None = None) -> tuple[int, ...] | None:
    return shapes_of(read_network(text), shape)[-1]


def kinds_of(text: str) -> list[str]:
    return [node.kind for node in read_network(text).nodes]


def parameters_of(text: str, shape: tuple[int, ...] | None = None) -> list[int | None]:
    return [row.parameters for row in read_network(text).trace(shape).rows]


def said(text: str) -> str:
    return " ".join(problem.sentence for problem in read_network(text).problems)


class TestPools:
    def test_a_pool_halves_what_the_next_layer_gets(self) -> None:
        text = """
        nn.Conv2d(1, 10, 3, padding=1)
        nn.MaxPool2d(2)
        nn.Conv2d(10, 10, 3, padding=1)
        nn.MaxPool2d(2)
        """
        assert shapes_of(read_network(text), (1, 28, 28)) == [
            (10, 28, 28),
            (10, 14, 14),
            (10, 14, 14),
            (10, 7, 7),
        ]

    def test_a_pool_of_three_rounds_down(self) -> None:
        text = """
        nn.Sequential(
            nn.Conv2d(3, 8, 3), nn.MaxPool2d(2), nn.Conv2d(8, 16, 4), nn.MaxPool2d(3)
        )
        """
        assert last_shape(text, (3, 28, 28)) == (16, (13 - 4 + 1) // 3, 10 // 3)

    def test_pools_of_keras(self) -> None:
        text = """
        model = Sequential([
            Conv2D(24, (4, 4), input_shape=(27, 27, 3)),
            MaxPooling2D(),
            Conv2D(48, (5, 5)),
            MaxPooling2D((2, 2)),
        ])
        """
        network = read_network(text)
        assert network.input_shape == (3, 27, 27)
        assert shapes_of(network) == [(24, 24, 24), (24, 12, 12), (48, 8, 8), (48, 4, 4)]

    def test_ceil_mode_and_enlargement(self) -> None:
        text = """
        nn.MaxPool2d(3, 2, ceil_mode=True)
        nn.Upsample(scale_factor=2)
        nn.Conv2d(64, 32, 3, 1, 1)
        """
        assert shapes_of(read_network(text), (64, 8, 8)) == [(64, 4, 4), (64, 8, 8), (32, 8, 8)]


class TestFeatures:
    def test_dense_after_flatten_counts(self) -> None:
        text = """
        model = Sequential()
        model.add(Conv2D(3, (3, 3), input_shape=(18, 18, 3)))
        model.add(Conv2D(2, (2, 2)))
        model.add(Flatten())
        model.add(Dense(2))
        """
        sizes = [3 * 27 + 3, 2 * 12 + 2, 0, 15 * 15 * 2 * 2 + 2]
        assert parameters_of(text) == sizes

    def test_a_linear_layer_that_does_not_fit_says_the_numbers(self) -> None:
        text = """
        nn.Sequential(
            nn.Conv2d(1, 32, 3, 2, 1), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(1050, 10)
        )
        """
        row = read_network(text).trace((1, 28, 28)).rows[-1]
        assert row.output_shape is None
        assert all(part in (row.problem or "") for part in ("1,050", "1,568", "32 x 7 x 7"))


class TestSaidInput:
    @pytest.mark.parametrize(
        ("text", "shape"),
        [
            ("Conv2D(24, (4, 4), input_shape=(27, 27, 3))", (3, 27, 27)),
            ("Conv2D(6, (5, 5), input_shape=(1, 28, 28))", (1, 28, 28)),
            ("Conv2D(6, 5, batch_input_shape=(None, 30, 20, 2))", (2, 30, 20)),
            ("x = layers.Input(shape=(150, 140, 3))\ny = Conv2D(16, 3)(x)", (3, 150, 140)),
            ("cnn = nn.Sequential(nn.Conv2d(1, 16, 5))\nsummary(cnn, (1, 28, 30))", (1, 28, 30)),
            (
                "net = nn.Sequential(nn.Conv2d(3, 8, 3))\nnet(torch.randn(2, 3, 20, 24))",
                (3, 20, 24),
            ),
            ("net = nn.Sequential(nn.Conv1d(3, 8, 3))\nnet(torch.randn(2, 3, 20))", (3, 20)),
            ("nn.Conv2d(3, 8, 3)  # input: 3 x 32 x 40", (3, 32, 40)),
        ],
    )
    def test_it_is_taken_from_the_text(self, text: str, shape: tuple[int, ...]) -> None:
        assert read_network(text).input_shape == shape

    def test_a_text_without_a_size_says_none(self) -> None:
        assert read_network("nn.Conv2d(3, 8, 3)").input_shape is None


class TestMessages:
    def test_channels_that_did_not_fit(self) -> None:
        network = read_network(
            "RuntimeError: Given groups=1, weight of size [64, 3, 5, 5], expected input"
            "[1, 1, 256, 250] to have 3 channels, but got 1 channels instead"
        )
        assert network.input_shape == (1, 256, 250)
        assert parameters(network) == [64 * 3 * 25 + 64]

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


def parameters(network: Network) -> list[int | None]:
    return [row.parameters for row in network.trace().rows]


class TestTables:
    def test_a_row_alone_gives_its_layer(self) -> None:
        network = read_network("conv2d_4 (Conv2D)            (None, 148, 148, 16)      448")
        assert network.input_shape == (3, 150, 150)
        assert parameters(network) == [16 * (3 * 3 * 3) + 16]

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
        assert parameters(network) == [320, 0, 4 * 32, 0, 5408 * 10 + 10]

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
        assert parameters(network) == [64 * 3 * 49, 0, 64 * 56 * 56 * 10 + 10]

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
        assert parameters(network) == [16 * 9 + 16, 0, 16 * 14 * 14 * 10 + 10]

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


class TestOpenNames:
    def test_names_and_calculations_are_followed(self) -> None:
        text = "dim, k = 2**5, 4\nnn.Conv2d(dim, dim * 2, k - 1, padding=(k - 1) // 2)"
        assert last_shape(text, (32, 9, 9)) == (64, 9, 9)

    def test_an_open_name_keeps_the_layer_and_is_asked_for(self) -> None:
        network = read_network("nn.Conv2d(conv_dim, conv_dim * 2, 4)")
        assert network.open_numbers == ("conv_dim",)
        assert network.nodes[0].kind == "Conv2d"
        assert "`conv_dim`" in said("nn.Conv2d(conv_dim, conv_dim * 2, 4)")

    def test_the_number_that_was_asked_for_closes_it(self) -> None:
        network = read_network("nn.Conv2d(conv_dim, conv_dim * 2, 4)", {"conv_dim": 8})
        assert shapes_of(network, (8, 10, 10)) == [(16, 7, 7)]
        assert network.open_numbers == ()

    @pytest.mark.parametrize(
        "text",
        [
            "nn.Conv2d(3, 8, 3, bias=bias)",
            "nn.Conv2d(3, 8, 3).to(device)",
            "nn.Conv2d(3, 8, (3, 3), padding_mode=mode).float()",
            "Conv2D(8, 3, activation=LeakyReLU(0.3))",
            "Conv2D(8, 3, data_format=K.image_data_format(), kernel_initializer=init())",
            "nn.Conv2d(3, 8, 3, padding=(0,))",
        ],
    )
    def test_what_changes_no_shape_costs_no_layer(self, text: str) -> None:
        assert last_shape(text, (3, 10, 10)) == (8, 8, 8)


class TestFunctions:
    def test_a_grouped_convolution_with_shapes_beside_it(self) -> None:
        text = "F.conv2d(x, w, padding=1, groups=3)  # x: 1x3x10x12, w has shape (6, 1, 3, 3)"
        assert kinds_of(text) == ["conv2d"]
        assert last_shape(text) == (6, 10, 12)

    def test_groups_follow_from_the_weight_of_tensorflow(self) -> None:
        text = """
        X = tf.zeros([1, 20, 22, 3])
        w = tf.zeros([3, 3, 1, 6])
        tf.nn.conv2d(X, w, [1, 1, 1, 1], "VALID")
        """
        assert last_shape(text) == (6, 18, 20)


class TestOldKeras:
    def test_one_word_of_keras_1_makes_all_of_it_keras_1(self) -> None:
        text = """
        shape = (30, 30, 3)
        model.add(Convolution2D(64, 7, 7, subsample=(2, 2), border_mode="same", input_shape=shape))
        model.add(Conv2D(8, 3, 5))
        """
        assert shapes_of(read_network(text)) == [(64, 15, 15), (8, 13, 11)]

    def test_two_numbers_after_the_filters_are_asked_about(self) -> None:
        text = "Conv2D(10, 3, 3, input_shape=(28, 28, 1))"
        assert last_shape(text) == (10, (28 - 3) // 3 + 1, 9)
        assert "Keras 1 reads kernel 3x3" in said(text)

    def test_the_old_name_means_the_old_arguments(self) -> None:
        assert last_shape("Convolution2D(6, 5, 5, padding='same', input_shape=(28, 28, 1))") == (
            6,
            28,
            28,
        )


class TestBranches:
    def test_two_layers_side_by_side_are_joined(self) -> None:
        text = """
        class Both(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv1 = nn.Conv2d(1, 24, 3, padding=1)
                self.conv2 = nn.Conv2d(24, 12, 1)
                self.conv3 = nn.Conv2d(24, 12, 3, padding=1)
            def forward(self, x):
                x = self.conv1(x)
                return torch.cat([self.conv2(x), self.conv3(x)], 1)
        """
        network = read_network(text)
        assert network.nodes[-1].inputs == ("conv2", "conv3")
        assert shapes_of(network, (1, 28, 28))[-1] == (12 + 12, 28, 28)

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


class TestSeries:
    def test_embedding_and_series(self) -> None:
        text = """
        model = Sequential()
        model.add(Embedding(5000, 50, input_length=400))
        model.add(Conv1D(256, 5))
        """
        assert shapes_of(read_network(text)) == [(50, 400), (256, 396)]
        assert parameters_of(text) == [5000 * 50, 256 * 5 * 50 + 256]

    def test_video(self) -> None:
        text = "Conv3D(24, 3, input_shape=(10, 20, 30, 3))"
        assert last_shape(text) == (24, 8, 18, 28)


class TestSpelling:
    def test_wrong_capitals_say_what_to_write(self) -> None:
        text = "torch.nn.Conv2D(3, 8, 3)"
        assert last_shape(text, (3, 8, 8)) == (8, 6, 6)
        assert "write nn.Conv2d" in said(text)

    @pytest.mark.parametrize(
        "text",
        [
            "```python\n>>> nn.Conv2d(3, 8, 3, padding_mode=“zeros”)\n```",
            "1 net = nn.Sequential(\n2     nn.Conv2d(3, 8, 3),\n3 )",
            "My layer is `nn.Conv2d(3, 8, 3)`, what comes out?",
            "net = nn.Sequential(\n  nn.Conv2d(3, 8, 3)\n  nn.ReLU()",
        ],
    )
    def test_what_a_page_puts_around_a_program_is_taken_away(self, text: str) -> None:
        assert last_shape(text, (3, 8, 8)) == (8, 6, 6)

    def test_lines_that_are_no_layers_are_one_sentence(self) -> None:
        assert "2 lines" in said("import torch\nepochs = 3\nnn.Conv2d(3, 8, 3)")

    def test_what_is_not_known_ends_the_sizes(self) -> None:
        text = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.Bilinear(8, 8, 2), nn.Conv2d(8, 8, 3))"
        assert shapes_of(read_network(text), (3, 9, 9)) == [(8, 7, 7), None, None]


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


class TestProgramsFollowed:
    def test_a_block_built_in_a_loop_by_a_helper(self) -> None:
        text = """
        def conv(c_in, c_out, k=3, norm=True):
            layers = [nn.Conv2d(c_in, c_out, k, padding=k // 2, bias=not norm)]
            if norm:
                layers.append(nn.BatchNorm2d(c_out))
            return nn.Sequential(*layers)

        class Net(nn.Module):
            def __init__(self, widths=(8, 16)):
                super().__init__()
                channels, blocks = 3, []
                for width in widths:
                    blocks += [conv(channels, width), nn.MaxPool2d(2)]
                    channels = width
                self.blocks = nn.Sequential(*blocks)
                self.head = conv(channels, 5, 1, norm=False)

            def forward(self, x):
                return self.head(self.blocks(x)).mean([2, 3])
        """
        network = read_network(text)
        assert shapes_of(network, (3, 32, 24))[-1] == (5,)
        assert [row.parameters for row in network.trace((3, 32, 24)).rows if row.parameters] == [
            *(3 * 8 * 9, 2 * 8, 8 * 16 * 9, 2 * 16),
            16 * 5 + 5,
        ]

    def test_a_size_that_is_learned_by_trying(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(1, 4, 5)
                self.size = self.conv(torch.zeros(1, 1, 20, 20)).numel()
                self.fc = nn.Linear(self.size, 3)

            def forward(self, x):
                return self.fc(self.conv(x).view(-1, self.size))
        """
        network = read_network(text)
        assert network.input_shape == (1, 20, 20)
        assert [node.name for node in network.nodes] == ["conv", "view", "fc"]
        assert parameters(network) == [4 * 25 + 4, 0, 4 * 16 * 16 * 3 + 3]

    def test_a_layer_that_is_used_twice_counts_once(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(4, 4, 3, padding=1)
            def forward(self, x):
                x = self.conv(x) + x
                return self.conv(x)
        """
        trace = read_network(text).trace((4, 6, 6))
        assert [row.kind for row in trace.rows] == ["Conv2d", "+", "Conv2d"]
        assert trace.parameters == 4 * 4 * 9 + 4

    def test_sizes_of_one_array_given_to_another(self) -> None:
        text = """
        class Up(nn.Module):
            def __init__(self):
                super().__init__()
                self.down = nn.Conv2d(3, 8, 3, 2)
            def forward(self, x):
                y = F.interpolate(self.down(x), size=x.shape[2:], mode="bilinear")
                return torch.cat([x, y], dim=1)
        """
        assert last_shape(text, (3, 15, 17)) == (3 + 8, 15, 17)

    def test_placeholders_and_weights_of_tensorflow_1(self) -> None:
        text = """
        x = tf.placeholder(tf.float32, [None, 784])
        W = tf.Variable(tf.truncated_normal([5, 5, 1, 32], stddev=0.1))
        image = tf.reshape(x, [-1, 28, 28, 1])
        h = tf.nn.relu(tf.nn.conv2d(image, W, strides=[1, 1, 1, 1], padding="SAME"))
        p = tf.nn.max_pool(h, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding="SAME")
        """
        network = read_network(text)
        assert network.input_shape == (784,)
        assert shapes_of(network)[-1] == (32, 14, 14)

    def test_a_merge_of_keras_1(self) -> None:
        text = """
        inputs = Input(shape=(20, 20, 3))
        a = Convolution2D(8, 1, 1)(inputs)
        b = Convolution2D(8, 3, 3, border_mode="same")(inputs)
        model = Model(input=inputs, output=merge([a, b], mode="concat", concat_axis=-1))
        """
        assert last_shape(text) == (16, 20, 20)


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
        assert parameters(network) == [4 * 27 + 4, 4 * 4, 0]


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


class TestProgramsWithMessages:
    def test_the_message_of_the_first_layer_says_what_comes_in(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 5)
            def forward(self, x):
                return self.conv(x)

        RuntimeError: Given groups=1, weight of size [8, 3, 5, 5], expected input[4, 1, 28, 30]
        to have 3 channels, but got 1 channels instead
        """
        assert read_network(text).input_shape == (1, 28, 30)

    def test_a_missing_axis(self) -> None:
        network = read_network(
            "Expected 4-dimensional input for 4-dimensional weight [6, 1, 5, 5], but got"
            " 3-dimensional input of size [16, 28, 28] instead"
        )
        assert network.input_shape == (16, 28, 28)
        assert parameters(network) == [6 * 25 + 6]

    def test_a_text_that_is_too_long_says_how_far_it_is_read(self) -> None:
        assert "5,000 lines" in said("nn.ReLU()\n" * 5_001)


class TestCallsAsTheyAreWritten:
    def test_of_several_networks_the_last_is_read_and_said(self) -> None:
        text = """
        first = nn.Sequential(nn.Conv2d(3, 8, 3))
        second = nn.Sequential(nn.Conv2d(3, 9, 3))
        """
        assert last_shape(text, (3, 9, 9)) == (9, 7, 7)
        assert "`second`" in said(text)

    def test_a_model_that_moves_to_a_device_is_the_one_that_was_made(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self, width=4):
                super().__init__()
                self.conv = nn.Conv2d(3, width, 3)
            def forward(self, x):
                return self.conv(x)
        model = Net(width=7).to(device)
        """
        assert last_shape(text, (3, 9, 9)) == (7, 7, 7)

    def test_a_size_asked_of_a_transposed_layer(self) -> None:
        text = """
        down = nn.Conv2d(16, 16, 3, stride=2, padding=1)
        up = nn.ConvTranspose2d(16, 16, 3, stride=2, padding=1)
        x = torch.randn(1, 16, 12, 11)
        up(down(x), output_size=x.size())
        """
        assert shapes_of(read_network(text)) == [(16, 6, 6), (16, 12, 11)]

    def test_layers_that_are_called_in_a_loop(self) -> None:
        text = """
        model = nn.Sequential(nn.Conv1d(1, 4, 3), nn.ReLU(), nn.MaxPool1d(2))
        x = torch.randn(8, 1, 100)
        for layer in model:
            x = layer(x)
            print(x.shape)
        """
        assert shapes_of(read_network(text)) == [(4, 98), (4, 98), (4, 49)]

    def test_a_layer_that_is_put_in_the_place_of_another(self) -> None:
        text = """
        net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8))
        net[0] = nn.Conv2d(1, 8, 5)
        net.add_module("pool", nn.MaxPool2d(2))
        """
        assert shapes_of(read_network(text), (1, 28, 28)) == [(8, 24, 24), (8, 24, 24), (8, 12, 12)]


def test_a_weight_of_no_size_is_no_layer():
    text = "a.weight torch.Size([8, 3, 3, 3])\nb.weight torch.Size([0, 8, 3, 3])"
    assert [node.name for node in read_network(text).nodes] == ["a"]
