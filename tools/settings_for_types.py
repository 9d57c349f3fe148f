"""What the type checker's Django plugin needs to know of the record: its tables and who an account is.

Not config/settings.py: that one makes secrets and looks for a database, and a type checker wants neither.
"""

from pathlib import Path

import holdfast

SECRET_KEY = "signs nothing"
AUTH_USER_MODEL = "accounts.Account"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    *(f"holdfast.{room.parent.name}" for room in sorted(Path(holdfast.__path__[0]).glob("*/apps.py"))),
]
