"""A layer of PyTorch in Keras."""

from collections.abc import Sequence
from dataclasses import asdict, replace

from conv_engine.frameworks.argument_text import argument_text
from conv_engine.frameworks.keras_layers import (
    Conv2D,
    Conv2DTranspose,
    Cropping2D,
    DepthwiseConv2D,
    ZeroPadding2D,
)
from conv_engine.frameworks.pytorch_layers import (
    CircularPad2d,
    Conv2d,
    ConvTranspose2d,
    PyTorchLayer,
    ReflectionPad2d,
    ReplicationPad2d,
    ZeroPad2d,
)
from conv_engine.frameworks.remarks import Remark, Translation, sides, weight_order_remark
from conv_engine.geometry import PadAmounts, PaddingMode, Pair
from conv_engine.spec import ConvSpec
from conv_engine.transposed import TransposedSpec

NOWHERE: PadAmounts = (0, 0), (0, 0)


def to_keras(layer: PyTorchLayer, input_shape: Sequence[int]) -> Translation:
    """Return layers of Keras that do what a layer of PyTorch does.

    Parameters
    ----------
    layer : PyTorchLayer
    input_shape : (C, H, W) or (N, C, H, W)

    Returns
    -------
    Translation
        Without layers for padding with anything but zeros, for stride and dilation together, and
        for a transposed convolution in groups; the last remark then has what to write.

    Raises
    ------
    ValueError
        If the layer does not take such an input.

    Examples
    --------
    At stride 1 Keras's "same" adds the same cells; at stride 2 it would add 0 before and 1 after.

    >>> to_keras(Conv2d(3, 32, 3, padding=1), (3, 224, 224)).layers[0].call()
    'Conv2D(32, 3, padding="same")'
    >>> for each in to_keras(Conv2d(3, 32, 3, stride=2, padding=1), (3, 224, 224)).layers:
    ...     print(each.call())
    ZeroPadding2D(1)
    Conv2D(32, 3, strides=2)
    """
    layer.output_shape(input_shape)  # refuses what is no input of this layer
    channels, height, width = input_shape[-3:]
    match layer:
        case ZeroPad2d():
            return Translation(_zeros(layer.amounts), ())
        case ReflectionPad2d() | ReplicationPad2d() | CircularPad2d():
            return Translation(
                (), (_invented(layer.call(), layer.padding_mode, layer.amounts, "what follows"),)
            )
        case ConvTranspose2d():
            translation = _transposed(*layer.specs(channels))
        case Conv2d():
            translation = _convolution(layer, *layer.specs(channels), (height, width))
    axes = Remark(
        what=f"input of N samples, shape (N, {channels}, {height}, {width})",
        why=f"Keras takes (N, {height}, {width}, {channels}) unless told otherwise, and "
        'data_format="channels_first" may not run on a CPU',
        instead="x.transpose(0, 2, 3, 1) before the layer, y.transpose(0, 3, 1, 2) after it",
    )
    *own, weights = translation.remarks
    # What has to be written in place of layers comes last, where there are none.
    remarks = (*own, weights, axes) if translation.layers else (axes, weights, *own)
    return Translation(translation.layers, remarks)


def _zeros(amounts: PadAmounts) -> tuple[ZeroPadding2D | Cropping2D, ...]:
    """Add what is positive first, and then crop what is negative."""
    (top, bottom), (left, right) = amounts
    added = (max(top, 0), max(bottom, 0)), (max(left, 0), max(right, 0))
    taken = (max(-top, 0), max(-bottom, 0)), (max(-left, 0), max(-right, 0))
    padding = () if added == NOWHERE else (ZeroPadding2D(added),)
    cropping = () if taken == NOWHERE else (Cropping2D(taken),)
    return (*padding, *cropping)


