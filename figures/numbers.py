"""Numbers as they are printed in figures."""

import numpy as np


def number_text(value: float | np.number) -> str:
    """Print a number: whole without decimals, otherwise at most two, with a true minus sign.

    Examples
    --------
    >>> number_text(-10), number_text(0.5), number_text(2.0), number_text(-0.001)
    ('−10', '0.5', '2', '0')
    """
    text = f"{float(value):.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text.replace("-", "−")
