"""The price as a picture: layers in their order, and memory to scale."""

from figures.copies import memory_figure


def test_layers_stand_from_top_to_bottom_each_from_its_input_to_its_matrix() -> None:
    figure = memory_figure(["a", "b"], [10**5, 10**6], [9 * 10**5, 10**6], ["9 times", "the same"])
    lines, inputs, matrices, texts = figure.data
    assert list(lines.x) == [10**5, 9 * 10**5, None, 10**6, 10**6, None]
    assert list(inputs.y) == list(matrices.y) == [0, 1]
    assert figure.layout.yaxis.range[0] > figure.layout.yaxis.range[1]  # downwards
    assert [text.strip() for text in texts.text] == ["9 times", "the same"]


def test_a_name_is_never_markup() -> None:
    figure = memory_figure(["<b>"], [10**5], [10**5], ["<i>"])
    assert figure.layout.yaxis.ticktext == ("&lt;b&gt;",)
    assert figure.data[3].text[0].strip() == "&lt;i&gt;"
