"""How trained weights move to the other framework, as code to copy."""

import streamlit as st

from colours import type_hues
from conv_engine.frameworks.translation import framework_of
from conv_engine.networks import Linear
from conv_engine.samples import RGB
from conv_engine.stack import Row
from files.weight_code import COLOURS, move_flattened, move_weights, sum_colours
from text import FRAMEWORK_TITLES, as_sentence, shape_text
from ui.lessons.shapes.typed_layers_view import TypedNetwork
from ui.pictures.network_rows import dense_rows, name_row
from ui.state.theme import is_dark


def show_weight_code(typed: TypedNetwork, row: Row) -> None:
    """Write the code for the chosen layer, and for each Dense layer behind a Flatten."""
    ours = framework_of(row.layer)
    theirs = "pytorch" if ours == "keras" else "keras"
    code = move_weights(row.layer, row.input_shape)
    dense = list(dense_rows(typed.trace))
    if not code and not dense:
        return
    st.markdown(f"**Trained weights, moved to {FRAMEWORK_TITLES[theirs]}**")
    if code:
        st.code(code)
    places = {each.name: place for place, each in enumerate(typed.trace.rows, start=1)}
    for each, volume in dense:
        operation = each.node.operation
        if isinstance(operation, Linear):
            title = name_row(each, places[each.name])
            st.write(
                as_sentence(
                    f"{title} takes a flattened {shape_text(volume)}. The frameworks flatten in "
                    "different orders, so its weight has to be reordered"
                )
            )
            st.code(move_flattened(volume, operation.out_features, ours, operation.bias))


def show_grey_layer(row: Row) -> None:
    """Write how a trained layer for coloured pictures becomes one for grey pictures."""
    code = sum_colours(row.layer) if row.input_shape[0] == COLOURS else ""
    if not code:
        return
    st.markdown("**The trained layer, for grey pictures**")
    st.write(
        "On a grey picture all three channels are the same. So each map is one channel convolved "
        "with the sum of the three kernels. Their mean would give only a third of it."
    )
    weights = [
        rf"\textcolor{{{hue}}}{{w_{place}}}"
        for place, hue in enumerate(type_hues(RGB, COLOURS, is_dark()))
    ]
    each = " + ".join(rf"{weight} \cdot g" for weight in weights)
    st.latex(rf"{each} = ({' + '.join(weights)}) \cdot g")
    st.code(code)
