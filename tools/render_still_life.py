"""Render the still life among the samples: `python tools/render_still_life.py`.

Shaded spheres on a chequered floor, a picture without a photographer.
Rendering takes seconds, so the app reads the picture from a file.

One ray per pixel meets a floor or a ball. Light follows the textbook: Lambert's cosine for the
matt part, Blinn's half vector for the highlight, Schlick's rule for the mirror at grazing
angles, and closed forms for what a ball hides of the lamp and of the sky.

Axes: x to the right, y up, z away from the viewer. Colours are linear light until the end.
In the comments R stands for the number of rays.

References
----------
J. F. Blinn, "Models of light reflection for computer synthesized pictures" (1977).
C. Schlick, "An inexpensive BRDF model for physically-based rendering" (1994).
I. Quilez, "Sphere - soft shadow" and "Sphere - ambient occlusion", iquilezles.org.
"""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

PICTURE = Path(__file__).parents[1] / "conv_engine" / "still_life.png"
SIDE = 512

Field = NDArray[np.floating[Any]]
"""A number per ray, shape (R,), or a vector or colour per ray, shape (R, 3)."""


def _vector(*values: float) -> Field:
    return np.array(values, dtype=np.float32)


def _unit(vectors: Field) -> Field:
    length: Field = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return vectors / length


def _dot(one: Field, other: Field) -> Field:
    products: Field = np.einsum("...i,...i->...", one, other)
    return products


@dataclass(frozen=True)
class Ball:
    """A ball that lies on the floor, so its centre is as high as its radius.

    Parameters
    ----------
    x, z, radius : float
        Where it touches the floor, and its size.
    colour : tuple of float
        Red, green, blue, 0 to 1.
    bands : tuple of float, optional
        A second colour, painted in bands.
    """

    x: float
    z: float
    radius: float
    colour: tuple[float, float, float]
    bands: tuple[float, float, float] | None = None

    @property
    def centre(self) -> Field:
        """Centre, shape (3,)."""
        return _vector(self.x, self.radius, self.z)

    def albedo(self, normal: Field) -> Field:
        """Colour of the surface where `normal`, shape (R, 3), stands on it; shape (R, 3)."""
        if self.bands is None:
            return np.broadcast_to(_vector(*self.colour), normal.shape)
        along = _dot(normal, _unit(_vector(0.55, 0.75, -0.35)))
        painted = np.clip(12 * np.sin(9.5 * along) + 0.5, 0, 1)[:, None]
        colour: Field = painted * _vector(*self.bands) + (1 - painted) * _vector(*self.colour)
        return colour


BALLS = (
    Ball(-1.0, 5.6, 1.2, (0.74, 0.035, 0.04)),
    Ball(1.25, 5.0, 0.9, (0.035, 0.36, 0.10)),
    Ball(0.1, 4.0, 0.55, (0.025, 0.10, 0.62)),
    Ball(0.65, 7.6, 1.15, (0.90, 0.52, 0.025)),
    Ball(-1.05, 3.75, 0.42, (0.82, 0.78, 0.72), bands=(0.70, 0.07, 0.16)),
    Ball(1.0, 3.4, 0.3, (0.02, 0.42, 0.46)),
)
EYE, TARGET = _vector(0.0, 2.35, -2.6), _vector(0.05, 0.78, 5.0)
LAMP = _unit(_vector(-0.62, 0.85, -0.55))
LAMP_LIGHT = _vector(2.75, 2.45, 2.0)
SKY, WALL = _vector(0.25, 0.40, 0.58), _vector(0.88, 0.74, 0.58)
CREAM, SLATE = _vector(0.72, 0.64, 0.52), _vector(0.10, 0.13, 0.17)


