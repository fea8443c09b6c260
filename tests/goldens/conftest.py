"""Keep pytest away from the script that needs PyTorch."""

collect_ignore = ["make_goldens.py"]
