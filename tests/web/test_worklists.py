"""My children, my week, my team's caseload: what they show, to whom, in how many queries."""

import csv
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


def page(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def test_my_children_are_listed_with_what_is_pressing(world: Any, sign_in: Any) -> None:
    text = page(sign_in(world.sam), "/children/")
    assert "Ada Marsh" in text and "Adeyemi household, in foster care" in text and "Ask" in text
    assert "Yusuf" not in text


def test_a_name_narrows_the_list(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sal)
    assert "Noah Reed" in page(client, "/children/?name=ree") and "Yusuf" not in page(
        client, "/children/?name=ree"
    )
    assert "Show all of them" in page(client, "/children/?name=nobody")


def test_who_works_with_nobody_is_told_so_kindly(world: Any, sign_in: Any) -> None:
    assert "You work with no child at the moment." in page(sign_in(world.rae), "/children/")
    assert "Nothing waits for you." in page(sign_in(world.rae), "/week/")


@pytest.mark.parametrize("many", [1, 3])
def test_a_list_takes_at_most_eight_queries_whatever_its_length(world: Any, sign_in: Any, many: int) -> None:
    client = sign_in(world.sal if many == 3 else world.sam)
    page(client, "/children/")  # findings are kept from now on
    with CaptureQueriesContext(
        connection,
    ) as asked:
        text = page(client, "/children/")
    assert text.count("/child/") >= many
    said = [
        q["sql"]
        for q in asked
        if not q["sql"].startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK"))
    ]
    assert len(said) <= 8, "\n".join(said)


@pytest.mark.parametrize(
    ("asked", "number", "shown"),
    [("1", 1, "Yusuf Demir"), ("3", 3, "Noah Reed"), ("9", 3, "Noah Reed"), ("0", 1, "Yusuf Demir"), ("x", 1, "Yusuf Demir")],
)  # fmt: skip
def test_a_page_that_is_not_there_is_the_last_and_no_number_the_first(
    world: Any, looking_as: Any, asked: str, number: int, shown: str
) -> None:
    from holdfast.web.worklists.children import page_of

    with looking_as(world.sal):
        found = page_of(world.sal, number=asked, size=1)
        assert (found.number, found.paginator.count, found.paginator.num_pages) == (number, 3, 3)
        assert [line.child.called for line in found] == [shown]


@pytest.mark.parametrize("path", ["/children/", "/child/{}/", "/child/{}/story/", "/week/"])
def test_a_page_asks_once_what_its_viewer_holds(world: Any, sign_in: Any, path: str) -> None:
    client = sign_in(world.sam)
    with CaptureQueriesContext(connection) as asked:
        page(client, path.format(world.ada.pk))
    assert sum("people_teammember t WHERE t.account_id" in q["sql"] for q in asked) == 1


def test_the_spreadsheet_holds_what_the_list_holds(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sal)
    rows = list(csv.DictReader(io.StringIO(client.get("/children/?format=csv").content.decode("utf-8-sig"))))
    assert [row["Name"] for row in rows] == ["Yusuf Demir", "Bea Marsh", "Noah Reed"]
    assert all(row["Name"] in page(client, "/children/") for row in rows)


@pytest.fixture
def to_assess(world: Any, sign_in: Any) -> Any:
    """Ada has had no assessment, and Sam knows it: 1.3.2 is to do."""
    assert sign_in(world.sam).post(f"/child/{world.ada.pk}/record/assessments/none").status_code == 302
    return world


def test_the_week_parts_the_law_from_the_guideline(to_assess: Any, world: Any, sign_in: Any) -> None:
    text = page(sign_in(world.sam), "/week/")
    assert (
        "Dates set by law or decided together" in text
        and "Law and statutory guidance" in text
        and "What the guideline asks" in text
    )


def test_an_answered_finding_leaves_the_week_but_not_the_childs_page(
    to_assess: Any, world: Any, sign_in: Any
) -> None:
    client = sign_in(world.sam)
    assert "1.3.2" in page(client, "/week/")
    answer = client.post(
        f"/child/{world.ada.pk}/findings/1.3.2/answer/", {"says": "not_now", "because": "begins on Monday"}
    )
    assert answer.status_code == 302
    assert "1.3.2" not in page(client, "/week/")
    assert "begins on Monday" in page(client, f"/child/{world.ada.pk}/findings/1.3.2/")


def test_a_manager_sees_the_team_by_worker_and_whom_nobody_holds(
    world: Any, sign_in: Any, looking_as: Any
) -> None:
    from holdfast.people.actions import leave_team
    from holdfast.people.models import TeamMember

    assert "Every child has somebody." in page(sign_in(world.nia), "/caseload/")
    with looking_as(world.sal):
        leave_team(
            member=TeamMember.objects.get(child=world.noah, account=world.sal), end=world.today, by=world.sal
        )
    text = page(sign_in(world.nia), "/caseload/")
    assert "1 child has" in text and "Noah Reed" in text and "Sal Quinn" in text
    assert "Noah" not in page(sign_in(world.sal), "/children/")


def test_a_list_stands_in_the_log(world: Any, sign_in: Any, database: Any) -> None:
    page(sign_in(world.sam), "/children/")
    seen = database.as_superuser("SELECT children FROM audit_auditentry WHERE did = 'list seen'")
    assert seen == [([world.ada.pk],)]


def test_the_calendar_shows_dates_and_initials_and_can_be_taken_back(world: Any, sign_in: Any) -> None:
    from django.test import Client

    client = sign_in(world.sam)
    text = client.post("/calendar/").content.decode()
    secret = text.split("/calendar/")[1].split(".ics")[0]
    feed = Client().get(f"/calendar/{secret}.ics").content.decode()
    assert "BEGIN:VEVENT" in feed and "AM:" in feed and "Ada" not in feed and "Marsh" not in feed
    client.post("/calendar/", {"drop": "1"})
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404
    assert Client().get("/calendar/guess.ics").status_code == 404


def test_the_calendar_of_a_closed_account_is_gone(world: Any, sign_in: Any) -> None:
    from django.db import transaction
    from django.test import Client

    from holdfast.accounts.actions import close_account, make_calendar_address

    with transaction.atomic():
        secret = make_calendar_address(account=world.sam)
        close_account(account=world.sam, by=world.vic)
    assert Client().get(f"/calendar/{secret}.ics").status_code == 404
