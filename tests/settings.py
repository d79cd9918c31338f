"""The site's settings as the tests need them.

pytest-django reads the settings before any conftest, so a fresh checkout gets its .env here.
"""

from toolbox.dotenv import write_env

write_env()

from toolbox.settings import *

DATABASES["default"]["OPTIONS"]["options"] += " -c synchronous_commit=off"  # what a crash loses, no test misses
ROOT_URLCONF = "tests.urls"
INSTALLED_APPS += ["tests.stories", "tests.letters"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
SECURE_SSL_REDIRECT = False  # the test client speaks HTTP
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = True  # static files as they stand, no collectstatic
