"""The line at the foot of every page: what this is, and whose work it builds on."""

import streamlit as st

VERSION = "1.0"
SOURCES = (
    "Dumoulin and Visin, A guide to convolution arithmetic for deep learning (2016)",
    "Zhang, Lipton, Li and Smola, Dive into Deep Learning",
    "Warden, Why GEMM is at the heart of deep learning (2015)",
    "Araujo, Norris and Sim, Computing receptive fields of convolutional neural networks (2019)",
    "the documentation of Keras 3 and PyTorch 2.13",
)


def footer() -> None:
    """Write version and sources."""
    st.divider()
    st.caption(f"How channels add up {VERSION}. Sources: {'; '.join(SOURCES)}.")
