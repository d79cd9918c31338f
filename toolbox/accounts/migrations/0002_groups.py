"""The groups that the access rule names."""

from django.db import migrations

GROUPS = ["Redactie", "Gemeenten"]


def make_groups(apps, schema_editor):
    """Make them where they are missing."""
    for name in GROUPS:
        apps.get_model("auth", "Group").objects.get_or_create(name=name)


class Migration(migrations.Migration):
    """Going back leaves the groups: people may be in them."""

    dependencies = [("accounts", "0001_initial")]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
