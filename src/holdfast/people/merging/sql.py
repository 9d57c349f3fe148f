"""What the database does when two records are put together. Made afresh with the row security, by the owner.

A manager may not change every table of a child's record as row security has it (corrections, other people's drafts), so one
function moves the rows; it looks itself whether the viewer manages both children's teams. The record that is left behind is seen
by nobody: two functions say where it went and what it was, and its log is read with that of the record that took it in.
"""

from django.apps import apps


def parameters() -> dict[str, list[str]]:
    """What FUNCTIONS needs: `derived`, the tables worked out from a version of the record, which are dropped to be worked out anew;
    `loose`, those of whose twins one is enough (drafts, "known: none", the carers' links).
    """
    from holdfast.people.entries import Entry
    from holdfast.people.models import Child

    beside = [m for m in apps.get_models() if m is not Child and not issubclass(m, Entry)]
    about_a_child = [m for m in beside if any(f.related_model is Child for f in m._meta.concrete_fields)]
    derived = [
        m
        for m in about_a_child
        if {f.name for f in m._meta.concrete_fields} & {"record_version", "recommendation"}
    ]
    return {
        "derived": [m._meta.db_table for m in derived],
        "loose": [m._meta.db_table for m in about_a_child if m not in derived],
    }


FUNCTIONS = """
CREATE OR REPLACE FUNCTION app.merged_into(record uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT merged_into_id FROM people_child WHERE id = record AND merged_into_id IN (SELECT app.children('core'))
$$;

CREATE OR REPLACE FUNCTION app.merged_from(record uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM people_child WHERE merged_into_id = record AND record IN (SELECT app.children('core'))
$$;

CREATE OR REPLACE FUNCTION app.merged_logs() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM people_child WHERE merged_into_id IN (SELECT app.children('audit'))
$$;

CREATE OR REPLACE FUNCTION app.move_record(left_behind uuid, kept uuid) RETURNS jsonb
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE link record; twin record; moved bigint; account bigint; counts jsonb := '{}';
BEGIN
  IF left_behind = kept
     OR (SELECT count(*) FROM app.grounds() g WHERE g.ground = 'manager' AND g.child_id IN (left_behind, kept)) < 2 THEN
    RAISE EXCEPTION 'only who manages the teams of both children puts their records together' USING ERRCODE = 'insufficient_privilege';
  END IF;
  FOR link IN
    SELECT c.conrelid, c.conrelid::regclass::text AS name, a.attname AS field,
           EXISTS (SELECT FROM pg_attribute p WHERE p.attrelid = c.conrelid AND p.attname = 'position' AND NOT p.attisdropped) AS ordered
      FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = 'people_child'::regclass AND c.conrelid <> 'people_child'::regclass
     ORDER BY 2, 3
  LOOP
    IF link.name = ANY (%(derived)s::text[]) THEN
      EXECUTE format('DELETE FROM %%I WHERE %%I = $1', link.name, link.field) USING left_behind;
      CONTINUE;
    END IF;
    IF link.name = ANY (%(loose)s::text[]) THEN
      FOR twin IN
        SELECT coalesce(string_agg(format('x.%%1$I IS NOT DISTINCT FROM y.%%1$I', a.attname), ' AND ')
                          FILTER (WHERE a.attname <> link.field), 'true') AS alike
          FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
         WHERE i.indrelid = link.conrelid AND i.indisunique GROUP BY i.indexrelid HAVING bool_or(a.attname = link.field)
      LOOP
        EXECUTE format('DELETE FROM %%1$I x USING %%1$I y WHERE x.%%2$I = $1 AND y.%%2$I = $2 AND %%3$s', link.name, link.field, twin.alike)
          USING left_behind, kept;
      END LOOP;
    END IF;
    IF link.ordered AND link.field = 'child_id' THEN
      EXECUTE format('UPDATE %%1$I SET position = position + 1 + coalesce((SELECT max(position) FROM %%1$I WHERE child_id = $2), -1)
        WHERE child_id = $1', link.name) USING left_behind, kept;
    END IF;
    EXECUTE format('UPDATE %%I SET %%I = $2 WHERE %%2$I = $1', link.name, link.field) USING left_behind, kept;
    GET DIAGNOSTICS moved = ROW_COUNT;
    IF moved > 0 THEN counts := counts || jsonb_build_object(link.name, moved); END IF;
  END LOOP;
  UPDATE people_child SET merged_into_id = kept WHERE merged_into_id = left_behind;
  SELECT account_id INTO account FROM people_child WHERE id = left_behind;
  UPDATE people_child SET merged_into_id = kept, account_id = NULL, opened_by_id = NULL WHERE id = left_behind;
  UPDATE people_child SET account_id = coalesce(account_id, account) WHERE id = kept;
  RETURN counts;
END $$;
"""
