"""Clean one file, as a program: `python -I -B -X utf8 clean/__main__.py KIND PATH OUT_PATH`, or with -m.

One line of JSON: {"problem": ""}, or the sentence for the editor; the exit code is 0 either way. Any other end is that
of the process itself: out of memory, out of time, no disk.
"""

import json
import sys
from pathlib import Path

if __name__ == "__main__":  # -I leaves the site itself out of the path; it comes last, so that it hides nothing
    sys.path.append(str(Path(__file__).resolve().parents[3]))

from publications.checks.clean import CannotClean, clean


def main(kind, path, out_path):
    """Clean, and print what came of it."""
    problem = ""
    try:
        clean(path, kind, out_path)
    except CannotClean as error:
        problem = str(error)
    print(json.dumps({"problem": problem}))


if __name__ == "__main__":
    main(*sys.argv[1:])
