"""Where the frozen program starts. Child processes (untrusted workbooks are read in one) start here as well."""

from __future__ import annotations

import multiprocessing
import sys

if __name__ == "__main__":
    multiprocessing.freeze_support()
    from workbench.app.cli import program

    sys.exit(program())
