"""What the home page says: its answer in three sentences to say aloud, and the way in."""

ANSWER = """
1. Each filter is a **3-D** block of weights. It is as deep as the input (divided by `groups`), so
   you never set its depth.
2. The block slides over **height and width only**. At each position every weight is multiplied
   by the value under it. The products of each channel are **added up**. Then **the channel sums
   are added**, and one bias is added. The result is one number.
3. All positions together give one feature map, so `f` filters give `f` maps. The sum itself is
   fixed. Its **weights** say how much each channel counts, and training finds them. You choose
   which channels each filter sees, and how they are mixed afterwards.
"""
OWN_LAYER = "**Or begin with your own layer**"
LAYER = "Your layer, in Keras or PyTorch"
LAYER_HELP = (
    "Type a layer as you write it in your program. Press Enter to see its shapes, costs and "
    "weights."
)
SHOW = "Show what it does"
SHOW_HELP = "Goes to Shapes and layouts, which also reads whole networks."
