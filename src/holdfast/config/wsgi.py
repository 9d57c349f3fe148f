"""The web application, for the server of `holdfast serve`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "holdfast.config.settings")
application = get_wsgi_application()

# What is loaded stays: it is not looked through again and again for garbage, while somebody waits for a page.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 20)
