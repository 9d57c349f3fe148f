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
MOST_COMPARED = 2000  # children whose names are compared letter by letter, of those that an index found

_NAMES = "{t}.given_name || ' ' || {t}.family_name"
CHILD_NAMES = _NAMES.format(t="c") + " || ' ' || c.chosen_name"
OTHER_NAMES = _NAMES.format(t="o")
CHILD_NAMES_QUOTED, OTHER_NAMES_QUOTED = (names.replace("'", "''") for names in (CHILD_NAMES, OTHER_NAMES))

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


# Put together from names of our own columns and three numbers; what somebody typed comes in as an argument.
FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION app.plain(said text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(regexp_replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, said)),
    '[''’`´]', '', 'g'), '[^[:alnum:]]+', ' ', 'g'))
$$;

CREATE OR REPLACE FUNCTION app.words(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT string_to_array(app.plain(said), ' ') $$;

CREATE OR REPLACE FUNCTION app.sounds(said text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
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

-- The condition, as text with every value quoted, under which an expression of names may hold a word; what an index can answer.
CREATE OR REPLACE FUNCTION app.name_condition(names text, asked jsonb, parts boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog AS $$
  SELECT format(
    '(app.words(%%1$s) && %%2$L::text[] OR app.sounds(%%1$s) && %%3$L::text[] OR %%4$L OPERATOR(extensions.<%%%%) app.plain(%%1$s)%%5$s)',
    names, array_append(ARRAY(SELECT jsonb_array_elements_text(asked -> 'forms')), plain.word), app.sounds(plain.word), plain.word,
    CASE WHEN parts AND length(plain.word) > 2 THEN format(' OR app.plain(%%s) LIKE %%L', names, '%%' || plain.word || '%%') ELSE '' END)
    FROM (SELECT app.plain(asked ->> 'word') AS word) AS plain
$$;

-- How well names fit each word of a name asked for: the best fit of each word, added up, and how many words fit at all.
CREATE OR REPLACE FUNCTION app.name_fits(compared uuid[], names jsonb, unrestricted boolean)
RETURNS TABLE (child_id uuid, fitting bigint, score real, why text[], whole boolean)
LANGUAGE sql STABLE SET search_path = public, extensions, pg_temp AS $$
  WITH word AS MATERIALIZED (
    SELECT n, app.plain(w ->> 'word') AS word, app.sounds(w ->> 'word') AS sounds,
           ARRAY(SELECT jsonb_array_elements_text(w -> 'forms')) AS forms
      FROM jsonb_array_elements(names) WITH ORDINALITY AS x (w, n)
  ), named AS MATERIALIZED (
    SELECT c.id AS child_id, '' AS which, app.plain({CHILD_NAMES}) AS plain FROM people_child c WHERE c.id = ANY (compared)
    UNION ALL
    SELECT o.child_id, 'other ', app.plain({OTHER_NAMES}) FROM people_othername o
     WHERE o.child_id = ANY (compared)
       AND (NOT o.restricted OR NOT unrestricted AND o.child_id IN (SELECT app.children_restricted('core')))
  ), fit AS (
    SELECT DISTINCT ON (n.child_id, w.n) n.child_id, w.n, n.which || f.why AS why,
           f.score * CASE n.which WHEN '' THEN 1 ELSE 0.95 END AS score, f.why <> 'part' OR app.sounds(n.plain) && w.sounds AS whole
      FROM named n CROSS JOIN word w CROSS JOIN LATERAL (
        SELECT CASE WHEN w.word = ANY (string_to_array(n.plain, ' ')) THEN 'name'
                    WHEN string_to_array(n.plain, ' ') && w.forms THEN 'form'
                    WHEN n.plain LIKE '%%' || w.word || '%%' THEN 'part'
                    WHEN app.sounds(n.plain) && w.sounds THEN 'sound'
                    WHEN word_similarity(w.word, n.plain) >= 0.6 THEN 'likeness' END AS why
      ) kind CROSS JOIN LATERAL (
        SELECT kind.why, CASE kind.why WHEN 'name' THEN 1 WHEN 'form' THEN 0.9 WHEN 'part' THEN 0.8
                    WHEN 'sound' THEN 0.5 + 0.3 * word_similarity(w.word, n.plain) ELSE 0.7 * word_similarity(w.word, n.plain) END AS score
      ) f WHERE kind.why IS NOT NULL
     ORDER BY n.child_id, w.n, score DESC
  )
  SELECT child_id, count(*), sum(score)::real, array_agg(DISTINCT why), bool_and(whole) FROM fit GROUP BY child_id
$$;

CREATE OR REPLACE FUNCTION app.find_children(asked jsonb) RETURNS TABLE (child_id uuid, why text[], score real)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, extensions, pg_temp AS $$
DECLARE
  me accounts_account%%ROWTYPE;
  asked_names int := jsonb_array_length(asked -> 'names');
  born date := (asked ->> 'born')::date;
  own uuid[] := ARRAY(SELECT app.children('core'));
  numbered uuid[]; mine uuid[]; others uuid[] := '{{}}'; any_word text; every_word text;
BEGIN
  SELECT * INTO me FROM accounts_account a WHERE a.id = app.account() AND a.is_active AND a.role = ANY (%(searchers)s);
  IF NOT FOUND THEN RETURN; END IF;
  INSERT INTO audit_auditentry (chain, number, at, actor, actor_name, actor_role, did, children, about, detail)
  VALUES ('actor:account:' || me.id, 0, clock_timestamp(), 'account:' || me.id, me.name, %(role_words)s::jsonb ->> me.role,
          'search', '{{}}', 'people.child', jsonb_build_object('asked', asked ->> 'typed'));
  numbered := ARRAY(
    SELECT i.child_id FROM people_identifier i
     WHERE (i.scheme, i.value) IN (('nhs_number', asked ->> 'nhs_number'), ('upn', asked ->> 'upn'), ('holdfast', asked ->> 'reference'))
       AND (i.child_id <> ALL (own) OR i.child_id IN (SELECT app.children('identifiers')))
    UNION SELECT c.id FROM people_child c WHERE c.reference = asked ->> 'reference');
  mine := ARRAY(SELECT c.id FROM people_child c WHERE c.id = ANY (own) AND c.date_of_birth = born);
  IF asked_names > 0 THEN
    SELECT string_agg(app.name_condition('{CHILD_NAMES_QUOTED}', w, true), ' OR ') INTO any_word
      FROM jsonb_array_elements(asked -> 'names') w;
    EXECUTE format('SELECT $1 || ARRAY(SELECT c.id FROM people_child c
      WHERE c.id = ANY ($2) AND (%%s) LIMIT {MOST_COMPARED})', any_word) INTO mine USING mine, own;
    SELECT string_agg(app.name_condition('{OTHER_NAMES_QUOTED}', w, true), ' OR ') INTO any_word
      FROM jsonb_array_elements(asked -> 'names') w;
    EXECUTE format('SELECT $1 || ARRAY(SELECT o.child_id FROM people_othername o
      WHERE o.child_id = ANY ($2) AND (%%s) LIMIT {MOST_COMPARED})', any_word) INTO mine USING mine, own;
  END IF;
  IF me.role = ANY (%(openers_in_emergency)s) THEN
    others := ARRAY(SELECT c.id FROM people_child c
      WHERE c.date_of_birth = born AND asked_names > 0 AND c.id <> ALL (own) LIMIT {MOST_COMPARED});
    IF asked_names > 1 THEN
      SELECT string_agg(app.name_condition('{CHILD_NAMES_QUOTED}', w, false), ' AND ') INTO every_word
        FROM jsonb_array_elements(asked -> 'names') w;
      EXECUTE format('SELECT $1 || ARRAY(SELECT c.id FROM people_child c WHERE %%s AND c.id <> ALL ($2) LIMIT {MOST_COMPARED})', every_word)
        INTO others USING others, own;
      SELECT string_agg(app.name_condition('{OTHER_NAMES_QUOTED}', w, false), ' AND ') INTO every_word
        FROM jsonb_array_elements(asked -> 'names') w;
      EXECUTE format('SELECT $1 || ARRAY(SELECT o.child_id FROM people_othername o
        WHERE %%s AND NOT o.restricted AND o.child_id <> ALL ($2) LIMIT {MOST_COMPARED})', every_word) INTO others USING others, own;
    END IF;
  END IF;
  RETURN QUERY
  WITH named AS (
    SELECT f.* FROM app.name_fits(mine, asked -> 'names', false) f UNION ALL SELECT f.* FROM app.name_fits(others, asked -> 'names', true) f
  ), known AS (
    SELECT c.id, c.id = ANY (own) AS mine, c.id = ANY (numbered) AS by_number, coalesce(c.date_of_birth = born, false) AS same_day,
           coalesce(n.fitting, 0) AS fitting, coalesce(n.score, 0) AS score, coalesce(n.why, '{{}}') AS why,
           coalesce(n.whole, false) AS whole
      FROM people_child c LEFT JOIN named n ON n.child_id = c.id
     WHERE c.id = ANY (numbered || mine || others) AND c.merged_into_id IS NULL
  ), by_numbers AS (
    SELECT i.child_id AS id, CASE i.scheme WHEN 'holdfast' THEN 'reference' ELSE i.scheme END AS why FROM people_identifier i
     WHERE i.child_id = ANY (numbered) AND (i.scheme, i.value) IN (
       ('nhs_number', asked ->> 'nhs_number'), ('upn', asked ->> 'upn'), ('holdfast', asked ->> 'reference'))
    UNION SELECT c.id, 'reference' FROM people_child c WHERE c.id = ANY (numbered) AND c.reference = asked ->> 'reference'
  ), ranked AS (
    SELECT k.id, k.mine, k.why || CASE WHEN k.same_day THEN ARRAY['born'] ELSE '{{}}' END
             || ARRAY(SELECT b.why FROM by_numbers b WHERE b.id = k.id) AS why,
           (CASE WHEN k.by_number THEN 5 ELSE 0 END + CASE WHEN k.same_day THEN 2 ELSE 0 END
             + CASE WHEN k.fitting = asked_names THEN k.score / greatest(asked_names, 1)
                    WHEN k.same_day THEN 0.1 * k.fitting ELSE 0 END)::real AS score
      FROM known k
     WHERE k.by_number OR k.mine AND (k.same_day OR k.fitting = asked_names AND asked_names > 0)
        OR NOT k.mine AND (k.same_day AND k.fitting > 0 OR asked_names > 1 AND k.fitting = asked_names AND k.whole)
  ), placed AS (
    SELECT r.*, row_number() OVER (PARTITION BY r.mine ORDER BY r.score DESC, r.id) AS place FROM ranked r
     WHERE r.mine OR me.role = ANY (%(openers_in_emergency)s)
  )
  SELECT p.id, p.why, p.score FROM placed p WHERE p.place <= CASE WHEN p.mine THEN {MOST} ELSE {MOST_OTHERS} END
   ORDER BY p.score DESC, p.id;
END $$;

CREATE OR REPLACE FUNCTION app.agencies_to_ask(found uuid[]) RETURNS TABLE (child_id uuid, agency_id bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id, c.agency_id FROM people_child c WHERE c.id = ANY (found) AND c.id NOT IN (SELECT app.children('core'))
     AND EXISTS (SELECT FROM accounts_account a WHERE a.id = app.account() AND a.is_active AND a.role = ANY (%(openers_in_emergency)s))
$$;
DROP FUNCTION IF EXISTS app.children_named(jsonb);
DROP FUNCTION IF EXISTS app.name_fit(text, text[], text[], text);
"""  # noqa: S608