def _convolution(layer: Conv2d, spec: ConvSpec, size: Pair) -> Translation:
    amounts = spec.pad_amounts(*size)
    if amounts == NOWHERE:
        return _unpadded(spec, "valid")
    if spec.padding_mode != "zeros":
        there = _unpadded(spec, "valid")
        then = there.layers[0].call() if there.layers else there.remarks[0].instead
        what = f"padding_mode={argument_text(spec.padding_mode)}"
        remark = _invented(what, spec.padding_mode, amounts, then)
        *spread, weights = there.remarks
        return Translation((), (*spread, remark, weights))
    rows, columns = spec.axes
    same = rows.same_padding(size[0]), columns.same_padding(size[1])
    # Only where no stride skips cells does "same" add the same to an input of every size.
    if amounts == same and all(axis.stride == 1 or axis.extent == 1 for axis in (rows, columns)):
        return _unpadded(spec, "same")
    padding = _zeros(amounts)
    why = f'Keras\'s "same" adds {sides(same)} to an input of {size[0]}x{size[1]}'
    if amounts == same:
        why = f"{why}, but not to every size"
    remark = Remark(
        what=f"padding={argument_text(layer.padding)} at stride={argument_text(spec.stride)}",
        why=why,
        instead=f"{padding[0].call()} before the layer",
    )
    there = _unpadded(spec, "valid")
    if there.layers:
        return Translation((*padding, *there.layers), (remark, *there.remarks))
    zeros_between, weights = there.remarks
    calls = ", then ".join((*(each.call() for each in padding), zeros_between.instead))
    return Translation((), (remark, replace(zeros_between, instead=calls), weights))


def _unpadded(spec: ConvSpec, word: str) -> Translation:
    """Say a convolution in Keras whose padding is a word, or is done before."""
    if 1 < spec.in_channels == spec.groups:
        return _depthwise(spec, word)
    size, dilation, spread = _keras_kernel(spec)
    written = ConvSpec(**asdict(spec) | {"kernel_size": size, "dilation": dilation})
    layer = keras_conv2d(written, word)
    weights = weight_order_remark(spec, "keras")
    if spread:
        return Translation((), (_spread(spec, layer), weights))
    return Translation((layer,), (weights,))


def keras_conv2d(spec: ConvSpec, word: str) -> Conv2D:
    """Return the Conv2D of Keras with a word for its padding; the channels it reads off the input.

    Examples
    --------
    >>> keras_conv2d(ConvSpec(3, 32, 5, dilation=2), "same").call()
    'Conv2D(32, 5, padding="same", dilation_rate=2)'
    """
    return Conv2D(
        spec.out_channels,
        spec.kernel_size,
        spec.stride,
        word,
        dilation_rate=spec.dilation,
        groups=spec.groups,
        use_bias=spec.bias,
    )


def _effective_dilation(spec: ConvSpec | TransposedSpec) -> Pair:
    """Return the dilation, but 1 along an axis where there is one weight and nothing to spread."""
    rows, columns = (1 if axis.kernel == 1 else axis.dilation for axis in spec.axes)
    return rows, columns


def _keras_kernel(spec: ConvSpec | TransposedSpec) -> tuple[Pair, Pair, bool]:
    """Return size and dilation of a kernel in Keras, and whether its gaps become zeros in it."""
    dilation = _effective_dilation(spec)
    if min(max(spec.stride), max(dilation)) > 1:  # Keras refuses both
        return spec.effective_kernel_size, (1, 1), True
    return spec.kernel_size, dilation, False


def _spread(spec: ConvSpec | TransposedSpec, layer: Conv2D | Conv2DTranspose) -> Remark:
    """Remark that a dilated kernel is a larger one with zeros in its gaps."""
    k_h, k_w = spec.kernel_size
    d_h, d_w = spec.dilation
    return Remark(
        what=f"stride={argument_text(spec.stride)} with dilation={argument_text(spec.dilation)}",
        why=f"{type(layer).__name__} of Keras does not accept strides and dilation_rate together",
        instead=f"{layer.call()}, whose kernel is all zeros except kernel[::{d_h}, ::{d_w}], "
        f"which holds the {k_h}x{k_w} weights",
    )


def _depthwise(spec: ConvSpec, word: str) -> Translation:
    multiplier = spec.out_channels // spec.in_channels
    layer = DepthwiseConv2D(
        spec.kernel_size,
        spec.stride,
        word,
        multiplier,
        dilation_rate=_effective_dilation(spec),
        use_bias=spec.bias,
    )
    remark = Remark(
        what=f"groups={spec.groups} on {spec.in_channels} channels",
        why="Keras calls one group per channel depthwise",
        instead=f"DepthwiseConv2D with depth_multiplier {spec.out_channels} / {spec.in_channels} = "
        f"{multiplier}",
    )
    return Translation((layer,), (remark, weight_order_remark(spec, "keras", depthwise=True)))


