"""What is said about sums of more and more products, and about channels that cancel."""

CHANNELS_HELP = "With more channels, each sum has more products."
TYPICAL_OUTPUT, TYPICAL_ERROR = "typical output", "typical error"
PRODUCTS = "products in one output"
GROWTH_ALT = "Typical errors for {products} products: {errors}"
GROWTH_HEADS = ("", "typical error", "share of the typical output", "digit that differs")
PRODUCTS_ARE = "The products in one output are the channels times the cells of a kernel."
RANDOM_NUMBERS = "The input and the weights here are random numbers around zero."
DIFFERENCE_HELP = (
    "How far the kernels are from cancelling. The closer they are, the fewer digits remain."
)
KERNELS_ARE = (
    "Both channels hold 1. The kernel of channel 0 is 1 + {difference}, and the kernel of channel "
    "1 is −1."
)
SHARE_LEFT = "what is left, as a share of one channel sum"
ERROR_OF_LEFT = "error, as a share of what is left"
CANCELLATION_ALT = "Errors where {left} of a channel sum is left: {errors}"
CANCELLATION_HEADS = ("", "channel 0", "channel 1", "sum", "error, as a share")
EXACT = "exact"
SAME_WITH_FILTERS = (
    "The same with 256 random 3x3 filters. An error of 10⁰ is as large as the output, so no digit "
    "is right any more."
)
