"""The command line."""

from __future__ import annotations

import sys

try:
    from factcheck.cli.main import main
except KeyboardInterrupt:
    # As after Ctrl-C at any later moment: nobody asked where in the program that was.
    sys.stderr.write("\ninterrupted; nothing was reported\n")
    raise SystemExit(130) from None

__all__ = ["main"]
