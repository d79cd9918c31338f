"""Print one-time login links."""

from django.contrib.auth.models import Group
from django.core.management import BaseCommand, CommandError

from toolbox.accounts.access import MUNICIPALITIES_GROUP, STAFF_GROUP
from toolbox.accounts.login_links import make_login_link
from toolbox.accounts.models import User

FIRST_ACCOUNTS = [
    ("redactie@example.org", "Redactie (proef)", STAFF_GROUP),
    ("lezer@example.org", "Lezer van Gemeenten (proef)", MUNICIPALITIES_GROUP),
]


class Command(BaseCommand):
    """For one account, or (--if-fresh) for the two first accounts of a database without any."""

    help = "Print a link that logs an account in once."

    def add_arguments(self, parser):
        parser.add_argument("email", nargs="?", help="the account's address")
        parser.add_argument(
            "--if-fresh", action="store_true", help="make a staff and a reader account when there are no accounts yet"
        )
        parser.add_argument("--base", default="http://127.0.0.1:8000", help="the site's address in front of the link")

    def handle(self, *, email, if_fresh, base, **options):
        """Raises CommandError when neither an address nor --if-fresh is given, or nobody has that address."""
        if if_fresh:
            users = [] if User.objects.exists() else [self._make(*account) for account in FIRST_ACCOUNTS]
        elif email:
            users = list(User.objects.filter(email__iexact=email, is_active=True))
            if not users:
                raise CommandError(f"No active account has the address {email}.")
        else:
            raise CommandError("Give an address, or --if-fresh.")
        for user in users:
            self.stdout.write(f"Log in once as {user} <{user.email}>:\n  {base}{make_login_link(user)}")
        if if_fresh and users:
            self.stdout.write("A new link later: manage.py login_link ADDRESS")

    def _make(self, email, name, group):
        user = User.objects.create_user(email, name=name)
        user.groups.add(Group.objects.get_or_create(name=group)[0])
        return user
