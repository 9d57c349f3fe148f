"""A row or two in every guarded table, for every child: what somebody who may not must never see."""

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

VARIED = {
    "people_teammember",
    "people_carerlink",
    "people_emergencyaccess",
    "people_child",
    "audit_auditentry",
}
ALL_KINDS = ["health", "school"]


def fill(children: list[Any], accounts: list[Any]) -> None:
    """Write them as the worker, who may."""
    from holdfast.people.row_security import guarded_models

    made: dict[tuple[str, Any], list[Any]] = {}
    waiting = [m for m in guarded_models() if m._meta.db_table not in VARIED and not _hangs_on_varied(m)]
    while waiting:
        ready = [m for m in waiting if not _above(m) & set(waiting) - {m}]
        for model in ready:
            for child in children:
                _two_of(model, child, accounts, made)
        waiting = [m for m in waiting if m not in ready]


def _hangs_on_varied(model: Any) -> bool:
    """Rows that go with a role in the team, which the histories make anew each time."""
    return any(above._meta.db_table in VARIED - {"people_child"} for above in _above(model))


def _above(model: Any) -> set[Any]:
    return {f.related_model for f in model._meta.concrete_fields if f.is_relation and not f.null}


def _two_of(model: Any, child: Any, accounts: list[Any], made: dict[tuple[str, Any], list[Any]]) -> None:
    names = {f.name: f for f in model._meta.concrete_fields}
    one_only = names["child"].unique if "child" in names else False
    for number, restricted in enumerate((False,) if one_only else (False, True)):
        values = {name: _value(f, child, accounts, number, made) for name, f in names.items() if _needed(f)}
        if "restricted" in names:
            values["restricted"] = restricted
        if "start" in names and "end" in names:
            values["end"] = values["start"]
        if "kinds" in names:
            values["kinds"] = ALL_KINDS
        if "kind_code" in names:
            values["kind_code"] = "health"
        row = model.objects.using("worker").create(**values)
        made.setdefault((model._meta.label, child.pk), []).append(row)


def _needed(f: Any) -> bool:
    return f.name == "child" or not (f.null or f.has_default() or f.auto_created)


def _value(
    f: Any, child: Any, accounts: list[Any], number: int, made: dict[tuple[str, Any], list[Any]]
) -> Any:
    day = date(2020, 1, 1 + number)
    if f.name == "child":
        return child
    if f.is_relation:
        label = f.related_model._meta.label
        if label == "people.Child":
            return child
        if label == "accounts.Account":
            return accounts[number % len(accounts)]
        if (label, child.pk) in made:
            rows = made[label, child.pk]
            return rows[number % len(rows)] if f.unique else rows[0]
        return f.related_model.objects.using("worker").get_or_create(key=f"K{number}")[0]
    kind = f.get_internal_type()
    plain = {"DateField": day, "DateTimeField": datetime(2020, 1, 1, tzinfo=UTC) + timedelta(days=number), "BooleanField": False,
             "IntegerField": number, "BigIntegerField": number, "FloatField": 1.0, "JSONField": {}, "ArrayField": [],
             "UUIDField": uuid.uuid4(), "BinaryField": b""}  # fmt: skip
    return plain.get(kind, f"{f.name}-{number}-{child.pk}")
