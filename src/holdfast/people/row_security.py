"""The same rules in PostgreSQL: row-level security for every table of a child's record, made from the kinds.

`apply` is run by the owner after each migration and makes everything afresh in one transaction: the functions that say on which
ground the viewer sees a child, the table of rules, a policy for each table, and the rights of the two roles. A table that it
does not know gets no right at all. The viewer is the setting `app.account_id`, set for the transaction by the door; unset, nothing is seen.
"""

from collections.abc import Iterable

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from holdfast.accounts.vocabulary import MAY_OPEN_A_RECORD
from holdfast.people.grounds import KINDS, ROLE_GROUNDS, SEES_RESTRICTED
from holdfast.people.merging import sql as merging
from holdfast.people.names import sql as names
from holdfast.people.search import sql as search

FUNCTIONS = """
CREATE SCHEMA IF NOT EXISTS app;
CREATE TABLE IF NOT EXISTS app.role_ground (role text PRIMARY KEY, ground text NOT NULL);
CREATE TABLE IF NOT EXISTS app.access_rule (
  kind text, ground text, may_write boolean NOT NULL, restricted boolean NOT NULL, PRIMARY KEY (kind, ground));
TRUNCATE app.role_ground, app.access_rule;

CREATE OR REPLACE FUNCTION app.account() RETURNS bigint LANGUAGE sql STABLE AS
$$ SELECT nullif(current_setting('app.account_id', true), '')::bigint $$;

CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE AS
$$ SELECT (now() AT TIME ZONE 'Europe/London')::date $$;

CREATE OR REPLACE FUNCTION app.grounds() RETURNS TABLE (child_id uuid, ground text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH me AS (SELECT id FROM accounts_account WHERE id = app.account() AND is_active)
  SELECT m.child_id, r.ground FROM me JOIN people_teammember m ON m.account_id = me.id JOIN app.role_ground r USING (role)
   WHERE m.start <= app.today() AND (m."end" IS NULL OR m."end" > app.today())
  UNION
  SELECT m.child_id, 'manager' FROM me JOIN accounts_posting p ON p.account_id = me.id AND p.manages
    JOIN people_teammember m ON m.team_id = p.team_id
   WHERE p.since <= app.today() AND (p.until IS NULL OR p.until > app.today())
     AND m.start <= app.today() AND (m."end" IS NULL OR m."end" > app.today())
  UNION -- whom nobody holds today stays with the team that held them last
  SELECT m.child_id, 'manager' FROM me JOIN accounts_posting p ON p.account_id = me.id AND p.manages
    JOIN people_teammember m ON m.team_id = p.team_id
   WHERE p.since <= app.today() AND (p.until IS NULL OR p.until > app.today()) AND m."end" <= app.today()
     AND NOT EXISTS (SELECT FROM people_teammember o WHERE o.child_id = m.child_id AND o.team_id IS NOT NULL
                        AND o.start <= app.today() AND (o."end" IS NULL OR o."end" > m."end"))
  UNION
  SELECT c.child_id, 'carer' FROM me JOIN people_carerlink c ON c.account_id = me.id
   WHERE c.start <= app.today() AND (c."end" IS NULL OR c."end" > app.today())
  UNION
  SELECT c.id, 'young_person' FROM me JOIN people_child c ON c.account_id = me.id
  UNION
  SELECT e.child_id, 'emergency' FROM me JOIN people_emergencyaccess e ON e.account_id = me.id WHERE e.closes > now()
  UNION
  SELECT c.id, 'opener' FROM me JOIN people_child c ON c.opened_by_id = me.id
   WHERE NOT EXISTS (SELECT FROM people_teammember m WHERE m.child_id = c.id AND m.account_id IS NOT NULL)
$$;

CREATE OR REPLACE FUNCTION app.children(what text, to_write boolean DEFAULT false) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.child_id FROM app.grounds() g
   WHERE g.ground = ANY (ARRAY(SELECT a.ground FROM app.access_rule a WHERE a.kind = what AND (a.may_write OR NOT to_write)))
$$;

CREATE OR REPLACE FUNCTION app.children_restricted(what text, to_write boolean DEFAULT false) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.child_id FROM app.grounds() g
   WHERE g.ground = ANY (ARRAY(
     SELECT a.ground FROM app.access_rule a WHERE a.kind = what AND a.restricted AND (a.may_write OR NOT to_write)))
$$;

CREATE OR REPLACE FUNCTION app.grounds_of() RETURNS TABLE (child_id uuid, held text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT g.child_id, string_agg(g.ground, ' ' ORDER BY g.ground) FROM app.grounds() g GROUP BY 1
$$;

-- Few viewers hold more than two or three sets of grounds, on however many children.
CREATE OR REPLACE FUNCTION app.kinds_on() RETURNS TABLE (held text, kinds text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.held, array_agg(DISTINCT a.kind) FROM (SELECT DISTINCT o.held FROM app.grounds_of() o) s
    JOIN app.access_rule a ON a.ground = ANY (string_to_array(s.held, ' ')) GROUP BY 1
$$;

CREATE OR REPLACE FUNCTION app.kinds_of() RETURNS TABLE (child_id uuid, kinds text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT o.child_id, k.kinds FROM app.grounds_of() o JOIN app.kinds_on() k USING (held)
$$;

CREATE OR REPLACE FUNCTION app.touch(child uuid, day date) RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE people_child SET record_version = record_version + 1, known_on = greatest(known_on, day) WHERE id = child RETURNING record_version
$$;

CREATE OR REPLACE FUNCTION app.has_role(VARIADIC roles text[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT FROM accounts_account WHERE id = app.account() AND is_active AND role = ANY (roles)) $$;

CREATE OR REPLACE FUNCTION app.restrict_corrections(of_row uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE people_correction SET restricted = true WHERE "row" = of_row
$$;

CREATE OR REPLACE FUNCTION app.may_open_records() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS
$$ SELECT EXISTS (SELECT FROM accounts_account WHERE id = app.account() AND is_active AND role = ANY (%(openers)s)) $$;
"""


