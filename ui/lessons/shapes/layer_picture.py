"""A layer drawn small, by its shapes alone: its channels, one filter, their sum, and its maps."""

from collections.abc import Sequence
from dataclasses import dataclass

from colours import channel_colours, mix, theme
from conv_engine import ConvSpec
from conv_engine.networks.axes import order_written
from conv_engine.samples import RGB
from text import COUNTED_CHANNELS, count_text, shape_text
from ui.lessons.shapes.words import sums as words

WIDTH, HEIGHT = 510, 172
MOST_SLABS = 4
"""Channels, kernels and maps that are drawn; more of them are dots."""
BEHIND = 9
"""Units by which a slab stands to the right of the one before it, and above it."""
INPUT, KERNEL, MAP = 72, 44, 62
"""Sides of the slabs."""
INPUT_LEFT, KERNEL_LEFT, PLUS, MAP_LEFT = 8, 166, 316, 392
BOTTOM = 122
"""Where the first slab of each stack ends."""
MIDDLE = BOTTOM - 40
LARGEST_GRID = 7
"""Weights along a side of a kernel that is drawn cell by cell."""
SMALLEST_WINDOW = 16


@dataclass(frozen=True)
class LayerPicture:
    """Draws one layer as SVG.

    Parameters
    ----------
    spec : ConvSpec
    input_shape, output_shape : (C, H, W)
    channels_last : bool
        Whether the filter is written as Keras does, height x width x channels.
    dark : bool
        For dark paper.
    """

    spec: ConvSpec
    input_shape: Sequence[int]
    output_shape: Sequence[int]
    channels_last: bool = False
    dark: bool = False

    @property
    def depth(self) -> int:
        """Channels that a filter sees."""
        return self.spec.weight_shape[1]

    @property
    def svg(self) -> str:
        """The whole picture."""
        box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
        parts = (self._input(), self._times(), self._filter(), self._sum(), self._maps())
        return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{"".join(parts)}</svg>'

    @property
    def _hues(self) -> Sequence[str]:
        channels = self.input_shape[0]
        drawn = min(channels, MOST_SLABS)
        return channel_colours(RGB if channels == len(RGB) else (), drawn)

    def _input(self) -> str:
        """Draw the channels with the window on each that the filter sees."""
        drawn = []
        for channel, hue in reversed(list(enumerate(self._hues))):
            seen = channel < self.depth
            x, y = _corner(INPUT_LEFT, INPUT, channel)
            drawn.append(self._slab(x, y, INPUT, hue, 0.35 if seen else 0.08))
            if seen:
                drawn.append(self._frame(x + 10, y + 12, *self._window))
        channels, *sides = self.input_shape
        label = self._label(
            INPUT_LEFT + 52, count_text(channels, *COUNTED_CHANNELS), shape_text(sides)
        )
        return "".join(drawn) + self._dots(INPUT_LEFT, INPUT, channels) + label

    @property
    def _window(self) -> tuple[float, float]:
        """Width and height of the window on the input, to scale where it can be seen."""
        extents = self.spec.effective_kernel_size
        rows, columns = (
            min(max(INPUT * extent / size, SMALLEST_WINDOW), INPUT - 24)
            for extent, size in zip(extents, self.input_shape[-2:], strict=True)
        )
        return columns, rows

    def _times(self) -> str:
        return self._words((INPUT_LEFT + 142), MIDDLE + 6, "×", 18)

    def _filter(self) -> str:
        """Draw a kernel for each channel that the first filter sees."""
        drawn = []
        for channel, hue in reversed(list(enumerate(self._hues[: self.depth]))):
            x, y = _corner(KERNEL_LEFT, KERNEL, channel, MIDDLE + KERNEL / 2)
            drawn.append(self._slab(x, y, KERNEL, hue, 0.35) + self._grid(x, y))
        filters, *block = self.spec.weight_shape
        title = count_text(filters, *words.FIRST_FILTER)
        written = shape_text(order_written(tuple(block), self.channels_last))
        label = self._label(KERNEL_LEFT + 34, title, written)
        dots = self._dots(KERNEL_LEFT, KERNEL, self.depth, MIDDLE + KERNEL / 2)
        return "".join(drawn) + dots + label

    def _grid(self, x: float, y: float) -> str:
        """Draw the lines between the weights of a kernel."""
        rows, columns = self.spec.kernel_size
        if max(rows, columns) > LARGEST_GRID:
            return ""
        down = [KERNEL * row / rows for row in range(1, rows)]
        right = [KERNEL * column / columns for column in range(1, columns)]
        path = "".join(f"M{x} {y + at}h{KERNEL}" for at in down)
        path += "".join(f"M{x + at} {y}v{KERNEL}" for at in right)
        return f'<path d="{path}" stroke="{theme(self.dark).paper}" fill="none"/>'

    def _sum(self) -> str:
        """Lead each channel into one plus, where there are several; the bias comes after it."""
        lines, shades = [], theme(self.dark)
        for channel, hue in enumerate(self._hues[: self.depth]):
            x, y = _corner(KERNEL_LEFT, KERNEL, channel, MIDDLE + KERNEL / 2)
            start, end = x + KERNEL + 3, PLUS - 15 * (self.depth > 1)
            y += KERNEL / 2
            bend = f"C{start + 36} {y} {end - 30} {MIDDLE} {end} {MIDDLE}"
            lines.append(f'<path d="M{start} {y}{bend}" stroke="{hue}" stroke-width="2.5"/>')
        is_sum, begin = self.depth > 1, PLUS + 16 * (self.depth > 1)
        circle = f'<circle cx="{PLUS}" cy="{MIDDLE}" r="13" fill="{shades.paper}"/>'
        sign = f"M{PLUS - 7} {MIDDLE}h14M{PLUS} {MIDDLE - 7}v14" if is_sum else ""
        arrow = f"M{begin} {MIDDLE}H{PLUS + 54}m-7 -6l7 6l-7 6"
        ink = f'stroke="{shades.ink}" stroke-width="2"'
        bias = words.PLUS_BIAS if self.spec.bias else ""
        label = self._label(PLUS, words.THEIR_SUM if is_sum else words.NO_SUM, bias)
        return (
            f'<g fill="none">{"".join(lines)}<g {ink}>{circle if is_sum else ""}'
            f'<path d="{sign}{arrow}"/></g></g>{label}'
        )

    def _maps(self) -> str:
        """Draw the feature maps, one for each filter, with the cell of the window in the first."""
        shades = theme(self.dark)
        maps, *sides = self.output_shape
        drawn = []
        for number in reversed(range(min(maps, MOST_SLABS))):
            x, y = _corner(MAP_LEFT, MAP, number)
            drawn.append(self._slab(x, y, MAP, shades.ink, 0.1))
        x, y = _corner(MAP_LEFT, MAP, 0)
        cell = self._frame(x + 10, y + 12, 8, 8)
        label = self._label(MAP_LEFT + 48, count_text(maps, *words.FEATURE_MAPS), shape_text(sides))
        return "".join(drawn) + cell + self._dots(MAP_LEFT, MAP, maps) + label

    def _slab(self, x: float, y: float, side: float, hue: str, share: float) -> str:
        fill = mix(hue, theme(self.dark).paper, share)
        edge = mix(hue, theme(self.dark).paper, min(1, share + 0.5))
        box = f'x="{x}" y="{y}" width="{side}" height="{side}" rx="2"'
        return f'<rect {box} fill="{fill}" stroke="{edge}" stroke-width="1.5"/>'

    def _frame(self, x: float, y: float, width: float, height: float) -> str:
        box = f'x="{x}" y="{y}" width="{width}" height="{height}"'
        return f'<rect {box} fill="none" stroke="{theme(self.dark).ink}" stroke-width="2"/>'

    def _dots(self, left: float, side: float, count: int, bottom: float = BOTTOM) -> str:
        """Stand for the slabs that are not drawn."""
        if count <= MOST_SLABS:
            return ""
        x, y = _corner(left, side, MOST_SLABS, bottom)
        return self._words(x + side - 2, y + 8, "…", 18)

    def _label(self, x: float, first: str, second: str) -> str:
        return self._words(x, BOTTOM + 22, first) + self._words(x, BOTTOM + 41, second)

    def _words(self, x: float, y: float, text: str, size: float = 14) -> str:
        style = f'font-family="sans-serif" font-size="{size}" text-anchor="middle"'
        return f'<text x="{x}" y="{y}" {style} fill="{theme(self.dark).ink}">{text}</text>'


def _corner(left: float, side: float, place: int, bottom: float = BOTTOM) -> tuple[float, float]:
    """Return where a slab of a stack begins; the first stands in front."""
    return left + place * BEHIND, bottom - side - place * BEHIND
