"""Records that may be one child's, among the children whose teams the viewer manages; and where a record that was put away went."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from holdfast.accounts.models import Account
from holdfast.people import access
from holdfast.people.models import Child
from holdfast.people.search.name_variants import forms_of

WHY = {
    "nhs_number": "the same NHS number",
    "upn": "the same UPN",
    "born": "born on the same day, and a name much alike",
}
MOST = 100


@dataclass(frozen=True)
class Pair:
    """Two records that may be one child's, and why."""

    first: Child
    second: Child
    why: tuple[str, ...]

    @property
    def because(self) -> str:
        """Why, in words."""
        return "; ".join(WHY[code] for code in self.why)


# Under row security; the names' words and sounds are the search's own.
_ALIKE = """
WITH mine AS (SELECT * FROM people_child WHERE id = ANY (%(theirs)s::uuid[]) AND merged_into_id IS NULL),
found AS (
SELECT a.id AS a, b.id AS b, 'born' AS why, a.given_name AS first, b.given_name AS second,
       app.sounds(a.given_name) && app.sounds(b.given_name) OR extensions.similarity(app.plain(a.given_name), app.plain(b.given_name)) > 0.4
         AS alike
  FROM mine a JOIN mine b ON a.id < b.id AND a.date_of_birth = b.date_of_birth
UNION ALL
SELECT i.child_id, j.child_id, i.scheme, '', '', true
  FROM people_identifier i JOIN people_identifier j ON i.scheme = j.scheme AND i.value = j.value AND i.child_id < j.child_id
 WHERE i.scheme IN ('nhs_number', 'upn') AND i.child_id = ANY (%(theirs)s::uuid[]) AND j.child_id = ANY (%(theirs)s::uuid[]))
SELECT * FROM found WHERE NOT EXISTS (
  SELECT FROM people_notthesame n WHERE (n.child_id, n.other_id) IN ((found.a, found.b), (found.b, found.a)))
"""


def managed(viewer: Account) -> list[UUID]:
    """Children whose team's manager the viewer is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT child_id FROM app.grounds() WHERE ground = 'manager'")
        return [child for (child,) in cursor.fetchall()] if viewer.is_active else []


def pairs(viewer: Account) -> list[Pair]:
    """Records that may be one child's, at most MOST pairs; those that somebody told apart are left out."""
    theirs = managed(viewer)
    with connection.cursor() as cursor:
        cursor.execute(_ALIKE, {"theirs": theirs})
        found: dict[tuple[UUID, UUID], list[str]] = {}
        for a, b, why, first, second, alike in cursor.fetchall():
            if alike or second.casefold() in forms_of(first.casefold()):
                found.setdefault((a, b), []).append(why)
    children = access.children_visible_to(viewer).in_bulk({child for pair in found for child in pair})
    shown = [
        Pair(children[a], children[b], tuple(why))
        for (a, b), why in found.items()
        if {a, b} <= children.keys()
    ]
    return sorted(shown, key=lambda pair: (pair.first.sort_name, pair.second.sort_name))[:MOST]


def merged_into(record: UUID) -> UUID | None:
    """The record that took this one in, if the viewer may see it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.merged_into(%s)", [record])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


def merged_from(record: UUID) -> list[UUID]:
    """The records that this one took in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.merged_from(%s)", [record])
        return [gone for (gone,) in cursor.fetchall()]
