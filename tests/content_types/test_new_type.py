"""What a new type takes: the one that lives only in the tests is counted."""

import ast
import io
import tokenize
from pathlib import Path

from tests.stories import models

FOLDER = Path(models.__file__).parent
NOT_CODE = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER)


def lines_of_code(source):
    """The numbers of the lines that hold code: no blanks, comments or docstrings."""
    docstrings = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            docstrings |= set(range(node.body[0].lineno, node.body[0].end_lineno + 1))
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    lines = {n for token in tokens if token.type not in NOT_CODE for n in range(token.start[0], token.end[0] + 1)}
    return lines - docstrings


def test_only_code_counts():
    source = '"""Doc."""\n\n# comment\nx = [\n    1,\n]\n\n\ndef f():\n    """Doc\n    more."""\n    return 1\n'
    assert lines_of_code(source) == {4, 5, 6, 9, 12}


def test_a_new_type_takes_25_lines():
    counts = {path.name: len(lines_of_code(path.read_text("utf-8"))) for path in FOLDER.rglob("*.py")}
    assert {"models.py", "urls.py", "admin.py"} <= counts.keys()
    assert sum(counts.values()) <= 25, counts
