"""The database backend (ENGINE): Django's own, that refuses a server older than PostgreSQL 15."""

from django.db.backends.postgresql import base, features


class DatabaseFeatures(features.DatabaseFeatures):
    """Django itself would take 14, which knows no "unique nulls not distinct"."""

    minimum_database_version = (15,)


class DatabaseWrapper(base.DatabaseWrapper):
    """ENGINE "toolbox.postgres"."""

    features_class = DatabaseFeatures
