"""What needs packages that only a tool needs has no doctests to collect."""

collect_ignore = ["train_example.py"]
