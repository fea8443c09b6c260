"""Keep pytest away from the scripts that need PyTorch or Keras."""

collect_ignore_glob = ["make_*.py"]
