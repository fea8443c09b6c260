"""Programs that are followed without being run: classes, functions, loops, calls.

Values are those of PyTorch and Keras, written as the arithmetic that gives them.
"""

import pytest

from files.network_text import read_network
from tests.files.read_networks import kinds_of, last_shape, learned, said, shapes_of


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
        assert learned(network) == [4 * 25 + 4, 0, 4 * 16 * 16 * 3 + 3]

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
        assert learned(network) == [6 * 25 + 6]

    def test_a_text_that_is_too_long_says_how_far_it_is_read(self) -> None:
        assert "5,000 lines" in said("nn.ReLU()\n" * 5_001)


class TestSizesThatDecide:
    SHUFFLE = """
    def shuffle(x, groups):
        n, c, h, w = x.size()
        return x.view(n, groups, c // groups, h, w).transpose(1, 2).reshape(n, c, h, w)
    class Net(nn.Module):
        def __init__(self):
            super().__init__()
            self.conv = nn.Conv2d(4, 6, 3)
        def forward(self, x):
            return shuffle(self.conv(x), 2)
    """

    def test_a_program_is_read_for_the_input_that_is_given(self) -> None:
        network = read_network(self.SHUFFLE)
        assert network.input_shape is None
        for rows in (9, 12):
            shapes = shapes_of(network, (4, rows, 8))
            assert shapes[1:3] == [(2, 3, rows - 2, 6), (3, 2, rows - 2, 6)]
            assert shapes[-1] == (6, rows - 2, 6)

    def test_cells_are_added_where_two_sizes_differ(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.pool = nn.MaxPool2d(2)
                self.up = nn.Upsample(scale_factor=2)
            def forward(self, x):
                y = self.up(self.pool(x))
                d = x.size(2) - y.size(2)
                y = F.pad(y, [0, 0, d // 2, d - d // 2])
                return torch.cat([x, y], dim=1)
        """
        assert last_shape(text, (2, 9, 8)) == (4, 9, 8)

    def test_a_layer_without_a_call_counts_as_pytorch_counts_it(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv1 = nn.Conv2d(3, 4, 3)
                self.conv2 = nn.Conv2d(4, 5, 3)
                self.scale = nn.Parameter(torch.ones(4, 1, 1))
            def forward(self, x):
                return self.conv1(x) * self.scale
        model = Net()
        """
        network = read_network(text)
        assert network.unused == {"conv2": 4 * 5 * 9 + 5, "scale": 4}
        assert network.trace((3, 8, 8)).parameters == (3 * 4 * 9 + 4) + (4 * 5 * 9 + 5) + 4
        assert "`conv2`" in said(text)


class TestPythonFollowed:
    def test_a_loop_that_counts_down_and_names_made_of_words(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self, depth=3):
                super().__init__()
                width = 4
                self.first = nn.Conv2d(1, width, 3)
                while depth - 1:
                    setattr(self, "more%d" % depth, nn.Conv2d(width, width + 1, 3))
                    width += 1
                    depth -= 1
            def forward(self, x):
                x = self.first(x)
                for n in (3, 2):
                    x = getattr(self, f"more{n}")(x)
                return self.head(x) if hasattr(self, "head") else x
        net = Net()
        """
        assert shapes_of(read_network(text), (1, 9, 9)) == [(4, 7, 7), (5, 5, 5), (6, 3, 3)]

    def test_a_function_without_a_name_is_called(self) -> None:
        text = """
        act = {"soft": lambda: nn.LeakyReLU(0.2)}
        net = nn.Sequential(nn.Conv2d(3, 4, 3), act["soft"]())
        """
        assert kinds_of(text) == ["Conv2d", "LeakyReLU"]

    def test_an_object_without_a_name_and_layers_beside_a_helper(self) -> None:
        own = """
        class Net(nn.Module):
            def __init__(self, img_shape):
                super().__init__()
                self.conv = nn.Conv2d(img_shape[0], 8, 3)
        Net((2, 9, 9))
        """
        assert last_shape(own, (2, 9, 9)) == (8, 7, 7)
        beside = """
        def conv(c_in, c_out, k):
            return nn.Conv2d(c_in, c_out, k)
        dim = 4
        conv(dim, dim * 2, 5)
        """
        assert last_shape(beside, (4, 9, 9)) == (8, 5, 5)


@pytest.mark.parametrize(
    ("lines", "filters"),
    [
        ("blocks = [nn.Conv2d(3, n, 3) for n in (4, 8)]\ndel blocks[-1]", [4]),
        ("blocks = sum(([nn.Conv2d(3, 3, n), nn.ReLU()] for n in (1, 3)), [])", [3, 3, 3, 3]),
        (
            "blocks = []\nmatch 3:\n    case 1 | 2:\n        blocks.append(nn.Conv2d(3, 4, 3))\n"
            "    case _:\n        blocks.append(nn.Conv2d(3, 6, 3))",
            [6],
        ),
        ("width = 4 if (8 & 7) == 0 else 5\nblocks = [nn.Conv2d(3, width << 1, 3)]", [8]),
        ("args = SimpleNamespace(width=7)\nblocks = [nn.Conv2d(3, args.width, 3)]", [7]),
    ],
)
def test_statements_that_choose_layers_are_followed(lines: str, filters: list[int]) -> None:
    network = read_network(f"{lines}\nmodel = nn.Sequential(*blocks)")
    assert [shape[0] for shape in shapes_of(network, (3, 9, 9)) if shape] == filters


@pytest.mark.parametrize(
    "line",
    [
        "return torch.einsum('nchw,nchw->nc', x, x)",
        "x = torch.einsum('nchw,nchw->nc', x, x)\n        return x + 1",
        "x = torch.roll(torch.einsum('nchw,nchw->nc', x, x), 1)\n        return x",
        "return self.conv2(torch.einsum('nchw,nchw->nchw', x, x))",
    ],
)
def test_a_function_that_is_not_known_ends_the_sizes(line: str) -> None:
    text = f"""
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv, self.conv2 = nn.Conv2d(3, 4, 3), nn.Conv2d(4, 5, 3)

    def forward(self, x):
        x = self.conv(x)
        {line}
"""
    assert shapes_of(read_network(text), (3, 9, 9))[-1] is None


@pytest.mark.parametrize(
    ("line", "is_said"),
    [
        ("if dense: layers.append(nn.Conv2d(8, 16, 3))", True),
        ("if dense: print(layers)", False),
        ("if torch.cuda.is_available(): layers = list(layers)", False),
    ],
)
def test_a_condition_that_stays_open_is_named_where_it_decides(line: str, is_said: bool) -> None:
    text = f"""
layers = [nn.Conv2d(3, 8, 3)]
{line}
net = nn.Sequential(*layers)
"""
    network = read_network(text)
    assert shapes_of(network, (3, 10, 10)) == [(8, 10 - 2, 10 - 2)]
    assert any(problem.line == 3 for problem in network.problems) == is_said


def test_one_of_two_is_taken_for_each_number() -> None:
    text = """
    x = torch.randn(1, 3, 9, 9)
    y = nn.Conv2d(3, 3, 3, padding=1)(x)
    z = torch.where(y > 0, y, x).mul(2)
    """
    assert shapes_of(read_network(text))[-1] == (3, 9, 9)


def test_a_split_of_tensorflow_says_how_many_parts() -> None:
    text = """
    inputs = keras.Input((16, 16, 8))
    left, right = tf.split(inputs, num_or_size_splits=[2, 6], axis=-1)
    model = keras.Model(inputs, layers.Conv2D(4, 3)(right))
    """
    network = read_network(text)
    assert network.trace().parameters == 4 * 6 * 9 + 4
