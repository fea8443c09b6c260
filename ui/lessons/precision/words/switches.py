"""What the frameworks do by themselves, and the line that stops it."""

from dataclasses import dataclass

ONLY_NVIDIA = (
    "Only NVIDIA GPUs have TF32, from the Ampere generation of 2020 on. There it is the default "
    "for the convolutions of float32 layers. Nothing in the layer shows it, because its numbers "
    "stay float32. bfloat16 and float16 are used only if you ask for mixed precision. There are "
    "exceptions: the library chooses an algorithm for each layer, and a small layer can get one "
    "that computes in float32."
)
SOURCE = "Source: {source}."
DROPPED_BITS = (
    "GPUs differ in how they drop the bits. This page rounds to the nearest number, and to the "
    "even one if two are equally near. PyTorch's note Numerical accuracy says that only the first "
    "10 bits of the fraction are read. If the rest is cut off, the error of each number can be "
    "twice as large. NVIDIA's own instruction for this, `cvt.rna.tf32.f32`, also rounds to the "
    "nearest number. If two are equally near, it takes the one further from zero (NVIDIA's manual "
    "PTX ISA)."
)


@dataclass(frozen=True)
class Switch:
    """What one framework does with float32 layers on an NVIDIA GPU.

    It does its default unasked; the line brings all digits of float32, and the remark is on that.
    It comes first for a reader who uses the words of this framework.
    """

    framework: str
    title: str
    default: str
    line: str
    remark: str
    source: str


SWITCHES = (
    Switch(
        "keras",
        "Keras on TensorFlow",
        "Convolutions and matrix products are rounded to TF32.",
        "tf.config.experimental.enable_tensor_float_32_execution(False)",
        "It applies to both convolutions and matrix products.",
        "TensorFlow 2.21, API reference of `enable_tensor_float_32_execution`",
    ),
    Switch(
        "keras",
        "Keras on JAX",
        "Convolutions and matrix products may be rounded to TF32.",
        'jax.config.update("jax_default_matmul_precision", "float32")',
        "The name says matmul, but it applies to convolutions too.",
        "JAX, API reference of `jax.default_matmul_precision`, and its page Matmul precision",
    ),
    Switch(
        "pytorch",
        "PyTorch",
        "Convolutions are rounded to TF32, matrix products are not.",
        'torch.backends.cudnn.conv.fp32_precision = "ieee"',
        "Before PyTorch 2.9, write `torch.backends.cudnn.allow_tf32 = False`. Use only one of "
        "the two: if both are set, PyTorch refuses to read the older one. Keras on PyTorch "
        "follows this setting as well.",
        "PyTorch 2.13, notes CUDA semantics and Numerical accuracy",
    ),
)
"""As the frameworks themselves answered when asked (TensorFlow 2.21, PyTorch 2.13), and as written
where they could not be asked (JAX)."""
