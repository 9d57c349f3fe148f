"""One child's findings after a save, in a process that has loaded what the web server has.

    HOLDFAST_HOME=FOLDER python -m benchmarks.record.after_a_save CHILD ROUNDS

The child is one of worker w0's.
"""

import json
import statistics
import sys
import time


def main() -> None:
    """Milliseconds from the end of a save to the findings that follow from it, as JSON."""
    from holdfast.cli.database import as_role

    as_role("app")
    from django.db import transaction

    import holdfast.config.wsgi  # noqa: F401 - memory is set up as the web server sets it up
    from holdfast.accounts.models import Account
    from holdfast.decisions.queries import findings_for
    from holdfast.people import keeping
    from holdfast.people.access import today
    from holdfast.people.models import Child
    from holdfast.people.registry import lists
    from holdfast.web.middleware import look_as

    child, rounds = sys.argv[1], int(sys.argv[2])
    worker = Account.objects.get(key="w0")
    taken = []
    for _ in range(rounds + 3):
        with transaction.atomic():
            look_as(worker.pk)
            keeping.add(model=lists()["carer_support"], child=Child.objects.get(pk=child), by=worker,
                        values={"date": today(), "kind": "telephone"})  # fmt: skip
        begun = time.perf_counter()
        with transaction.atomic():
            look_as(worker.pk)
            found = findings_for(worker, Child.objects.get(pk=child).pk)
        taken.append((time.perf_counter() - begun) * 1000)
        assert found.up_to_date and found.shown
    cut = statistics.quantiles(taken[3:], n=100)
    print(json.dumps({"p50": cut[49], "p95": cut[94]}))


if __name__ == "__main__":
    main()
