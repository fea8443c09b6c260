"""Generators of pictures, whose numbers and whose input the text leaves open."""

import pytest

from files.network_text import read_network
from tests.files.read_networks import last_shape, learned, shapes_of

GENERATOR = """
class Generator(nn.Module):
    def __init__(self, ngpu):
        super().__init__()
        self.main = nn.Sequential(
            nn.ConvTranspose2d(nz, ngf * 8, 4, 1, 0, bias=False),
            nn.ConvTranspose2d(ngf * 8, ngf * 4, 4, 2, 1, bias=False),
            nn.ConvTranspose2d(ngf * 4, ngf * 2, 4, 2, 1, bias=False),
            nn.ConvTranspose2d(ngf * 2, ngf, 4, 2, 1, bias=False),
            nn.ConvTranspose2d(ngf, nc, 4, 2, 1, bias=False),
            nn.Tanh())

    def forward(self, input):
        return self.main(input)
"""
NUMBERS = {"ngf": 64, "nc": 3}
DOUBLING = "nn.ConvTranspose2d(64, 8, 4, 2, 1)"


def test_every_constant_that_is_missing_is_asked_for() -> None:
    assert read_network(GENERATOR).open_numbers == ("nz", "ngf", "nc")


def test_channels_that_stay_open_are_not_those_that_arrive() -> None:
    network = read_network(GENERATOR, NUMBERS)
    assert network.open_numbers == ("nz",)
    first = network.trace((3, 224, 224)).rows[0]
    assert (first.output_shape, first.parameters) == (None, None)


@pytest.mark.parametrize(
    "layer", ["Conv2d(depth, 8, 3)", "Conv2d(in_channels=depth, out_channels=8, kernel_size=3)"]
)
def test_a_convolution_asks_for_its_channels_too(layer: str) -> None:
    assert shapes_of(read_network(f"nn.{layer}"), (3, 8, 8)) == [None]
    assert shapes_of(read_network(f"nn.{layer}", {"depth": 3}), (3, 8, 8)) == [(8, 6, 6)]


def test_a_lazy_layer_and_one_that_counts_what_arrives_take_it() -> None:
    assert last_shape("nn.LazyConv2d(8, 3)", (5, 8, 8)) == (8, 6, 6)
    counting = """
    def forward(x):
        return nn.Conv2d(x.shape[1], 8, 3)(x)
    """
    assert last_shape(counting, (5, 8, 8)) == (8, 6, 6)


def test_a_generator_begins_with_one_cell() -> None:
    network = read_network(GENERATOR, {**NUMBERS, "nz": 100})
    assert (network.input_shape, network.guesses_input) == ((100, 1, 1), True)
    sides = [(1 - 1) * 1 + 4, (4 - 1) * 2 + 4 - 2, 16, 32, 64]
    assert shapes_of(network)[:5] == [
        (channels, side, side) for channels, side in zip((512, 256, 128, 64, 3), sides, strict=True)
    ]
    assert learned(network)[0] == 100 * 512 * 4 * 4 == 819_200


def test_noise_of_one_cell_is_the_input_of_any_transposed_convolution() -> None:
    noise = f"{DOUBLING}\n# z = torch.randn(b, 64, 1, 1)"
    network = read_network(noise)
    assert (network.input_shape, network.guesses_input) == ((64, 1, 1), True)
    assert shapes_of(network) == [(8, 2, 2)]  # (1 - 1) * 2 + 4 - 2 * 1


@pytest.mark.parametrize(
    "text",
    [
        DOUBLING,
        "nn.ConvTranspose2d(64, 8, 4)",
        f"nn.Conv2d(3, 64, 3)\n{DOUBLING}",
        "layers.Conv2DTranspose(64, 4)\nlayers.Conv2DTranspose(8, 4)",
    ],
)
def test_other_networks_do_not(text: str) -> None:
    assert read_network(text).input_shape is None


def test_an_input_that_the_text_says_stays() -> None:
    network = read_network(f"nn.ConvTranspose2d(9, 64, 4)\n{DOUBLING}\n# input: 9 x 2 x 2")
    assert (network.input_shape, network.guesses_input) == ((9, 2, 2), False)
    assert shapes_of(network) == [(64, 5, 5), (8, 10, 10)]
