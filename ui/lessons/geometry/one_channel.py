"""The scenario in its one-channel form: the first channel under the first kernel."""

from dataclasses import replace

import numpy as np

from conv_engine import Layer
from ui.state.scenario import Scenario


def one_channel(scenario: Scenario) -> Scenario:
    """Keep the first channel and the first filter's first kernel, without a bias.

    The geometry is that of the scenario: where windows lie does not depend on channels.
    """
    layer = scenario.layer
    first = Layer(
        input=layer.input[:1],
        weight=layer.weight[:1, :1],
        bias=np.zeros(1, dtype=int),
        spec=replace(layer.spec, in_channels=1, out_channels=1, groups=1, bias=False),
        channel_names=layer.channel_names[:1],
    )
    return replace(scenario, layer=first, exact_weight=scenario.exact_weight[:1, :1])
