"""Say by the exit code whether the app of this container is well: `python -m deploy.health`."""

import os
import sys

from deploy.child import AppProcess


def main() -> None:
    """Ask the app at the port that its settings name."""
    port = int(os.environ.get("STREAMLIT_SERVER_PORT", "8501"))
    sys.exit(0 if AppProcess("app", [], port=port).answers() else 1)


if __name__ == "__main__":
    main()
