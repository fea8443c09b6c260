"""Write networks/checksums.json: what the PyTorch programs of small networks print.

Run it where PyTorch is installed; the NumPy programs have to print the same, without it:

    pip install torch==2.13.0 numpy
    PYTHONPATH=. python tests/goldens/make_network_checksums.py
"""

import contextlib
import io
import json

from stored_networks import CHECKSUMS, stored_networks

from files.network_code import pytorch_network

SMALL = {
    "pytorch": (
        *("autoencoder", "cifar_tutorial", "densenet_block", "highway_conv", "lenet", "se_block"),
        *("shufflenet_unit", "vae_encoder", "dcgan_generator", "tcn_block", "resnext_block"),
    ),
    "keras": (
        *("autoencoder_keras", "ecg_keras", "lenet_keras", "mbconv_keras", "mnist_keras"),
        *("resnet20_keras", "se_block_keras", "shared_layer_keras", "wavenet_keras"),
    ),
}


def printed_by(program: str) -> str:
    """Run a program of ours, and return what it prints."""
    with contextlib.redirect_stdout(io.StringIO()) as output:
        exec(program, {})
    return output.getvalue()


def main() -> None:
    found = {
        f"{framework} {stored.name}": printed_by(pytorch_network(stored.network()))
        for framework, names in SMALL.items()
        for stored in stored_networks(framework)
        if stored.name in names
    }
    CHECKSUMS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
