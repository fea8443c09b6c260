"""Classes of a text's own that come from layers, arrays that a model learns, and moved samples."""

from files.network_text import read_network
from tests.files.read_networks import kinds_of, last_shape, learned, parameters_of, shapes_of


class TestClassesThatComeFromOthers:
    def test_a_class_that_comes_from_a_layer_is_that_layer(self) -> None:
        text = """
        class Causal(nn.Conv1d):
            def __init__(self, i, o, k, dilation=1):
                super().__init__(i, o, k, padding=(k - 1) * dilation, dilation=dilation)
            def forward(self, x):
                return super().forward(x)[:, :, :x.size(2)]
        net = nn.Sequential(Causal(2, 6, 3, dilation=4), nn.Tanh())
        """
        assert last_shape(text, (2, 50)) == (6, 50)
        assert parameters_of(text, (2, 50))[0] == 6 * (2 * 3 + 1)

    def test_a_class_that_comes_from_a_container_holds_its_layers(self) -> None:
        text = """
        class Dense(nn.ModuleDict):
            def __init__(self):
                super().__init__()
                for i in range(3):
                    self.add_module("layer%d" % i, nn.Conv2d(4 + 2 * i, 2, 3, padding=1))
            def forward(self, x):
                found = [x]
                for name, layer in self.items():
                    found.append(layer(torch.cat(found, 1)))
                return torch.cat(found, 1)
        net = Dense()
        """
        assert last_shape(text, (4, 9, 9)) == (4 + 3 * 2, 9, 9)
        weights = [2 * (channels * 9 + 1) for channels in (4, 6, 8)]
        assert read_network(text).trace((4, 9, 9)).parameters == sum(weights)

    def test_a_layer_tells_its_settings(self) -> None:
        text = """
        class Same(nn.Conv2d):
            def forward(self, x):
                x = F.pad(x, [self.kernel_size[1] // 2] * 2 + [self.kernel_size[0] // 2] * 2)
                return F.conv2d(x, self.weight, self.bias, self.stride, self.padding, self.dilation)
        net = nn.Sequential(Same(3, 8, 5, stride=2))
        """
        assert last_shape(text, (3, 20, 30)) == (8, 10, 15)


