"""Write a small network in the three ways of Keras: `python make_keras_models.py`, Keras 3.15.

Parameter p of the model has the numbers ((i + p) mod 64 - 32) / 4, in the order of Keras.
"""

from pathlib import Path

import keras
import numpy as np
from keras import layers

HERE = Path(__file__).parent


def make_net() -> keras.Model:
    picture = keras.Input((8, 8, 3), name="picture")
    x = layers.Conv2D(4, 3, strides=2, padding="same", name="first", activation="relu")(picture)
    x = layers.DepthwiseConv2D(3, depth_multiplier=2, name="deep")(x)
    y = layers.SeparableConv2D(6, 3, padding="same", name="mixed")(x)
    inner = layers.Conv2D(6, (1, 3), padding="same", dilation_rate=2, use_bias=False, name="inner")
    z = keras.Sequential([inner, layers.ReLU(name="positive")], name="block")(x)
    x = layers.Add(name="sum")([y, z])
    x = layers.Conv2D(4, 1, groups=2, name="grouped")(x)
    x = layers.Conv2DTranspose(5, 3, strides=2, padding="same", name="up")(x)
    x = layers.GlobalAveragePooling2D(name="mean")(x)
    return keras.Model(picture, layers.Dense(3, name="head")(x), name="net")


def main() -> None:
    net = make_net()
    shapes = [np.shape(weight) for weight in net.get_weights()]
    numbers = [(np.arange(np.prod(s)) + place) % 64 - 32 for place, s in enumerate(shapes)]
    net.set_weights([(n / 4).reshape(s) for n, s in zip(numbers, shapes, strict=True)])
    print([(v.path, v.shape) for v in net.weights])
    net.save(HERE / "net.keras")
    net.save(HERE / "net.h5")
    net.save_weights(HERE / "net.weights.h5")


if __name__ == "__main__":
    main()
