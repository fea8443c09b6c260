"""Conv2D as Keras and as PyTorch write it: their arguments, their layouts, and what each refuses.

Nothing is convolved here: every function brings its arrays into the order that `conv_engine` uses,
which is PyTorch's, and hands them on.
"""
