"""Publications: research, reports, guides and what else was written."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Publications and who made them."""

    name = "publications"
    verbose_name = "publicaties"