def render_still_life(height: int, width: int, seed: int = 0) -> NDArray[np.uint8]:
    """Render the still life.

    Parameters
    ----------
    height, width : int
        Size in pixels; the scene fits the shorter side.
    seed : int
        Seed of the grain in the floor.

    Returns
    -------
    ndarray of uint8, shape (3, height, width)
        Red, green and blue.

    Examples
    --------
    >>> picture = render_still_life(32, 32)
    >>> picture.shape, bool(picture[0].mean() > picture[2].mean())  # the light is warm
    ((3, 32, 32), True)
    """
    rays = _rays(2 * height, 2 * width)
    light = _trace(rays.reshape(-1, 3), seed).reshape(height, 2, width, 2, 3)
    # Four rays per pixel, averaged as shown rather than as light: edges stay smooth.
    picture: Field = _developed(light).mean(axis=(1, 3))
    return np.rint(255 * picture.transpose(2, 0, 1)).astype(np.uint8)


def _rays(rows: int, columns: int) -> Field:
    """Directions from the eye through every pixel, shape (rows, columns, 3)."""
    ahead = _unit(TARGET - EYE)
    right = _unit(np.cross(_vector(0, 1, 0), ahead))
    up = np.cross(ahead, right)
    field_of_view = 0.63 / min(rows, columns)
    y = (rows / 2 - 0.5 - np.arange(rows, dtype=np.float32)) * field_of_view
    x = (np.arange(columns, dtype=np.float32) - columns / 2 + 0.5) * field_of_view
    return _unit(ahead + y[:, None, None] * up + x[None, :, None] * right).astype(np.float32)


def _trace(rays: Field, seed: int) -> Field:
    """Light along each ray, shape (R, 3)."""
    nearest = np.where(rays[:, 1] < -1e-4, -EYE[1] / np.minimum(rays[:, 1], -1e-4), np.inf)
    hit = np.where(np.isfinite(nearest), -1, -2)  # -2 wall, -1 floor, else the number of a ball
    for number, ball in enumerate(BALLS):
        offset = EYE - ball.centre
        half = rays @ offset
        root = half * half - (offset @ offset - ball.radius**2)
        distance = np.where(root > 0, -half - np.sqrt(np.maximum(root, 0)), np.inf)
        hit = np.where(distance < nearest, number, hit)
        nearest = np.minimum(distance, nearest)

    light = _wall(rays)
    floor = hit == -1
    points = EYE + nearest[floor, None] * rays[floor]
    up = np.broadcast_to(_vector(0, 1, 0), points.shape)
    shaded = _lit(points, up, _floor(points, seed)) + 0.06 * _mirrored(rays[floor], up)
    haze = np.exp(-(((points[:, 2] - EYE[2]) / 15.0) ** 4))[:, None]
    light[floor] = haze * shaded + (1 - haze) * light[floor]
    for number, ball in enumerate(BALLS):
        here = hit == number
        points = EYE + nearest[here, None] * rays[here]
        normal = (points - ball.centre) / np.float32(ball.radius)
        light[here] = _glazed(points, normal, rays[here], ball.albedo(normal), seed)
    return light


def _wall(rays: Field) -> Field:
    """Soft backdrop: warm near the floor, cooler above; shape (R, 3)."""
    height = np.clip(2.4 * rays[:, 1:2] + 0.55, 0, 1)
    light: Field = (1 - height) * WALL + height * SKY
    return light


def _floor(points: Field, seed: int) -> Field:
    """Chequers with a grain, shape (R, 3)."""
    x, z = points[:, 0] / 0.8 + 0.35, points[:, 2] / 0.8 + 0.2
    light = (np.floor(x) + np.floor(z)) % 2
    # Far chequers are narrower than a pixel: they fade to their mean instead of flickering.
    clear = np.exp(-(_dot(points - EYE, points - EYE) / np.float32(200)))
    light = (0.5 + (light - 0.5) * clear)[:, None]
    tile = light * CREAM + (1 - light) * SLATE
    fine, coarse = _grain(6 * x, 18 * z, seed), _grain(1.3 * x, 4.1 * z, seed + 1)
    colour: Field = tile * (0.80 + 0.25 * fine + 0.25 * coarse)[:, None]
    return colour


def _grain(x: Field, z: Field, seed: int) -> Field:
    """Smooth noise, 0 to 1, from a random lattice that repeats every 64; shape (R,)."""
    lattice = np.random.default_rng(seed).random((64, 64), dtype=np.float32)
    u, v = x - np.floor(x), z - np.floor(z)
    column, row = np.floor(x).astype(int), np.floor(z).astype(int)
    left, right, near, far = column % 64, (column + 1) % 64, row % 64, (row + 1) % 64
    front = (1 - u) * lattice[near, left] + u * lattice[near, right]
    back = (1 - u) * lattice[far, left] + u * lattice[far, right]
    noise: Field = (1 - v) * front + v * back
    return noise


