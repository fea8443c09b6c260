"""The scenario in its one-channel form: the first channel under the first kernel."""

from dataclasses import replace

import numpy as np

from ui.state.scenario import Scenario


def one_channel(scenario: Scenario) -> Scenario:
    """Keep the first channel and the first filter's first kernel, without a bias.

    The geometry is that of the scenario: where windows lie does not depend on channels.
    """
    spec = replace(scenario.spec, in_channels=1, out_channels=1, groups=1, bias=False)
    return replace(
        scenario,
        input=scenario.input[:1],
        channel_names=scenario.channel_names[:1],
        weight=scenario.weight[:1, :1],
        exact_weight=scenario.exact_weight[:1, :1],
        bias=np.zeros(1, dtype=int),
        spec=spec,
    )
