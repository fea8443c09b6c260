"""The least a Streamlit page can be, to measure against: one slider, and what it says."""

import streamlit as st

value = st.slider("Value", 0, 10, 5)
st.write(f"The value is {value}.")
