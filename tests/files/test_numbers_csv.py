"""The numbers of a step as a table: read back, they add up."""

import csv
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from conv_engine import step_at
from files.numbers_csv import step_as_csv
from tests.conv_engine.random_layers import RandomLayer, layers


@given(layers(), st.sampled_from([1, 10, 100]))
@settings(max_examples=50)
def test_products_channel_sums_bias_and_output_add_up_as_they_are_written(
    layer: RandomLayer, per: int
) -> None:
    step = step_at(layer.input, layer.weight / per, layer.bias / per, 0, 0, 0, **layer.geometry)
    first, second, third = step_as_csv(step).decode().split("\n\n")
    taps = list(csv.DictReader(first.splitlines()))
    assert len(taps) == step.partial_products.size
    totals: dict[str, Decimal] = {}
    for tap in taps:
        product = Decimal(tap["patch"]) * Decimal(tap["kernel"])
        assert product == Decimal(tap["product"])
        totals[tap["channel"]] = totals.get(tap["channel"], Decimal(0)) + product
    sums = {
        row["channel"]: Decimal(row["channel sum"]) for row in csv.DictReader(second.splitlines())
    }
    assert totals == sums
    (result,) = csv.DictReader(third.splitlines())
    assert sum(sums.values()) == Decimal(result["sum of channel sums"])
    assert sum(sums.values()) + Decimal(result["bias"]) == Decimal(result["output"])
