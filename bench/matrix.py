"""What lesson 7 claims: the memory of patch matrices, and what each way to the maps takes here."""

from typing import Any

from bench.engine import machine
from conv_engine.alternatives import winograd_multiplications
from ui.lessons.matrix.measurements import LAYERS, matrix_megabytes, measure


def measured() -> dict[str, Any]:
    """Measure every layer that the lesson offers, once.

    Returns
    -------
    dict
        Can be written as JSON: the machine, and for each layer its costs and every way's.
    """
    layers = {}
    for title, layer in LAYERS.values():
        layers[title] = {
            "multiply-adds": layer.spec.multiply_adds(layer.input_shape),
            "multiplications of Winograd F(2x2,3x3)": winograd_multiplications(
                layer.spec, layer.input_shape
            ),
            "MB of the patch matrix": round(matrix_megabytes(layer), 1),
            "ways": {
                way: {"ms": round(took.milliseconds, 2), "MB held": round(took.megabytes, 1)}
                for way, took in measure(layer).items()
            },
        }
    here = {name: machine()[name] for name in ("cores", "load", "numpy", "blas")}
    return {"machine": here, "layers": layers}
