"""The names of the rules of the padding lab, and what the table of rules says."""

VALID = "valid"
SAME_IN_TENSORFLOW = "same in TensorFlow"
SAME_IN_PYTORCH = "same in PyTorch"
SYMMETRIC, ASYMMETRIC = "yours, symmetric", "yours, asymmetric"
THEN_VALID = "{padding}, then valid"
HEADS = ("rule", "before", "after", "positions", "written")
REFUSED = ("refused", "refused", "none")
"""In the columns of a rule that the framework refuses."""
