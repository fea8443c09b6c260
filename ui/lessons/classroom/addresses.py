"""Where phones find a room. No Streamlit here."""

import socket
from io import BytesIO
from urllib.parse import urlencode, urlsplit, urlunsplit

import segno

from ui.state.link import LOCAL, is_local


def join_link(page: str, code: str, network: str | None) -> str:
    """Write the address with which a phone joins; `network` stands in for a local host.

    Examples
    --------
    >>> join_link("http://localhost:8501/Classroom", "BCDF24", "192.168.1.7")
    'http://192.168.1.7:8501/Classroom?room=BCDF24'
    >>> join_link("https://school.example/Classroom", "BCDF24", "192.168.1.7")
    'https://school.example/Classroom?room=BCDF24'
    """
    parts = urlsplit(page)
    place = parts.netloc
    if network and is_local(page):
        place = f"{network}:{parts.port}" if parts.port else network
    return urlunsplit((parts.scheme, place, parts.path, urlencode({"room": code}), ""))


def teacher_link(page: str, code: str, secret: str) -> str:
    """Write the address with which the teacher comes back."""
    parts = urlsplit(page)
    query = urlencode({"room": code, "teacher": secret})
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def network_address() -> str | None:
    """Return this computer's address in its network; None without one. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for documentation: nobody is there
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if address in LOCAL else address


def draw_code(link: str, scale: int) -> bytes:
    """Draw a link as a QR code, as a PNG with so many pixels for each of its squares.

    Black on white in both themes: cameras look for dark on light.
    """
    file = BytesIO()
    segno.make(link, error="m").save(file, kind="png", scale=scale, border=3)
    return file.getvalue()
