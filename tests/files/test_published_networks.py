"""Networks that a text names and does not hold. Numbers are those of torchvision 0.28, Keras 3."""

import pytest

from files.network_text import read_network
from files.networks.published_models import FAMILIES, framework_of_published
from tests.files.read_networks import said, shapes_of

PARAMETERS = {
    "alexnet": 61_100_840,
    "vgg11": 132_863_336,
    "vgg13": 133_047_848,
    "vgg16": 138_357_544,
    "vgg16_bn": 138_365_992,
    "vgg19": 143_667_240,
    "resnet18": 11_689_512,
    "resnet34": 21_797_672,
    "resnet50": 25_557_032,
    "resnet101": 44_549_160,
    "resnet152": 60_192_808,
    "resnext50_32x4d": 25_028_904,
    "wide_resnet50_2": 68_883_240,
    "mobilenet_v2": 3_504_872,
    "squeezenet1_0": 1_248_424,
    "squeezenet1_1": 1_235_496,
    "densenet121": 7_978_856,
    "densenet161": 28_681_000,
    "densenet169": 14_149_480,
    "densenet201": 20_013_928,
    "VGG16": 138_357_544,
    "VGG19": 143_667_240,
    "ResNet50": 25_636_712,
    "ResNet101": 44_707_176,
    "ResNet152": 60_419_944,
    "ResNet50V2": 25_613_800,
    "MobileNet": 4_253_864,
    "MobileNetV2": 3_538_984,
    "Xception": 22_910_480,
    "InceptionV3": 23_851_784,
    "DenseNet121": 8_062_504,
    "DenseNet169": 14_307_880,
    "DenseNet201": 20_242_984,
}


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_published_network_has_as_many_parameters_as_its_documentation_says(name: str) -> None:
    module = "keras.applications" if framework_of_published(name) == "keras" else "models"
    network = read_network(f"model = {module}.{name}(weights=None)")
    trace = network.trace((3, 224, 224))
    assert trace.problems == ()
    assert trace.rows[-1].output_shape == (1000,)
    assert trace.parameters == PARAMETERS[name]


def test_every_published_network_reaches_its_classes() -> None:
    for name in FAMILIES.keys() - PARAMETERS.keys():
        network = read_network(f"{name}()")
        assert shapes_of(network, (3, 224, 224))[-1] == (1000,)


class TestTransfer:
    """A published network with another head, as texts about transfer learning write it."""

    def test_a_layer_is_put_in_the_place_of_the_last(self) -> None:
        text = """
        net = models.resnet18(pretrained=True)
        net.fc = nn.Linear(net.fc.in_features, 4)
        """
        trace = read_network(text).trace((3, 224, 224))
        assert trace.rows[-1].output_shape == (4,)
        assert trace.parameters == 11_689_512 - (512 * 1000 + 1000) + (512 * 4 + 4)

    def test_its_children_are_its_layers(self) -> None:
        text = """
        resnet = models.resnet34()
        model = nn.Sequential(*list(resnet.children())[:-2])
        """
        assert shapes_of(read_network(text), (3, 64, 96))[-1] == (512, 2, 3)

    def test_its_features_are_sliced(self) -> None:
        text = """
        vgg = models.vgg19().features
        model = nn.Sequential(vgg[:4], vgg[4:7])
        """
        assert shapes_of(read_network(text), (3, 64, 64))[-1] == (128, 32, 32)

    def test_a_model_of_keras_goes_on_from_its_output(self) -> None:
        text = """
        base = keras.applications.VGG16(include_top=False, input_shape=(96, 96, 3))
        x = layers.Dense(10)(layers.Flatten()(base.output))
        model = keras.Model(base.input, x)
        """
        network = read_network(text)
        assert network.input_shape == (3, 96, 96)
        assert network.trace().parameters == 14_714_688 + (3 * 3 * 512 * 10 + 10)

    def test_a_model_of_keras_begins_a_sequence(self) -> None:
        text = """
        base = tf.keras.applications.MobileNetV2(input_shape=(160, 160, 3), include_top=False)
        model = tf.keras.Sequential([base, layers.GlobalAveragePooling2D(), layers.Dense(1)])
        """
        network = read_network(text)
        assert network.input_shape == (3, 160, 160)
        assert shapes_of(network)[-3:] == [(1280, 5, 5), (1280,), (1,)]
        assert network.trace().parameters == 2_257_984 + 1281

    def test_a_layer_is_found_by_its_name(self) -> None:
        text = """
        base = keras.applications.MobileNetV2(input_shape=(97, 130, 3), include_top=False)
        model = keras.Model(base.input, base.get_layer("block_6_expand_relu").output)
        """
        assert shapes_of(read_network(text))[-1] == (192, 13, 17)

    def test_what_goes_in_is_scaled_by_its_own_function(self) -> None:
        text = """
        inputs = keras.Input((64, 64, 3))
        x = keras.applications.mobilenet_v2.preprocess_input(inputs)
        model = keras.Model(inputs, layers.Conv2D(8, 3)(x))
        """
        assert shapes_of(read_network(text))[-1] == (8, 62, 62)


@pytest.mark.parametrize(
    "text",
    [
        "model = models.efficientnet_b0()\nmodel.classifier[1] = nn.Linear(1280, 3)",
        "base = keras.applications.NASNetLarge()\nx = layers.Dense(3)(base.output)\n"
        "model = keras.Model(base.input, x)",
        "x = layers.Dense(3)(base.output)",
        "net = find_backbone()\nnet.fc = nn.Sequential(nn.Linear(512, 10), nn.ReLU())",
    ],
)
def test_no_size_is_known_after_a_network_that_is_not_in_the_text(text: str) -> None:
    assert shapes_of(read_network(text), (3, 64, 64))[-1] is None


def test_a_network_that_is_not_known_is_asked_for() -> None:
    network = read_network("model = models.efficientnet_b0()")
    problems = network.trace((3, 224, 224)).problems
    assert "`efficientnet_b0` is a network whose layers are not in the text" in problems[0]
    assert "give the number" not in said("model = models.efficientnet_b0()")
