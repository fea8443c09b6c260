"""What lesson 7 claims: the memory of patch matrices, and what each way to the maps takes here."""

from typing import Any

from bench.engine import machine
from conv_engine.other_ways import winograd_multiplications
from ui.lessons.matrix.measurements import LAYERS, held_megabytes, time_ways
from ui.state.keys import MEASURED_LAYER


def measured() -> dict[str, Any]:
    """Measure every layer that the lesson offers, once.

    Returns
    -------
    dict
        Can be written as JSON: the machine, and for each layer its costs and every way's.
    """
    layers = {}
    for key, layer in LAYERS.items():
        layers[MEASURED_LAYER.title(key)] = {
            "multiply-adds": layer.spec.multiply_adds(layer.input_shape),
            "multiplications of Winograd F(2x2,3x3)": winograd_multiplications(
                layer.spec, layer.input_shape
            ),
            "ways": {
                way: {"ms": round(took, 2), "MB held": round(held_megabytes(way, layer), 1)}
                for way, took in time_ways(layer).items()
            },
        }
    here = {name: machine()[name] for name in ("cores", "load", "numpy", "blas")}
    return {"machine": here, "layers": layers}
