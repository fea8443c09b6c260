"""What is said about the bits of a number that is typed."""

NUMBER_HELP = "A decimal such as 0.1 or 1e-3, a fraction such as 1/3, inf, or nan."
EXAMPLES_LABEL, EXAMPLES_HELP = "Examples", "Puts the example into the field."
STILL_SHOWS = "{refusal} The table still shows {kept}."
HEADS = ("", "value", "error", "step here", "read as")
COLUMNS_SAY = (
    "The exponent says which two powers of two the number is between. The fraction says which of "
    "the steps between them it is on. The error is how much too large the value is. The step is "
    "the distance to the next value."
)
NO_STEP = "none"
ONLY_ONES = "an exponent of ones only"
EXAMPLES = {
    "0.1": "One tenth is not a finite sum of halves, quarters, eighths and so on, so every format "
    "is slightly off.",
    "1/3": "One third never ends, either in decimals or in bits.",
    "257": "bfloat16 holds every whole number up to 256, and then only every second one.",
    "2049": "TF32 and float16 hold every whole number up to 2048, and then only every second one.",
    "65520": "float16 ends at 65504. Half a step beyond that, numbers become infinite.",
    "1e-7": "Below 2⁻¹⁴, which is about 0.00006, float16 runs out of exponents and loses digits.",
}
"""What each example shows, by what is typed for it."""
