"""Write networks of Keras and what each layer gives: `python make_keras_networks.py`, Keras 3.15.

The results are stored channels first, without samples, by the names of the layers.
"""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import keras
import numpy as np
from keras import layers

HERE = Path(__file__).parent


def make_maps() -> keras.Model:
    """Every layer of two directions, a model in a model that is called twice, two outputs."""
    picture = keras.Input((9, 8, 3), name="picture")
    x = layers.Rescaling(1 / 4, offset=-0.5, name="scaled")(picture)
    x = layers.ZeroPadding2D(((1, 0), (2, 1)), name="framed")(x)
    x = layers.Conv2D(4, 3, strides=2, padding="same", activation="relu", name="first")(x)
    x = layers.BatchNormalization(name="normal")(x)
    y = layers.DepthwiseConv2D(3, depth_multiplier=2, padding="same", name="deep")(x)
    y = layers.LeakyReLU(name="leaky")(y)
    y = layers.SeparableConv2D(4, 3, padding="same", activation="gelu", name="mixed")(y)
    block = keras.Sequential(
        [layers.Conv2D(4, 1, groups=2, name="grouped"), layers.Activation("silu", name="silu")],
        name="block",
    )
    y = block(y)
    x = layers.Add(name="sum")([block(x), y])
    x = layers.Concatenate(name="joined")([x, y, layers.Subtract(name="minus")([x, y])])
    x = layers.MaxPooling2D(2, padding="same", name="largest")(x)
    x = layers.AveragePooling2D(2, strides=1, padding="same", name="means")(x)
    x = layers.Conv2DTranspose(5, 3, strides=2, padding="same", name="up")(x)
    x = layers.PReLU(shared_axes=[1, 2], name="learned")(x)
    x = layers.LayerNormalization(name="even")(x)
    x = layers.UpSampling2D((1, 2), name="wide")(x)
    x = layers.UpSampling2D((2, 1), interpolation="bilinear", name="high")(x)
    x = layers.Cropping2D(((5, 0), (0, 2)), name="cut")(x)
    gate = layers.GlobalAveragePooling2D(keepdims=True, name="mean")(x)
    x = layers.Multiply(name="gated")([x, layers.Dense(5, "sigmoid", name="gate")(gate)])
    kept = layers.GlobalMaxPooling2D(name="highest")(x)
    x = layers.Conv2D(2, (2, 3), dilation_rate=2, name="dilated")(x)
    x = layers.Permute((2, 1, 3), name="turned")(x)
    x = layers.ReLU(6.0, name="shifted")(x + 3.0) * (1 / 6)
    x = layers.Flatten(name="flat")(layers.Dropout(0.5, name="dropped")(x))
    classes = layers.Dense(3, "softmax", name="classes")(x)
    return keras.Model(picture, [classes, kept], name="maps")


def make_series() -> keras.Model:
    """A row of layers along a series."""
    return keras.Sequential(
        [
            keras.Input((12, 2), name="series"),
            layers.Conv1D(4, 3, padding="causal", dilation_rate=2, name="past"),
            layers.ReLU(max_value=1.5, negative_slope=0.1, name="bounded"),
            layers.SeparableConv1D(3, 3, strides=2, name="mixed"),
            layers.Conv1DTranspose(3, 4, strides=2, name="up"),
            layers.MaxPooling1D(2, name="largest"),
            layers.ZeroPadding1D(1, name="framed"),
            layers.Reshape((-1, 2, 3), name="laid_out"),
            layers.ELU(name="elu"),
            layers.GlobalAveragePooling2D(name="mean"),
        ],
        name="row",
    )


def draw_numbers(model: keras.Model, random: np.random.Generator) -> None:
    """Give a model numbers of the size that trained ones have; variances are above 0."""
    for weight in model.weights:
        numbers = random.normal(0, 0.5, weight.shape).round(3)
        weight.assign(abs(numbers) + 0.1 if "variance" in weight.name else numbers)


def save_packed(model: keras.Model, path: Path) -> None:
    """Save a model in an archive that is packed, which Keras does not do: it is mostly zeros."""
    model.save(path)
    with ZipFile(path) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)


def channels_first(values: np.ndarray) -> np.ndarray:
    return np.moveaxis(values[0], -1, 0)


def main() -> None:
    random = np.random.default_rng(17)
    held = {}
    for model in (make_maps(), make_series()):
        draw_numbers(model, random)
        save_packed(model, HERE / f"{model.name}.keras")
        given = random.normal(0, 2, (1, *model.input_shape[1:])).astype(np.float32)
        own = [layer for layer in model.layers if not isinstance(layer, layers.InputLayer)]
        named = {layer.name: layer.output for layer in own if layer.name != "block"}
        results = keras.Model(model.inputs, named).predict(given, verbose=0)
        held |= {f"{model.name}/{name}": channels_first(array) for name, array in results.items()}
        held[f"{model.name}/input"] = channels_first(given)
    np.savez_compressed(HERE / "keras_networks.npz", **held)


if __name__ == "__main__":
    main()
