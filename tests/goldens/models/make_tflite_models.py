"""Write a small network as TFLite, in floats and in int8: `python make_tflite_models.py`.

TensorFlow 2.21. Parameter p has the numbers ((i + p) mod 64 - 32) / 32. What comes out of int8 is
kept as TFLite's own interpreter reads it, in tflite.npz.
"""

from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

HERE = Path(__file__).parent


def make_net() -> keras.Model:
    picture = keras.Input((8, 8, 3), batch_size=1)
    x = layers.Conv2D(4, 3, strides=2, padding="same", name="first", activation="relu")(picture)
    x = layers.DepthwiseConv2D(3, depth_multiplier=2, name="deep")(x)
    x = layers.Conv2D(6, (1, 2), name="second")(x)
    net = keras.Model(
        picture, layers.Conv2DTranspose(5, 3, strides=2, padding="same", name="up")(x)
    )
    shapes = [np.shape(weight) for weight in net.get_weights()]
    numbers = [(np.arange(np.prod(s)) + place) % 64 - 32 for place, s in enumerate(shapes)]
    net.set_weights([(n / 32).reshape(s) for n, s in zip(numbers, shapes, strict=True)])
    return net


def read_weights(file: Path) -> dict[str, np.ndarray]:
    """The filters and biases of an int8 model, as floats."""
    plain = tf.lite.experimental.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    interpreter = tf.lite.Interpreter(str(file), experimental_op_resolver_type=plain)
    interpreter.allocate_tensors()
    found = {}
    for said in interpreter.get_tensor_details():
        how = said["quantization_parameters"]
        if how["scales"].size > 1 and len(said["shape"]) == 4:
            along = [-1 if axis == how["quantized_dimension"] else 1 for axis in range(4)]
            points = how["zero_points"].reshape(along)
            values = interpreter.get_tensor(said["index"]).astype(np.float32) - points
            name = said["name"].split("/")[1].removesuffix("_1")
            found[name] = (values * how["scales"].reshape(along)).astype(np.float32)
    return found


def main() -> None:
    net = make_net()
    converter = tf.lite.TFLiteConverter.from_keras_model(net)
    (HERE / "net.tflite").write_bytes(converter.convert())
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    (HERE / "net_half.tflite").write_bytes(half_model(net))
    pictures = np.random.default_rng(0).random((4, 1, 8, 8, 3), dtype=np.float32)
    converter.representative_dataset = lambda: ([picture] for picture in pictures)
    (HERE / "net_int8.tflite").write_bytes(converter.convert())
    np.savez_compressed(HERE / "tflite.npz", **read_weights(HERE / "net_int8.tflite"))


def half_model(net: keras.Model) -> bytes:
    converter = tf.lite.TFLiteConverter.from_keras_model(net)
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.target_spec.supported_types = [tf.float16]
    return converter.convert()


if __name__ == "__main__":
    main()
