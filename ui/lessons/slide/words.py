"""What lesson 1 says about the files to take home."""

OFFLINE = "**The moving picture in one file.** Double-click it to play it. It needs no internet."
PAGE, PAGE_HELP = "Page (HTML)", "The picture, its play buttons and its numbers in one file."
FILM = (
    "**The layer as an animation.** Its first frame is the finished picture, so it also works in "
    "print."
)
FILM_SIZE_HELP = (
    "Small, medium and large are 640, 900 and 1280 pixels wide. A narrow animation has the "
    "products below the input, so that you can read it on a phone."
)
FILM_SPEED_HELP = "How long each position stays: 1.6, 0.8 or 0.4 seconds."
MAKE_FILM = "Make the animation"
MAKE_FILM_HELP = "Draws one frame per position. This takes a few seconds."
FILM_ALT = "Animation of {layer}. The window slides, and the feature maps fill"
GIF, GIF_HELP = "Animation (GIF)", "The animation begins with the finished picture."
MOVING_HELP = "Switch it off to see the finished picture, as it looks in print."
DRAWING = "Drawing the frames"
THIS_STEP = "**The step at filter {filter}, row {row}, column {column}**, and all numbers."
MAP_COLUMN = "feature map {filter}"
LAYERS = ", then "
"""Between two layers, one after the other."""
STEP, STEP_HELP = "Step as CSV", "The patch, the kernels and the products."
MAPS, MAPS_HELP = "Feature maps as CSV", "Every number of every feature map."
