"""The published JSON Schema of the case file (draft 2020-12), made from its description.

It says all that a schema can say; the rest (days in order, homes that do not overlap, nothing after `as_of`) is said by
`holdfast case check` alone.
"""

from typing import Any

from holdfast.engine.tables import FieldSpec, TableSpec
from holdfast.ng26.tables import CASE_FILE

# The pattern does most of it for validators that do not look at `format`.
_DAY = {"type": "string", "format": "date", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"}


def json_schema() -> dict[str, Any]:
    """The schema as a JSON-ready object."""
    tables = {t.name: _table(t) for t in CASE_FILE.tables if not t.inside}
    schema = _object(CASE_FILE.fields, tables)
    schema["properties"] = {
        "format": {"const": CASE_FILE.format},
        **{k: schema["properties"][k] for k in CASE_FILE.order},
    }
    schema["required"] = ["format", *schema["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:holdfast:case:1",
        "title": "Holdfast case file, version 1",
        "description": "One child's story so far. An absent or null field is not known; false in a field of a day or a "
        "name is known not done; an empty list is known to be empty.",
        **schema,
    }


def _object(fields: tuple[FieldSpec, ...], lists: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    inner: dict[str, list[FieldSpec]] = {}
    for spec in fields:
        head, _, rest = spec.key.partition("/")
        if rest:
            inner.setdefault(head, []).append(_renamed(spec, rest))
            properties.setdefault(head, {})
        else:
            properties[head] = _field(spec)
            required += [head] if spec.required else []
    for head, specs in inner.items():
        schema = _object(tuple(specs), {})
        needed = bool(schema["required"])
        properties[head] = schema if needed else {**schema, "type": ["object", "null"]}
        required += [head] if needed else []
    return {
        "type": "object",
        "properties": {**properties, **lists},
        "required": required,
        "additionalProperties": False,
    }


def _renamed(spec: FieldSpec, key: str) -> FieldSpec:
    from dataclasses import replace

    return replace(spec, key=key)


def _field(spec: FieldSpec) -> dict[str, Any]:
    schemas = [_plain(spec)]
    if spec.or_false:
        schemas.append({"const": False})
    if not spec.required:
        schemas.append({"type": "null"})
    says = spec.says + (f" (absent: {spec.default})" if spec.default else "")
    return {"description": says, **(schemas[0] if len(schemas) == 1 else {"anyOf": schemas})}


def _plain(spec: FieldSpec) -> dict[str, Any]:
    if spec.kind == "day":
        return dict(_DAY)
    if spec.kind == "code":
        return {"enum": list(spec.codes or ())}
    if spec.kind == "codes":
        return {"type": "array", "items": {"enum": list(spec.codes or ())}}
    if spec.kind in ("text", "flag"):
        return {"type": "string" if spec.kind == "text" else "boolean"}
    limits = {"minimum": spec.lowest, "maximum": spec.highest}
    return {"type": "integer" if spec.kind == "whole" else "number"} | {
        k: v for k, v in limits.items() if v is not None
    }


def _table(table: TableSpec) -> dict[str, Any]:
    lists = {t.name: _table(t) for t in CASE_FILE.tables if t.inside == table.name}
    entry = _object(table.fields, lists)
    if table.also:
        entry["allOf"] = [
            _depending(rule.when, rule.code, rule.key, rule.required, rule.codes) for rule in table.also
        ]
    return {"description": table.says, "type": ["array", "null"], "items": entry}


def _depending(when: str, code: str, key: str, required: bool, codes: Any) -> dict[str, Any]:
    then: dict[str, Any] = (
        {"required": [key], "properties": {key: {"not": {"type": "null"}}}} if required else {}
    )
    if codes:
        then = {"properties": {key: {"enum": [*codes, None]}}}
    return {"if": {"properties": {when: {"const": code}}, "required": [when]}, "then": then}
