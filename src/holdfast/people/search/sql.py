"""The functions that find children by what somebody knows of them. Made afresh with the row security, by the owner.

Row security hides other people's children, and its conditions keep PostgreSQL from using an index for `LIKE` or a sound. So
one function looks past it, and gives back ids alone: the viewer's own children, and, to a role that may open a record in an
emergency, a few others of whom a number, the whole name, or a name and the birthday were given. It writes what was asked into
the log before it looks, so that nobody looks unseen. The text is kept in clear: whoever answers for a wrongful search has to be
able to read it, and a hash of a name would hide it from nobody.
"""

import json

from holdfast.accounts.vocabulary import ACCOUNT_ROLES, MAY_OPEN_IN_AN_EMERGENCY, STAFF_ROLES

MOST = 20  # of the viewer's own
MOST_OTHERS = 5

_NAMES = "{t}.given_name || ' ' || {t}.family_name"
CHILD_NAMES = _NAMES.format(t="c") + " || ' ' || c.chosen_name"
OTHER_NAMES = _NAMES.format(t="o")

SEARCHERS = tuple(role for role in STAFF_ROLES if role != "researcher")


def parameters() -> dict[str, object]:
    """What FUNCTIONS needs to be executed with: the roles, as the vocabulary of accounts has them."""
    return {
        "searchers": list(SEARCHERS),
        "openers_in_emergency": list(MAY_OPEN_IN_AN_EMERGENCY),
        "role_words": json.dumps(dict(ACCOUNT_ROLES.words)),
    }


def _index_names(expression: str) -> str:
    return expression.replace("c.", "").replace("o.", "")


# Put together from names of our own columns and two numbers; what somebody typed comes in as an argument.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION app.plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT trim(regexp_replace(regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, said)),
    '[''’`´]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION app.words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS
$$ SELECT string_to_array(app.plain(said), ' ') $$;

