"""The log's rules as the database keeps them: number and hash on the way in, nothing changed or taken out after."""

CREATE = """
CREATE FUNCTION audit_text(e audit_auditentry) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(
    e.chain, e.number, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), e.actor, e.actor_name, e.actor_role,
    e.did, to_jsonb(e.children), e.about, e.detail, encode(e.previous, 'hex'))::text
$$;

CREATE FUNCTION audit_append() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE head audit_chainhead%ROWTYPE;
BEGIN
  INSERT INTO audit_chainhead (chain, number, hash) VALUES (NEW.chain, 0, ''::bytea) ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_chainhead WHERE chain = NEW.chain FOR UPDATE;
  NEW.number := head.number + 1;
  NEW.previous := head.hash;
  NEW.hash := sha256(convert_to(audit_text(NEW), 'UTF8'));
  UPDATE audit_chainhead SET number = NEW.number, hash = NEW.hash WHERE chain = NEW.chain;
  RETURN NEW;
END $$;

CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'the audit log is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege'; END $$;

CREATE TRIGGER audit_append BEFORE INSERT ON audit_auditentry FOR EACH ROW EXECUTE FUNCTION audit_append();
CREATE TRIGGER audit_refuse BEFORE UPDATE OR DELETE ON audit_auditentry FOR EACH ROW EXECUTE FUNCTION audit_refuse();
CREATE TRIGGER audit_refuse_all BEFORE TRUNCATE ON audit_auditentry EXECUTE FUNCTION audit_refuse();

CREATE FUNCTION audit_problems() RETURNS TABLE (problem text) LANGUAGE sql STABLE AS $$
  WITH entry AS (
    SELECT e.*, sha256(convert_to(audit_text(e), 'UTF8')) AS computed,
           lag(e.hash, 1, ''::bytea) OVER c AS hash_before, row_number() OVER c AS place
      FROM audit_auditentry e WINDOW c AS (PARTITION BY e.chain ORDER BY e.number)
  ), last AS (SELECT DISTINCT ON (chain) chain, number, hash FROM audit_auditentry ORDER BY chain, number DESC)
  SELECT format('%s, entry %s: its content is not what was written', chain, number) FROM entry WHERE hash <> computed
  UNION ALL
  SELECT format('%s, entry %s: it does not follow the entry before it', chain, number) FROM entry WHERE previous <> hash_before
  UNION ALL
  SELECT format('%s: entry %s is missing', chain, place) FROM entry WHERE number <> place AND number <> (
    SELECT max(f.number) FROM audit_auditentry f WHERE f.chain = entry.chain AND f.number < entry.number) + 1
  UNION ALL
  SELECT format('%s: it should end with entry %s', h.chain, h.number) FROM audit_chainhead h LEFT JOIN last l USING (chain)
   WHERE l.number IS DISTINCT FROM h.number OR l.hash IS DISTINCT FROM h.hash
  UNION ALL
  SELECT format('%s: nothing says where it ends', l.chain) FROM last l LEFT JOIN audit_chainhead h USING (chain) WHERE h.chain IS NULL
$$;
"""

DROP = """
DROP TRIGGER audit_refuse_all ON audit_auditentry;
DROP TRIGGER audit_refuse ON audit_auditentry;
DROP TRIGGER audit_append ON audit_auditentry;
DROP FUNCTION audit_problems();
DROP FUNCTION audit_refuse();
DROP FUNCTION audit_append();
DROP FUNCTION audit_text(audit_auditentry);
"""