def _lit(points: Field, normal: Field, albedo: Field) -> Field:
    """Matt light: lamp by Lambert's cosine and soft shadows, sky and floor by what is hidden."""
    lamp, sky = np.maximum(normal @ LAMP, 0), np.ones(len(points), dtype=np.float32)
    for ball in BALLS:
        offset = points - ball.centre
        along, square = offset @ LAMP, _dot(offset, offset)
        root = along * along - (square - ball.radius**2)
        gap = np.sqrt(np.maximum(ball.radius**2 - root, 0)) - ball.radius
        before = -along - np.sqrt(np.maximum(root, 0))
        edge = np.clip(5 * gap / np.maximum(before, 1e-3), 0, 1)
        lamp *= np.where(before > 0, edge * edge * (3 - 2 * edge), 1)
        facing = np.maximum(-_dot(normal, offset), 0) / np.sqrt(square)
        sky *= 1 - np.clip(facing * ball.radius**2 / square, 0, 1)
    upward = (0.5 + 0.5 * normal[:, 1])[:, None]
    around = upward * SKY * 0.95 + (1 - upward) * (CREAM + SLATE) * 0.34
    matt: Field = 0.62 * albedo * (lamp[:, None] * LAMP_LIGHT + sky[:, None] * around)
    return matt


def _mirrored(rays: Field, normal: Field) -> Field:
    """Wall as a mirror would show it, shape (R, 3)."""
    return _wall(rays - 2 * _dot(rays, normal)[:, None] * normal)


def _glazed(points: Field, normal: Field, rays: Field, albedo: Field, seed: int) -> Field:
    """Light of a glossy ball: matt below, a thin mirror with a highlight on top; shape (R, 3)."""
    bounced = rays - 2 * _dot(rays, normal)[:, None] * normal
    down = np.minimum(bounced[:, 1], -1e-3)
    landing: Field = points - (points[:, 1] / down)[:, None] * bounced
    below = 0.55 * _floor(landing, seed)
    mirror = np.where(bounced[:, 1:2] < -1e-3, below, _wall(bounced))
    grazing = (1 - np.maximum(-_dot(rays, normal), 0)) ** 5
    halfway = np.maximum(_dot(normal, _unit(LAMP - rays)), 0)
    highlight = 1.6 * halfway**260 + 0.16 * halfway**28
    share = (0.045 + 0.55 * grazing)[:, None]
    matt = _lit(points, normal, albedo)
    light: Field = (1 - share) * matt + share * mirror + highlight[:, None]
    return light


def _developed(light: Field) -> Field:
    """Bring light to picture values, 0 to 1: a film's shoulder, then the display's gamma."""
    exposed: Field = light * (1 + 0.12 * light) / (1 + 0.32 * light)
    return np.clip(exposed, 0, 1) ** (1 / 2.2)


def png_bytes(picture: NDArray[np.uint8]) -> bytes:
    r"""Write a picture of shape (3, H, W) as a PNG that `conv_engine` reads without a library.

    All pixels are in one block, and every row has the filter Sub, number 1: it stores how much
    each pixel differs from the one to its left, modulo 256.

    Examples
    --------
    >>> png_bytes(np.zeros((3, 2, 5), np.uint8))[:4]
    b'\x89PNG'
    """
    _, height, width = picture.shape
    pixels = picture.transpose(1, 2, 0)
    differences = np.diff(pixels, axis=1, prepend=np.zeros_like(pixels[:, :1]))
    rows = np.pad(differences.reshape(height, -1), ((0, 0), (1, 0)), constant_values=1)
    blocks = {
        b"IHDR": struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0),  # 8 bits of red, green, blue
        b"IDAT": zlib.compress(rows.tobytes(), 9),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in blocks.items()
    )


if __name__ == "__main__":
    PICTURE.write_bytes(png_bytes(render_still_life(SIDE, SIDE)))
