"""The numbers of one step as a table that a spreadsheet opens."""

import csv
from io import StringIO

from conv_engine import Step
from text import plain_number_text


def step_as_csv(step: Step) -> bytes:
    """Write a step as a CSV file: every product, every channel sum, the bias and the output.

    Returns
    -------
    bytes
        Three tables with a blank line between. Rows and columns of the kernel are counted from 0;
        numbers add up as they are printed.

    Examples
    --------
    >>> from conv_engine import step_at
    >>> print(step_as_csv(step_at([[[2, 3]]], [[[[5, -1]]]], [4], 0, 0, 0)).decode())
    channel,kernel row,kernel column,patch,kernel,product
    0,0,0,2,5,10
    0,0,1,3,-1,-3
    <BLANKLINE>
    channel,channel sum
    0,7
    <BLANKLINE>
    filter,row,column,sum of channel sums,bias,output
    0,0,0,7,4,11
    <BLANKLINE>
    """
    file = StringIO()
    lines = csv.writer(file, lineterminator="\n")
    lines.writerow(["channel", "kernel row", "kernel column", "patch", "kernel", "product"])
    _, k_h, k_w = step.kernels.shape
    for i, channel in enumerate(step.channels):
        for row in range(k_h):
            for column in range(k_w):
                tap = (i, row, column)
                shown = (step.patch[tap], step.kernels[tap], step.partial_products[tap])
                lines.writerow([channel, row, column, *map(_number, shown)])
    lines.writerow([])
    lines.writerow(["channel", "channel sum"])
    sums = map(_number, step.channel_sums)
    lines.writerows(zip(step.channels, sums, strict=True))
    lines.writerow([])
    lines.writerow(["filter", "row", "column", "sum of channel sums", "bias", "output"])
    total = (step.channel_sums.sum(), step.bias, step.output)
    lines.writerow([step.filter, step.row, step.column, *map(_number, total)])
    return file.getvalue().encode()


def _number(value: float) -> str:
    """With as many decimals as on the screen."""
    return plain_number_text(value, decimals=4)
