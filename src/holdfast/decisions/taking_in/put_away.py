"""A file under the reference of a record that was put together with another: what it says goes to the record that was kept.

Such a file is half of what there is to say, so it fills in and adds as a return does, whatever kind of file it is; and what gave way
when the two records were put together is not brought back.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

from holdfast.casefile.checking import errors
from holdfast.decisions.taking_in.one_child import NotACaseFile, wanted
from holdfast.people.merging.putting_together import WHY
from holdfast.people.models import Child, Correction
from holdfast.people.registry import lists

Case = Mapping[str, Any]


def kept_of(reference: str) -> Child | None:
    """The record that took in the one of this reference; None where there is none, or it stands for itself."""
    put_away = Child.objects.filter(reference=reference, merged_into__isnull=False)
    return Child.objects.filter(pk__in=put_away.values("merged_into")).first()


def for_the_kept(case: Case, kept: Child) -> dict[str, Any]:
    """The case file under the kept record's reference, without the entries that gave way. Raises NotACaseFile."""
    if found := errors(case):
        raise NotACaseFile(found)
    told = {**case, "child": {**case["child"], "id": kept.reference}}
    for name, gone in _gave_way(kept).items():
        told |= {name: list(_without(name, told[name], gone))} if told.get(name) else {}
    return told


def _gave_way(kept: Child) -> dict[str, list[dict[str, Any]]]:
    """What the rows said that gave way, by list."""
    tables = {model._meta.label_lower: name for name, model in lists().items()}
    rows = Correction.objects.filter(child=kept, removed=True, why=WHY, table__in=tables)
    found: dict[str, list[dict[str, Any]]] = {}
    for table, content in rows.values_list("table", "content"):
        found.setdefault(tables[table], []).append(content)
    return found


def _without(name: str, entries: Iterable[Any], gone: list[dict[str, Any]]) -> Iterable[Any]:
    for entry in entries:
        columns = _as_kept(wanted(name, entry)[0])
        if not any(all(content.get(key) == value for key, value in columns.items()) for content in gone):
            yield entry


def _as_kept(columns: dict[str, Any]) -> dict[str, Any]:
    """Column values as a correction keeps them: an array as its text."""
    said = {name: json.dumps(value) if isinstance(value, list) else value for name, value in columns.items()}
    kept: dict[str, Any] = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return kept
