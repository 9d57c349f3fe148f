"""How the tests run: generated cases are the same every time on the build server, and never race a clock."""

import os

from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.record_fixtures"]  # one database a process, whichever folders its tests are in

settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("here"), derandomize=True, print_blob=True)
# HYPOTHESIS_PROFILE=long before a release: more cases than a working day has patience for.
settings.register_profile("long", parent=settings.get_profile("here"), max_examples=10_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "here"))
