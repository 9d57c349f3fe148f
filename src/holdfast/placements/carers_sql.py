"""The carers' links as the database keeps them: one function that makes them say what homes and households say.

It runs with the owner's rights: whoever changes a household changes what its carers may see of every child who lives there, also
of those whose record they may not open themselves. It takes no values but where to look, and gives nothing back.
"""

CREATE = """
CREATE FUNCTION placements_carers_in_step(one_child uuid, one_household text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH wanted AS (
    SELECT DISTINCT h.child_id, m.account_id, h.carer AS household, greatest(h.start, m.since) AS start,
           least(h."end", m.until) AS "end"
      FROM placements_home h
      JOIN placements_household k ON k.key = h.carer
      JOIN placements_householdmember m ON m.household_id = k.id
     WHERE (one_child IS NULL OR h.child_id = one_child) AND (one_household IS NULL OR h.carer = one_household)
       AND greatest(h.start, m.since) <= coalesce(least(h."end", m.until), 'infinity')
  ), gone AS (
    DELETE FROM people_carerlink l
     WHERE (one_child IS NULL OR l.child_id = one_child) AND (one_household IS NULL OR l.household = one_household)
       AND (one_child IS NOT NULL OR one_household IS NOT NULL)
       AND NOT EXISTS (
         SELECT FROM wanted w
          WHERE w.child_id = l.child_id AND w.account_id = l.account_id AND w.household = l.household AND w.start = l.start
            AND w."end" IS NOT DISTINCT FROM l."end")
  )
  INSERT INTO people_carerlink (child_id, account_id, household, start, "end")
  SELECT w.child_id, w.account_id, w.household, w.start, w."end" FROM wanted w
   WHERE (one_child IS NOT NULL OR one_household IS NOT NULL)
     AND NOT EXISTS (
       SELECT FROM people_carerlink l
        WHERE w.child_id = l.child_id AND w.account_id = l.account_id AND w.household = l.household AND w.start = l.start
          AND w."end" IS NOT DISTINCT FROM l."end")
$$;
"""
DROP = "DROP FUNCTION placements_carers_in_step(uuid, text)"