CREATE OR REPLACE FUNCTION app.sounds(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
  SELECT coalesce(array_agg(DISTINCT code), ARRAY[]::text[])
    FROM unnest(app.words(said)) AS word, unnest(extensions.daitch_mokotoff(word)) AS code WHERE word ~ '^[a-z]+$'
$$;

CREATE INDEX IF NOT EXISTS child_names_likeness ON people_child USING gin
  (app.plain({_index_names(CHILD_NAMES)}) extensions.gin_trgm_ops);
CREATE INDEX IF NOT EXISTS child_names_sounds ON people_child USING gin (app.sounds({_index_names(CHILD_NAMES)}));
CREATE INDEX IF NOT EXISTS child_names_words ON people_child USING gin (app.words({_index_names(CHILD_NAMES)}));
CREATE INDEX IF NOT EXISTS other_names_likeness ON people_othername USING gin
  (app.plain({_index_names(OTHER_NAMES)}) extensions.gin_trgm_ops);
CREATE INDEX IF NOT EXISTS other_names_sounds ON people_othername USING gin (app.sounds({_index_names(OTHER_NAMES)}));
CREATE INDEX IF NOT EXISTS other_names_words ON people_othername USING gin (app.words({_index_names(OTHER_NAMES)}));

CREATE OR REPLACE FUNCTION app.name_fit(word text, forms text[], sounds text[], names text) RETURNS TABLE (why text, score real)
LANGUAGE sql IMMUTABLE SET search_path = public, extensions, pg_temp AS $$
  SELECT f.why, f.score FROM (VALUES
    ('name', 1.0::real, word = ANY (app.words(names))),
    ('form', 0.9::real, app.words(names) && forms),
    ('part', 0.8::real, app.plain(names) LIKE '%%' || word || '%%'),
    ('sound', (0.5 + 0.3 * word_similarity(word, app.plain(names)))::real, app.sounds(names) && sounds),
    ('likeness', (0.7 * word_similarity(word, app.plain(names)))::real, true)
  ) AS f (why, score, fits) WHERE f.fits ORDER BY f.score DESC LIMIT 1
$$;

CREATE OR REPLACE FUNCTION app.children_named(names jsonb) RETURNS TABLE (child_id uuid, fitting bigint, score real, why text[])
LANGUAGE sql STABLE SET search_path = public, extensions, pg_temp AS $$
  WITH word AS (
    SELECT n, app.plain(w ->> 'word') AS word, app.sounds(w ->> 'word') AS sounds,
           ARRAY(SELECT jsonb_array_elements_text(w -> 'forms')) AS forms
      FROM jsonb_array_elements(names) WITH ORDINALITY AS x (w, n)
  ), fit AS (
    SELECT DISTINCT ON (word.n, f.child_id) word.n, f.child_id, f.score, f.why FROM word CROSS JOIN LATERAL (
      SELECT c.id AS child_id, fit.score, fit.why
        FROM people_child c CROSS JOIN LATERAL app.name_fit(word.word, word.forms, word.sounds, {CHILD_NAMES}) fit
       WHERE c.merged_into_id IS NULL AND (word.word <%% app.plain({CHILD_NAMES}) OR app.plain({CHILD_NAMES}) LIKE '%%' || word.word || '%%'
             OR app.sounds({CHILD_NAMES}) && word.sounds OR app.words({CHILD_NAMES}) && word.forms)
      UNION ALL
      SELECT o.child_id, fit.score * 0.95, 'other ' || fit.why
        FROM people_othername o CROSS JOIN LATERAL app.name_fit(word.word, word.forms, word.sounds, {OTHER_NAMES}) fit
       WHERE (word.word <%% app.plain({OTHER_NAMES}) OR app.plain({OTHER_NAMES}) LIKE '%%' || word.word || '%%'
             OR app.sounds({OTHER_NAMES}) && word.sounds OR app.words({OTHER_NAMES}) && word.forms)
         AND (NOT o.restricted OR o.child_id IN (SELECT app.children_restricted('core')))
    ) f ORDER BY word.n, f.child_id, f.score DESC
  )
  SELECT child_id, count(*), sum(score)::real, array_agg(DISTINCT why) FROM fit GROUP BY child_id
$$;
-- Called by itself it is bound by row security, as it does not act as its owner.

CREATE OR REPLACE FUNCTION app.find_children(asked jsonb) RETURNS TABLE (child_id uuid, why text[], score real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, extensions, pg_temp AS $$
DECLARE me accounts_account%%ROWTYPE; asked_names int := jsonb_array_length(asked -> 'names');
BEGIN
  SELECT * INTO me FROM accounts_account a WHERE a.id = app.account() AND a.is_active AND a.role = ANY (%(searchers)s);
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO audit_auditentry (chain, number, at, actor, actor_name, actor_role, did, children, about, detail)
  VALUES ('actor:account:' || me.id, 0, clock_timestamp(), 'account:' || me.id, me.name, %(role_words)s::jsonb ->> me.role,
          'search', '{{}}', 'people.child', jsonb_build_object('asked', asked ->> 'typed'));
  RETURN QUERY
  WITH numbered AS (
    SELECT i.child_id AS id, i.scheme AS why FROM people_identifier i
     WHERE (i.scheme, i.value) IN (('nhs_number', asked ->> 'nhs_number'), ('upn', asked ->> 'upn'))
       AND (i.child_id IN (SELECT app.children('identifiers')) OR i.child_id NOT IN (SELECT app.children('core')))
    UNION ALL SELECT c.id, 'reference' FROM people_child c WHERE c.reference = asked ->> 'reference'
    UNION ALL SELECT i.child_id, 'reference' FROM people_identifier i WHERE i.scheme = 'holdfast' AND i.value = asked ->> 'reference'
  ), born AS (SELECT c.id FROM people_child c WHERE c.date_of_birth = (asked ->> 'born')::date
  ), named AS (SELECT n.child_id AS id, n.fitting, n.score, n.why FROM app.children_named(asked -> 'names') n
  ), known AS (
    SELECT id, ARRAY[n.why] AS why, 5::real AS score, true AS sure FROM numbered n
    UNION ALL
    SELECT n.id, n.why || ARRAY['born'], 2 + n.score, true FROM named n JOIN born USING (id)
    UNION ALL
    SELECT n.id, n.why, n.score / asked_names, asked_names > 1 FROM named n
     WHERE n.fitting = asked_names AND n.id NOT IN (SELECT b.id FROM born b)
    UNION ALL
    SELECT b.id, ARRAY['born'], 0.4, false FROM born b WHERE b.id NOT IN (SELECT n.id FROM named n)
  ), whole AS (
    SELECT k.id, array_agg(DISTINCT w.w) AS why, max(k.score)::real AS score, bool_or(k.sure) AS sure,
           k.id IN (SELECT app.children('core')) AS mine
      FROM known k CROSS JOIN LATERAL unnest(k.why) AS w (w) JOIN people_child c ON c.id = k.id AND c.merged_into_id IS NULL GROUP BY k.id
  ), ranked AS (
    SELECT w.*, row_number() OVER (PARTITION BY w.mine ORDER BY w.score DESC, w.id) AS place FROM whole w
     WHERE w.mine OR (w.sure AND me.role = ANY (%(openers_in_emergency)s))
  )
  SELECT r.id, r.why, r.score FROM ranked r WHERE r.place <= CASE WHEN r.mine THEN {MOST} ELSE {MOST_OTHERS} END
   ORDER BY r.score DESC, r.id;
END $$;

CREATE OR REPLACE FUNCTION app.agencies_to_ask(found uuid[]) RETURNS TABLE (child_id uuid, agency_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.agency_id FROM people_child c WHERE c.id = ANY (found) AND c.id NOT IN (SELECT app.children('core'))
     AND EXISTS (SELECT FROM accounts_account a WHERE a.id = app.account() AND a.is_active AND a.role = ANY (%(openers_in_emergency)s))
$$;
"""  # noqa: S608
