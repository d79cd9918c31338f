"""Municipalities: who they are, and who speaks for them."""

from django.apps import AppConfig


class MunicipalitiesConfig(AppConfig):
    """Municipalities and their representatives."""

    name = "toolbox.municipalities"
    verbose_name = "gemeenten"
