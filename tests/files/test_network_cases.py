"""Networks as people write them, kind by kind: layers, pools, features, functions, spelling.

Values are those of PyTorch and Keras, written as the arithmetic that gives them.
"""

import pytest

from files.network_text import read_network
from tests.files.read_networks import kinds_of, last_shape, parameters_of, said, shapes_of


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

    def test_a_comment_within_a_body_must_fit_the_first_layer(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(3, 8, 3)
                # features here: input of 8 x 8 x 1024
            def forward(self, x):
                return self.conv(x)
        """
        assert read_network(text).input_shape is None

    def test_pictures_of_a_collection_are_resized(self) -> None:
        text = """
        data = datasets.MNIST(root, transform=transforms.Resize((36, 36)))
        net = nn.Sequential(nn.Conv2d(1, 8, 3))
        """
        assert read_network(text).input_shape == (1, 36, 36)
        assert read_network(text.replace("Conv2d(1", "Conv2d(4")).input_shape is None

    def test_an_input_before_loose_layers(self) -> None:
        assert last_shape("layers.Input(shape=(30, 20, 3))\nlayers.Conv2D(8, 3)") == (8, 28, 18)

    def test_a_text_without_a_size_says_none(self) -> None:
        assert read_network("nn.Conv2d(3, 8, 3)").input_shape is None


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

    def test_numbers_that_are_written_out_and_repeated(self) -> None:
        text = """
        sobel = torch.tensor([[1., 0., -1.], [2., 0., -2.], [1., 0., -1.]])
        kernels = sobel.view(1, 1, 3, 3).repeat(3, 1, 1, 1)
        F.conv2d(torch.rand(1, 3, 20, 22), kernels, groups=3)
        """
        assert last_shape(text) == (3, 18, 20)

    def test_a_shape_after_the_call(self) -> None:
        text = 'tf.nn.conv2d(x, w, [1, 2, 2, 1], "SAME"), x (1, 9, 9, 4), w (3, 3, 2, 6)'
        assert last_shape(text, (4, 9, 9)) == (6, 5, 5)

    def test_a_weight_without_a_shape_says_what_is_known_of_it(self) -> None:
        row = read_network("F.conv2d(x, kernels, padding=1, groups=2)").trace((6, 8, 8)).rows[0]
        assert "(filters, 3, rows, columns)" in (row.problem or "")


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
        assert "nn.Conv2d" in said(text)

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

    def test_a_slip_in_the_name_of_a_layer_names_the_nearest(self) -> None:
        row = read_network("Conv2D(16, 3)\nDens(10)").trace((3, 9, 9)).rows[-1]
        assert (row.problem or "").endswith("nearest is Dense")

    def test_what_is_not_known_ends_the_sizes(self) -> None:
        text = "nn.Sequential(nn.Conv2d(3, 8, 3), nn.CosineSimilarity(), nn.Conv2d(8, 8, 3))"
        assert shapes_of(read_network(text), (3, 9, 9)) == [(8, 7, 7), None, None]

    def test_pads_of_a_pooling_may_differ_on_both_sides(self) -> None:
        text = """
        onnx.helper.make_tensor_value_info("x", FLOAT, [1, 4, 14, 14])
        onnx.helper.make_node(
            "MaxPool", ["x"], ["y"], kernel_shape=[3, 3], strides=[2, 2], pads=[0, 0, 1, 1]
        )
        """
        assert last_shape(text) == (4, 7, 7)  # (14 + 1 - 3) // 2 + 1

    def test_pairs_of_features_are_mixed(self) -> None:
        text = """
        class Pairs(nn.Module):
            def __init__(self):
                super().__init__()
                self.left, self.right = nn.Linear(10, 6), nn.Linear(10, 7)
                self.both = nn.Bilinear(6, 7, 5)

            def forward(self, x):
                return self.both(self.left(x), self.right(x))
        """
        row = read_network(text).trace((10,)).rows[-1]
        assert row.output_shape == (5,)
        assert row.parameters == 5 * 6 * 7 + 5
        assert row.multiply_adds == 5 * 6 * 7

    def test_a_bag_of_words_is_one_list(self) -> None:
        assert last_shape("nn.Sequential(nn.EmbeddingBag(100, 8), nn.Linear(8, 2))", (12,)) == (2,)

    def test_layers_are_named_in_pairs(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self, act="lrelu"):
                super().__init__()
                self.acts = nn.ModuleDict([["lrelu", nn.LeakyReLU()], ["prelu", nn.PReLU()]])
                self.conv, self.act = nn.Conv2d(1, 4 << 1, 3), act

            def forward(self, x):
                return self.acts[self.act](self.conv(x))
        """
        assert shapes_of(read_network(text), (1, 9, 9)) == [(8, 7, 7), (8, 7, 7)]

    def test_what_a_first_layer_declares_comes_in(self) -> None:
        text = """
        keras.Sequential([keras.layers.InputLayer(shape=(64, 48, 1)), keras.layers.Conv2D(8, 3)])
        """
        assert read_network(text).input_shape == (1, 64, 48)

    def test_a_sentence_says_how_large_the_pictures_are(self) -> None:
        text = """
        My pictures are 40 x 30 and grey:
        nn.Conv2d(1, 8, 3)
        """
        assert last_shape(text) == (8, 38, 28)

    def test_a_comment_says_rows_and_columns_of_named_channels(self) -> None:
        text = """
        class Critic(nn.Module):
            def __init__(self, nc=3):
                super().__init__()
                self.main = nn.Sequential(
                    # input is (nc) x 64 x 64
                    nn.Conv2d(nc, 8, 4, 2, 1)
                )

            def forward(self, x):
                return self.main(x)
        """
        assert last_shape(text) == (8, 32, 32)
