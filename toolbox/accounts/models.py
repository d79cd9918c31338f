"""Users: an e-mail address, a name, and the groups they are in."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from .access import STAFF_GROUP


class UserManager(BaseUserManager):
    """Makes users; an address is one account, however it is typed."""

    def create_user(self, email, password=None, **fields):
        """Make and save a user; without a password the account can be entered by login link only."""
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        """Make a technical administrator (`manage.py createsuperuser`)."""
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username):
        """Find the account of an address; raises DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. Circles and staff are groups: membership is the only fact about them."""

    email = models.EmailField("e-mailadres", unique=True, error_messages={"unique": "Dit adres heeft al een account."})
    name = models.CharField("naam", max_length=150, blank=True)
    is_active = models.BooleanField("actief", default=True, help_text="Uit: deze persoon kan niet meer inloggen.")
    joined_at = models.DateTimeField("account sinds", default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="accounts_user_email_once",
                violation_error_message="Dit adres heeft al een account.",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        """Save; the address is kept in lower case."""
        self.email = self.email.lower()
        super().save(*args, **kwargs)

    def get_short_name(self):
        """What the site calls this person."""
        return str(self)

    @cached_property
    def is_staff(self):
        """Member of Redactie, or technical administrator: sees and edits everything."""
        return self.is_superuser or (self.pk is not None and self.groups.filter(name=STAFF_GROUP).exists())