def _within(kind: str, *, of: str = "child_id", write: bool = False, restricted: bool = False) -> str:
    """The condition that a row's child is one of those whose records of this kind the viewer may read (or write)."""
    function = "app.children_restricted" if restricted else "app.children"
    return f"{of} IN (SELECT {function}('{kind}'{', true' if write else ''}))"


# Worked out once for a query, not for every row.
_ALL_KINDS = (
    " AND ((SELECT jsonb_object_agg(k.held, to_jsonb(k.kinds)) FROM app.kinds_on() k) ->"
    " ((SELECT jsonb_object_agg(o.child_id, o.held) FROM app.grounds_of() o) ->> {table}.child_id::text)) ?& {table}.kinds"
)
# What background work alone writes: what is worked out from the whole record.
WORKED_OUT = ("decisions_kept", "decisions_keptfinding")


def _children(table: str, kind: str, restricted: bool, kinds: bool, write: bool) -> str:
    condition = _within(kind, write=write)
    if restricted:
        condition += f" AND (NOT restricted OR {_within(kind, write=write, restricted=True)})"
    return condition + (_ALL_KINDS.format(table=table) if kinds else "")


_CORRECTION = (
    "(child_id, kind_code) IN (SELECT k.child_id, unnest(k.kinds) FROM app.kinds_of() k)"
    " AND (NOT restricted OR child_id IN (SELECT app.children_restricted('core')))"
)
SPECIAL = {
    "people_child": (
        _within("core", of="id"),
        "app.may_open_records() AND opened_by_id = app.account()",
        _within("core", of="id", write=True),
    ),
    "people_correction": (_CORRECTION, _CORRECTION, "false"),
    "people_knownnone": (_within("core"),) * 3,
    "people_carerlink": (
        f"account_id = app.account() OR {_within('team')}",
        _within("homes", write=True),
        _within("homes", write=True),
    ),
    "people_emergencyaccess": (
        f"account_id = app.account() OR {_within('emergency')}",
        "account_id = app.account() AND reviewed_by_id IS NULL AND closes <= clock_timestamp() + interval '24 hours'",
        _within("emergency", write=True),
    ),
    "people_draft": (f"account_id = app.account() AND (child_id IS NULL OR {_within('core')})",) * 3,
    "intake_importrun": (
        "started_by_id = app.account() OR app.has_role('service_manager')",
        "started_by_id = app.account() AND app.has_role('data_officer', 'service_manager')",
        "started_by_id = app.account()",
    ),
    "audit_auditentry": (
        (
            "actor = 'account:' || app.account() OR children && ARRAY(SELECT app.children('audit'))"
            " OR children && ARRAY(SELECT app.merged_logs())"
        ),
        "true",
        "false",
    ),
}
# Tables that hold nothing of a child's, and what a request may do with them. Everything not named here or above: nothing.
PLAIN = {
    "accounts_account": "SELECT, INSERT, UPDATE", "accounts_agency": "SELECT, INSERT, UPDATE", "accounts_team": "SELECT, INSERT, UPDATE",
    "accounts_calendaraddress": "SELECT, INSERT, UPDATE, DELETE",
    "accounts_posting": "SELECT, INSERT, UPDATE", "accounts_skill": "SELECT, INSERT, UPDATE, DELETE",
    "placements_household": "SELECT, INSERT, UPDATE", "placements_householdmember": "SELECT, INSERT, UPDATE",
    "demo_demoauthority": "SELECT",
    "django_session": "SELECT, INSERT, UPDATE, DELETE", "django_cache": "SELECT, INSERT, UPDATE, DELETE", "django_migrations": "SELECT",
    "django_content_type": "SELECT", "account_emailaddress": "SELECT, INSERT, UPDATE, DELETE",
    "account_emailconfirmation": "SELECT, INSERT, UPDATE, DELETE", "mfa_authenticator": "SELECT, INSERT, UPDATE, DELETE",
    "socialaccount_socialaccount": "SELECT, INSERT, UPDATE, DELETE", "socialaccount_socialapp": "SELECT",
    "procrastinate_jobs": "SELECT, INSERT, UPDATE", "procrastinate_events": "SELECT, INSERT",
    "socialaccount_socialtoken": "SELECT, INSERT, UPDATE, DELETE",
    "usersessions_usersession": "SELECT, INSERT, UPDATE, DELETE",
}  # fmt: skip


