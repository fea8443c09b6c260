"""A stand-in for the app: answers every address with its process number, and ends as asked."""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


class Answers(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        body = str(os.getpid()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(port: int) -> None:
    """Answer until it is asked to end; what is being answered then is answered to its end."""
    server = ThreadingHTTPServer(("127.0.0.1", port), Answers)
    server.daemon_threads = False
    signal.signal(signal.SIGTERM, lambda *_: Thread(target=server.shutdown).start())
    server.serve_forever(poll_interval=0.05)
    server.server_close()


if __name__ == "__main__":
    serve(int(sys.argv[1]))
