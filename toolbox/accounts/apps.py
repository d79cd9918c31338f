"""Who you are, and what you may therefore see."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, their circles, and the one access rule."""

    name = "toolbox.accounts"
    verbose_name = "accounts"
