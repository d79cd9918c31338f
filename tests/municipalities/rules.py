"""What the database itself refuses, past every form."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet


@contextmanager
def refused_by(constraint):
    """The block breaks this constraint, by name; the transaction goes on."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert caught.value.__cause__.diag.constraint_name == constraint


def write(row, **values):
    """Write columns as they are: no form, no clean(), no save()."""
    QuerySet.update(type(row)._base_manager.filter(pk=row.pk), **values)