def guarded_models() -> list[type[models.Model]]:
    """The tables of a child's record: every model that names a kind, and those with rules of their own."""
    return [m for m in apps.get_models() if hasattr(m, "record_kind") or m._meta.db_table in SPECIAL]


def policies(model: type[models.Model]) -> tuple[str, str, str]:
    """The conditions to see, to add and to change a row of this table."""
    name = model._meta.db_table
    if name in SPECIAL:
        return SPECIAL[name]
    columns = {field.column for field in model._meta.concrete_fields}
    kind = model.record_kind.code  # type: ignore[attr-defined]
    sees, writes = (
        _children(name, kind, "restricted" in columns, "kinds" in columns, write) for write in (False, True)
    )
    return (sees, "false", "false") if name in WORKED_OUT else (sees, writes, writes)


def apply(connection: BaseDatabaseWrapper, roles: dict[str, str]) -> None:
    """Make the functions, rules, policies and rights afresh; `roles` names the database roles app, worker and owner."""
    app, worker = (connection.ops.quote_name(roles[role]) for role in ("app", "worker"))
    with connection.cursor() as cursor:
        cursor.execute(FUNCTIONS, {"openers": list(MAY_OPEN_A_RECORD)})
        cursor.execute(search.FUNCTIONS, search.parameters())
        cursor.execute(merging.FUNCTIONS, merging.parameters())
        cursor.execute(names.FUNCTIONS)
        cursor.executemany("INSERT INTO app.role_ground VALUES (%s, %s)", ROLE_GROUNDS.items())
        cursor.executemany("INSERT INTO app.access_rule VALUES (%s, %s, %s, %s)", list(_rules()))
        for statement in _statements(app, worker):
            cursor.execute(statement)


def _rules() -> Iterable[tuple[str, str, bool, bool]]:
    for kind in KINDS.values():
        for ground in kind.reads:
            yield kind.code, ground, ground in kind.writes, ground in SEES_RESTRICTED


def _statements(app: str, worker: str) -> Iterable[str]:
    for role in (app, worker):
        yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}"
        yield f"GRANT USAGE ON SCHEMA public, app TO {role}"
        yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}"
        yield f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public, app TO {role}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {worker}"
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON audit_auditentry FROM {worker}"
    yield f"REVOKE INSERT, UPDATE, DELETE ON audit_chainhead FROM {worker}"
    for table, rights in PLAIN.items():
        yield f"GRANT {rights} ON {table} TO {app}"
    for model in guarded_models():
        yield from _guard(model, app, worker)


def _guard(model: type[models.Model], app: str, worker: str) -> Iterable[str]:
    table = model._meta.db_table
    sees, adds, changes = policies(model)
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    for name in ("sees", "adds", "changes", "removes", "works"):
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
    yield f"CREATE POLICY sees ON {table} FOR SELECT TO {app} USING ({sees})"
    yield f"CREATE POLICY adds ON {table} FOR INSERT TO {app} WITH CHECK ({adds})"
    if changes != "false":
        yield f"CREATE POLICY changes ON {table} FOR UPDATE TO {app} USING ({changes}) WITH CHECK ({changes})"
        yield f"CREATE POLICY removes ON {table} FOR DELETE TO {app} USING ({changes})"
    yield f"CREATE POLICY works ON {table} TO {worker} USING (true) WITH CHECK (true)"
    rights = ", INSERT, UPDATE, DELETE" if changes != "false" else ", INSERT" if adds != "false" else ""
    yield f"GRANT SELECT{rights} ON {table} TO {app}"
