"""Links drawn at random: settings that exist, numbers out of bounds, and words that are none."""

from hypothesis import strategies as st

from ui.state.settings import SETTINGS, Setting, Settings, Value
from ui.state.valid_settings import nearest_valid


def wanted_values(setting: Setting) -> st.SearchStrategy[Value]:
    return (
        st.sampled_from(setting.values)
        | st.integers(-1000, 1000)
        | st.text("abc-.019٣<*[ ", max_size=10)
    )


any_link = st.fixed_dictionaries(
    {}, optional={key: wanted_values(setting) for key, setting in SETTINGS.items()}
)
"""Any value for any of the settings; the rest is left out."""

valid_settings: st.SearchStrategy[Settings] = st.fixed_dictionaries(
    {}, optional={key: st.sampled_from(setting.values) for key, setting in SETTINGS.items()}
).map(lambda wanted: nearest_valid(wanted)[0])
"""What the controls can have led to."""
