"""A layer and how a film shows it: its caption, and the colours of its channels."""

from dataclasses import dataclass

from colours import channel_colours
from conv_engine import Layer
from conv_engine.numeric import symmetric_limit


@dataclass(frozen=True, eq=False)
class FilmedLayer:
    """What a film is made of.

    Parameters
    ----------
    layer : Layer
        Of numbers with at most two decimals (`conv_engine.quantise`).
    caption : str
        Such as the call that makes the layer.
    full_hue : float, optional
        The input value that has a channel's full hue, 255 for a picture; by default the greatest
        of each channel.
    """

    layer: Layer
    caption: str = ""
    full_hue: float | None = None

    @property
    def hues(self) -> tuple[str, ...]:
        """Identity colour of each input channel."""
        return channel_colours(self.layer.channel_names, self.layer.spec.in_channels)

    def peak(self, channel: int) -> float:
        """Return the input value that has a channel's full hue.

        Examples
        --------
        >>> layer = Layer.of([[[1, -3]], [[0, 0]]], [[[[1]], [[1]]]])
        >>> FilmedLayer(layer).peak(0), FilmedLayer(layer).peak(1)  # of zeros any will do
        (3.0, 1.0)
        """
        return self.full_hue or symmetric_limit(self.layer.input[channel])
