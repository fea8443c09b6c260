"""Write HDF5 files that nobody should follow: `python make_hostile_hdf5.py`, h5py 3.14."""

from pathlib import Path

import h5py
import numpy as np

HERE = Path(__file__).parent


def main() -> None:
    with h5py.File(HERE / "hostile_circle.h5", "w") as file:
        group = file.create_group("layers/conv2d")
        group["around"] = file["layers"]  # a hard link: no name of it says that it leads back
    with h5py.File(HERE / "hostile_links.h5", "w") as file:
        file["soft"] = h5py.SoftLink("/soft")
        file["outside"] = h5py.ExternalLink("/etc/passwd", "/")
    with h5py.File(HERE / "hostile_numbers.h5", "w", libver="latest") as file:
        group = file.create_group("layers/conv2d/vars")
        outside = [("/etc/passwd", 0, 36)]
        group.create_dataset("0", (1, 1, 3, 3), np.float32, external=outside)
        group = file.create_group("layers/conv2d_1/vars")
        group.create_dataset("0", (20000, 20000, 3, 3), np.float32)  # promised, never written
        group = file.create_group("layers/conv2d_2/vars")
        group.create_dataset("0", data=np.zeros((9, 9, 9, 9)), compression="gzip")
        group = file.create_group("layers/conv2d_3/vars")
        group["0"] = np.arange(9, dtype=np.float32).reshape(3, 3, 1, 1)


if __name__ == "__main__":
    main()
