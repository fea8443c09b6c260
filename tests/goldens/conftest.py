"""Keep pytest away from the scripts that need PyTorch, Keras or ONNX."""

collect_ignore_glob = ["make_*.py", "models/make_*.py"]
