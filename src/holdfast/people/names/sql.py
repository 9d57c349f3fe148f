"""How the young person changes what they are called. Made afresh with the row security, by the owner.

Row security lets a row be changed whole or not at all, and the child's row holds much that is not theirs to change. So one
function changes these columns alone; it looks itself whether the viewer may (the kind `called`), and at the version that was read.
"""

FUNCTIONS = """
CREATE OR REPLACE FUNCTION app.be_called(child uuid, was integer, chosen text, said_pronouns text, in_lists text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE people_child SET chosen_name = chosen, pronouns = said_pronouns, sort_name = in_lists, version = version + 1
   WHERE id = child AND version = was AND id IN (SELECT app.children('called', true));
  RETURN FOUND;
END $$;
"""
