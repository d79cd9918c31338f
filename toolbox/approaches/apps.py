"""Approaches: the types, who does them, and what is known of them."""

from django.apps import AppConfig


class ApproachesConfig(AppConfig):
    """Approaches, practices, facts and evidence."""

    name = "toolbox.approaches"
    verbose_name = "aanpakken"