def _transposed(spec: TransposedSpec) -> Translation:
    """Say a transposed convolution in Keras, which cuts off by a word or in a layer after it."""
    weights = weight_order_remark(spec, "keras")
    if spec.groups > 1:
        return Translation((), (_groups_remark(spec), weights))
    size, dilation, spread = _keras_kernel(spec)
    valid = Conv2DTranspose(
        spec.out_channels, size, spec.stride, dilation_rate=dilation, use_bias=spec.bias
    )
    layer, cropping, left_over = _cut(spec, valid)
    remarks = [_cropping(spec, crop) for crop in cropping]
    if spread:
        remarks.append(_spread(spec, layer))
    if left_over:
        remarks.append(left_over)
    exact = not spread and left_over is None
    return Translation((layer, *cropping) if exact else (), (*remarks, weights))


def _cut(
    spec: TransposedSpec, valid: Conv2DTranspose
) -> tuple[Conv2DTranspose, tuple[Cropping2D, ...], Remark | None]:
    """Return what cuts off the cells that `padding` of PyTorch does, and what cannot be said."""
    (top, left), (added_h, added_w) = spec.padding, spec.output_padding
    bottom, right = top - added_h, left - added_w
    for layer in (valid, replace(valid, padding="same")):
        if layer.cut == ((top, bottom), (left, right)):
            return layer, (), None
    crop = ((top, max(bottom, 0)), (left, max(right, 0)))
    cropping = () if crop == NOWHERE else (Cropping2D(crop),)
    beyond = max(-bottom, 0), max(-right, 0)
    if any(n >= s for n, s in zip(beyond, spec.stride, strict=True)):
        return valid, cropping, _beyond(spec, valid, beyond)
    (_, below), (_, beside) = valid.cut
    if (-below, -beside) != beyond:
        valid = replace(valid, output_padding=beyond)
    return valid, cropping, None


def _cropping(spec: TransposedSpec, cropping: Cropping2D) -> Remark:
    return Remark(
        what=f"padding={argument_text(spec.padding)}, "
        f"output_padding={argument_text(spec.output_padding)}",
        why=f"it cuts off {sides(cropping.cropping)}, and no Keras argument does that",
        instead=f"{cropping.call()} after the layer",
    )


def _beyond(spec: TransposedSpec, layer: Conv2DTranspose, beyond: Pair) -> Remark:
    return Remark(
        what=f"output_padding={argument_text(spec.output_padding)} "
        f"at stride={argument_text(spec.stride)}",
        why="output_padding of Keras must be less than strides",
        instead=f"{layer.call()}, then cells that hold only the bias: rows at the bottom "
        f"{beyond[0]}, columns on the right {beyond[1]}",
    )


def _groups_remark(spec: TransposedSpec) -> Remark:
    groups = spec.groups
    in_channels, out_channels = spec.in_channels // groups, spec.out_channels // groups
    part = _transposed(replace(spec, in_channels=in_channels, out_channels=out_channels, groups=1))
    *unsaid, _ = part.remarks  # before the order of the weights, what comes last first
    calls = [layer.call() for layer in part.layers] or [each.instead for each in unsaid[::-1]]
    each = " and ".join(calls)
    return Remark(
        what=f"groups={groups}",
        why="Conv2DTranspose of Keras has no groups",
        instead=f"keras.ops.split(x, {groups}, axis=-1) into parts of {in_channels} channels, "
        f"{each} for each part, then keras.ops.concatenate of the results along axis -1",
    )


def _invented(what: str, mode: PaddingMode, amounts: PadAmounts, then: str) -> Remark:
    """Remark that Keras has no layer that adds anything but zeros."""
    rows, columns = amounts
    if mode == "reflect":
        code = f'x = keras.ops.pad(x, ((0, 0), {rows}, {columns}, (0, 0)), mode="reflect")'
    else:
        sides = (_joined(mode, *rows, axis=1), _joined(mode, *columns, axis=2))
        code = "; ".join(side for side in sides if side)
    return Remark(
        what=what,
        why="Keras layers can only add zeros",
        instead=f"{code} for x of shape (N, H, W, C), before {then}",
    )


def _joined(mode: PaddingMode, before: int, after: int, axis: int) -> str:
    """Write the line that joins cells of the input to it, or nothing where there are none."""
    cells = "x[:, {}]" if axis == 1 else "x[:, :, {}]"
    if mode == "circular":
        first, last = cells.format(f"-{before}:"), cells.format(f":{after}")
    else:
        first = f"keras.ops.repeat({cells.format(':1')}, {before}, axis={axis})"
        last = f"keras.ops.repeat({cells.format('-1:')}, {after}, axis={axis})"
    parts = [first] * (before > 0) + ["x"] + [last] * (after > 0)
    return f"x = keras.ops.concatenate([{', '.join(parts)}], axis={axis})" if parts[1:] else ""
