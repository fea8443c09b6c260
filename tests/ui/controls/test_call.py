"""The call above a picture: it reads as code, offers what makes a layer, and says why not."""

import pytest

from stage.call import Call, Field, plain_call
from tests.numbers_said import says
from tests.open_page import choose_in_call, open_page
from ui.controls.call import layer_call
from ui.shell.lesson_table import LESSONS
from ui.state.settings import CHANNELS, DEFAULTS, FILTERS, GROUPS, Settings
from ui.state.valid_settings import nearest_valid


def settings(**wanted: int | str) -> Settings:
    return nearest_valid({**DEFAULTS, **wanted})[0]


def field(call: Call, name: str) -> Field:
    fields = (part for line in call for part in line if isinstance(part, Field))
    return next(part for part in fields if part.name == name)


def reasons(call: Call, name: str) -> dict[str, str]:
    return {option.value: option.why for option in field(call, name).options}


def test_the_first_line_is_the_call_of_the_layer() -> None:
    call = layer_call(settings(stride=2, padding="same", groups=1))
    assert plain_call(call).splitlines()[0] == (
        'Conv2D(filters=2, kernel_size=3, strides=2, padding="same", dilation_rate=1, groups=1)'
    )


def test_padding_that_keras_has_no_argument_for_is_a_layer_before() -> None:
    assert 'padding="valid" after ZeroPadding2D(2)' in plain_call(layer_call(settings(padding=2)))


def test_filters_that_cannot_be_split_say_so() -> None:
    why = reasons(layer_call(settings(channels=4, filters=2)), "groups")
    assert why["2"] == ""
    assert says(why["4"], 2, 4)  # 2 filters, 4 groups
    assert says(why["3"], 4, 3)  # 4 channels, 3 groups


@pytest.mark.parametrize(("dilation", "covered"), [(1, 6), (2, 11)])
def test_a_kernel_that_does_not_fit_says_what_it_covers(dilation: int, covered: int) -> None:
    wanted = settings(kernel=2, dilation=dilation)
    why = reasons(layer_call(wanted), "kernel")["6"]  # 6 cells, and 5 gaps of dilation - 1 cells
    assert says(why, covered, covered, 5, 5)


def test_a_kind_of_filter_needs_its_channels() -> None:
    call = layer_call(settings(channels=2))
    assert says(reasons(call, "filter0")["luminance"], 3)
    assert reasons(call, "filter0")["sobel_x"] == ""


def test_what_a_page_fixes_is_no_choice() -> None:
    call = layer_call(settings(), fixed={CHANNELS: 1, FILTERS: 1, GROUPS: 1})
    names = {part.name for line in call for part in line if isinstance(part, Field)}
    assert not names & {"channels", "filters", "groups", "filter0"}
    assert plain_call(call).startswith("Conv2D(filters=1, kernel_size=3")


def test_a_narrow_screen_keeps_what_a_page_is_about_and_what_was_set() -> None:
    def left_out(**wanted: int | str) -> set[str]:
        call = layer_call(settings(**wanted), about=(GROUPS,))
        return {p.name for line in call for p in line if isinstance(p, Field) and p.aside}

    usual = {"stride", "padding", "dilation", "size", "filter0", "filter1"}
    assert left_out() == usual
    assert left_out(stride=2, filter1="box") == usual - {"stride", "filter1"}


def test_what_the_call_sets_is_in_the_link_unless_it_is_the_default() -> None:
    page = choose_in_call(open_page(LESSONS[0].file, padding=1), stride=2, padding=0)
    assert page.query_params["stride"] == "2"
    assert "padding" not in page.query_params