class TestLearnedArrays:
    def test_an_array_that_a_function_is_given_counts_once(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.w = nn.Parameter(torch.randn(8, 3, 3, 3))
                self.b = nn.Parameter(torch.zeros(8))
                self.scale = nn.Parameter(torch.ones(1))
            def forward(self, x):
                return F.conv2d(x, self.w, self.b) * self.scale
        """
        network = read_network(text)
        assert network.trace((3, 10, 10)).parameters == 8 * 27 + 8 + 1
        assert dict(network.unused) == {"scale": 1}

    def test_a_split_weight_has_a_length_for_each_filter(self) -> None:
        text = "nn.Sequential(weight_norm(nn.Conv2d(3, 8, 3)), spectral_norm(nn.Conv2d(8, 4, 1)))"
        assert parameters_of(text, (3, 9, 9)) == [8 * 27 + 8 + 8, 4 * 8 + 4]


class TestMovedSamples:
    def test_heads_are_taken_apart_along_the_first_axis(self) -> None:
        text = """
        class Attention(nn.Module):
            def __init__(self):
                super().__init__()
                self.qkv = nn.Linear(12, 3 * 12)
            def forward(self, x):
                b, n, c = x.shape
                q, k, v = self.qkv(x).reshape(b, n, 3, 2, c // 2).permute(2, 0, 3, 1, 4)
                scores = q @ k.transpose(-2, -1)
                return (scores.softmax(-1) @ v).transpose(1, 2).reshape(b, n, c)
        """
        shapes = shapes_of(read_network(text), (7, 12))
        assert (3, 2, 7, 6) in shapes
        assert (2, 7, 7) in shapes
        assert shapes[-1] == (7, 12)

    def test_a_part_of_every_other_cell_is_half_as_large(self) -> None:
        text = """
        class Focus(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(12, 16, 1)
            def forward(self, x):
                parts = [x[..., i::2, j::2] for i in (0, 1) for j in (0, 1)]
                return self.conv(torch.cat(parts, 1))
        """
        assert last_shape(text, (3, 8, 6)) == (16, 4, 3)

    def test_a_model_of_two_inputs_is_given_both(self) -> None:
        text = """
        class Twins(nn.Module):
            def __init__(self):
                super().__init__()
                self.conv = nn.Conv2d(1, 4, 3)
            def forward(self, left, right):
                return self.conv(left) - self.conv(right)
        """
        network = read_network(text)
        assert len(network.inputs) == 2
        assert network.trace((1, 8, 8)).parameters == 4 * 9 + 4


class TestOtherLayers:
    def test_what_was_pooled_is_put_back(self) -> None:
        text = """
        class Net(nn.Module):
            def __init__(self):
                super().__init__()
                self.pool = nn.MaxPool2d(2, return_indices=True)
                self.unpool = nn.MaxUnpool2d(2)
            def forward(self, x):
                size = x.size()
                x, where = self.pool(x)
                return self.unpool(x, where, output_size=size)
        """
        assert shapes_of(read_network(text), (4, 9, 8)) == [(4, 4, 4), (4, 9, 8)]

    def test_a_decoder_looks_at_another_sequence(self) -> None:
        width, hidden = 8, 16
        attention, norm = 4 * (width * width + width), 2 * width
        behind = 2 * width * hidden + hidden + width
        text = (
            "layer = nn.TransformerDecoderLayer(8, 2, 16)\n"
            "y = nn.TransformerDecoder(layer, 3)(torch.rand(5, 1, 8), torch.rand(9, 1, 8))"
        )
        network = read_network(text)
        assert network.input_shape == (5, 8)
        assert network.trace().parameters == 3 * (2 * attention + behind + 3 * norm)
        assert shapes_of(network) == [(5, 8)]

    def test_a_cell_takes_one_step(self) -> None:
        text = (
            "cell = nn.LSTMCell(10, 20)\nh, c = cell(torch.randn(3, 10))\ny = nn.Linear(20, 5)(h)"
        )
        assert shapes_of(read_network(text)) == [(20,), (5,)]
        assert parameters_of(text)[0] == 4 * 20 * (10 + 20 + 2)

    def test_functions_of_keras_ops_take_their_directions_from_the_kernel(self) -> None:
        text = (
            "x = np.ones((1, 32, 30, 3))\nw = np.ones((3, 3, 3, 16))\n"
            'y = keras.ops.conv(x, w, strides=2, padding="same")\ny = keras.ops.max_pool(y, 2)'
        )
        assert shapes_of(read_network(text)) == [(16, 16, 15), (16, 8, 7)]

    def test_maps_with_a_state_have_four_gates(self) -> None:
        text = "model = Sequential([Input((5, 12, 10, 1)), ConvLSTM2D(6, 3, padding='same')])"
        assert shapes_of(read_network(text)) == [(6, 12, 10)]
        assert parameters_of(text) == [4 * 6 * (9 * (1 + 6) + 1)]


class TestOnnx:
    def test_pads_are_begins_then_ends(self) -> None:
        text = "nn.Conv2d(3, 8, 3, stride=2, pads=[1, 1, 0, 0])"
        assert last_shape(text, (3, 20, 21)) == (8, 10, 10)
        assert "nn.ZeroPad2d((1, 0, 1, 0))" in read_network(text).problems[0].sentence

    def test_nodes_are_joined_by_the_names_of_what_they_take(self) -> None:
        text = """
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 33, 30])
        W = np.ones((16, 3, 5, 5))
        a = helper.make_node("Conv", ["x", "W"], ["c"], kernel_shape=[5, 5], auto_pad="SAME_LOWER")
        b = helper.make_node("MaxPool", ["c"], ["p"], kernel_shape=[2, 2], strides=[2, 2])
        """
        assert kinds_of(text) == ["Conv", "MaxPool"]
        assert shapes_of(read_network(text)) == [(16, 33, 30), (16, 16, 15)]

    def test_filters_that_no_weight_tells_are_asked_for(self) -> None:
        text = "Conv(kernel_shape=[3, 3], pads=[0, 0, 1, 1])"
        (asked,) = read_network(text).open_numbers
        network = read_network(text, {asked: 8})
        assert shapes_of(network, (3, 20, 20)) == [(8, 19, 19)]

    def test_filters_follow_from_what_a_graph_says_of_its_results(self) -> None:
        text = """
        x = helper.make_tensor_value_info("x", TensorProto.FLOAT, [1, 3, 64, 64])
        y = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1, 32, 16, 16])
        middle = helper.make_tensor_value_info("a", TensorProto.FLOAT, [1, 16, 32, 32])
        nodes = [
            helper.make_node("Conv", ["x", "w"], ["a"], kernel_shape=[3, 3], strides=[2, 2],
                             pads=[1, 1, 1, 1]),
            helper.make_node("Conv", ["a", "v"], ["b"], kernel_shape=[3, 3], pads=[1, 1, 1, 1]),
            helper.make_node("Relu", ["b"], ["c"]),
            helper.make_node("MaxPool", ["c"], ["y"], kernel_shape=[2, 2], strides=[2, 2]),
        ]
        model = helper.make_model(helper.make_graph(nodes, "net", [x], [y], value_info=[middle]))
        """
        network = read_network(text)
        assert network.open_numbers == ()
        assert shapes_of(network)[-1] == (32, 16, 16)
        assert learned(network) == [16 * 3 * 9, 32 * 16 * 9, 0, 0]

    def test_an_initializer_says_the_shape_of_a_weight(self) -> None:
        text = """
        w = numpy_helper.from_array(np.zeros((8, 3, 5, 5)), name="w")
        conv = helper.make_node("Conv", ["x", "w"], ["y"], kernel_shape=[5, 5])
        """
        assert last_shape(text, (3, 20, 20)) == (8, 16, 16)


class TestLostIndentation:
    def test_a_program_without_indentation_is_read(self) -> None:
        text = """class Net(nn.Module):
