"""Runs every notebook from start to finish: python notebooks.py [NAME ...]

Nothing is written back, so that notebooks stay without outputs.
"""

import sys
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient

HERE = Path(__file__).parent


def main() -> None:
    for path in sorted(HERE.glob("*/*.ipynb")):
        if sys.argv[1:] and path.stem not in sys.argv[1:]:
            continue
        start = time.monotonic()
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, timeout=3600, resources={"metadata": {"path": path.parent}}).execute()
        print(f"{path.relative_to(HERE)}: {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