def __init__(self, blocks=2):
super().__init__()
layers = []
for i in range(blocks):
layers.append(nn.Conv2d(3 if i == 0 else 8, 8, 3,
padding=1))
self.body = nn.Sequential(*layers)
self.skip = None
if blocks > 1:
self.skip = nn.Conv2d(3, 8, 1)
else:
self.skip = nn.Identity()
def forward(self, x):
y = self.body(x)
if self.skip is not None:
y = y + self.skip(x)
return F.relu(y)
net = Net()
"""
        assert parameters_of(text, (3, 9, 9))[:3] == [8 * 28, 8 * 73, 8 * 4]
        assert last_shape(text, (3, 9, 9)) == (8, 9, 9)


class TestMessages:
    def test_a_message_of_a_linear_layer_tells_the_input_of_the_program(self) -> None:
        text = """
        net = nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(500, 10))
        RuntimeError: mat1 and mat2 shapes cannot be multiplied (64x1352 and 500x10)
        """
        assert 8 * 13 * 13 == 1352
        assert read_network(text).input_shape == (1, 28, 28)

    def test_what_arrived_is_said_without_a_layer(self) -> None:
        text = (
            "Given input size: (64x1x2). Calculated output size: (64x0x1). Output size is too small"
        )
        network = read_network(text)
        assert network.input_shape == (64, 1, 2)
        assert "64 x 1 x 2" in network.problems[0].sentence


class TestProgramsOfPackages:
    def test_a_block_that_is_imported_is_read(self) -> None:
        text = """
        from torchvision.ops import Conv2dNormActivation, SqueezeExcitation as Gate
        net = nn.Sequential(Conv2dNormActivation(3, 8, 3, stride=2), Gate(8, 2))
        """
        assert last_shape(text, (3, 20, 21)) == (8, 10, 11)
        counted = 8 * 27 + 2 * 8 + (2 * 8 + 2) + (8 * 2 + 8)
        assert read_network(text).trace((3, 20, 21)).parameters == counted

    def test_copies_of_a_layer_have_weights_of_their_own(self) -> None:
        text = """
        import copy
        layer = nn.Conv2d(4, 4, 3, padding=1)
        net = nn.Sequential(*[copy.deepcopy(layer) for _ in range(3)], layer, layer)
        """
        assert parameters_of(text, (4, 8, 8)) == [148, 148, 148, 148, 0]
        assert 4 * (4 * 9 + 1) == 148

    def test_settings_are_kept_in_a_dataclass_or_a_partial_function(self) -> None:
        text = """
        from functools import partial
        @dataclass
        class Plan:
            width: int
            kernel: int = 5
        plan = Plan(12)
        conv = partial(nn.Conv2d, 3, kernel_size=plan.kernel, bias=False)
        net = nn.Sequential(conv(plan.width), nn.ReLU())
        """
        assert parameters_of(text, (3, 9, 9))[0] == 12 * 3 * 25

    def test_a_pattern_of_names_splits_and_joins_axes(self) -> None:
        text = """
        from einops.layers.torch import Rearrange
        net = nn.Sequential(
            Rearrange("b c (h p1) (w p2) -> b (h w) (p1 p2 c)", p1=8, p2=8), nn.Linear(192, 10)
        )
        """
        assert shapes_of(read_network(text), (3, 32, 48)) == [(4 * 6, 8 * 8 * 3), (24, 10)]

    def test_a_layer_that_replaces_one_of_an_absent_model_has_no_sizes(self) -> None:
        text = """
        model = torchvision.models.efficientnet_b0(weights=None)
        model.classifier[1] = nn.Linear(1280, 10)
        """
        assert shapes_of(read_network(text), (3, 224, 224)) == [None, None]
        assert parameters_of(text, (3, 224, 224))[1] == 1280 * 10 + 10
