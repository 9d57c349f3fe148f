"""The log: for the manager, for the young person in plain words, and one's own."""

from typing import Any

import pytest


def text(page: Any) -> str:
    return page.content.decode()


def test_a_manager_reads_who_did_what(world: Any, sign_in: Any) -> None:
    sign_in(world.sam).get(f"/child/{world.ada.pk}/team/")
    page = text(sign_in(world.mo).get(f"/child/{world.ada.pk}/log/"))
    assert "Sam Okafor, social worker" in page and "Looked at: team" in page and "Opened the record" in page


@pytest.mark.parametrize("who", ["sam", "sal", "tess", "dee", "cara", "eddie", "vic", "nia", "yusuf_himself"])
def test_nobody_else_does(world: Any, sign_in: Any, who: str) -> None:
    client = sign_in(world.accounts[who])
    for path in ("log/", "log/list.csv"):
        assert client.get(f"/child/{world.ada.pk}/{path}").status_code == 404


def test_reading_the_log_and_a_refused_look_stand_in_it(world: Any, sign_in: Any, database: Any) -> None:
    sign_in(world.mo).get(f"/child/{world.ada.pk}/log/")
    sign_in(world.sal).get(f"/child/{world.ada.pk}/log/")
    told = database.as_superuser("SELECT did, actor_name FROM audit_auditentry ORDER BY id DESC LIMIT 2")
    assert told == [("refused", "Sal Quinn"), ("log read", "Mo Bright")]


def test_the_young_person_reads_it_in_plain_words(world: Any, sign_in: Any) -> None:
    for _ in range(3):
        sign_in(world.sal).get(f"/child/{world.yusuf.pk}/team/")
    page = text(sign_in(world.yusuf_himself).get(f"/child/{world.yusuf.pk}/log/"))
    assert (
        "Sal Quinn, your social worker, looked at your record on" in page
        and "and 2 more times that day" in page
    )
    assert "You read this log on" in page
    assert "placements" not in page and "record seen" not in page


def test_some_of_it_and_page_by_page(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.audit import actions as audit

    with looking_as(world.tess):
        for _ in range(120):
            audit.record(by=world.tess, did="record seen", children=[world.ada.pk], about="placements:homes")
    mo = sign_in(world.mo)
    path = f"/child/{world.ada.pk}/log/"
    only = mo.get(f"{path}?who={world.tess.audit_id}&did=looks")
    assert only.context["page"].paginator.count == 120 and len(only.context["page"]) == 50
    assert len(mo.get(f"{path}?who={world.tess.audit_id}&did=looks&page=3").context["page"]) == 20
    assert mo.get(f"{path}?did=changes&who={world.tess.audit_id}").context["page"].paginator.count == 0
    assert mo.get(f"{path}?since_day=1&since_month=1&since_year=2999").context["page"].paginator.count == 0


def test_the_copy_for_a_spreadsheet_is_the_same_list_and_safe(
    world: Any, sign_in: Any, looking_as: Any, database: Any
) -> None:
    import csv
    import io

    from holdfast.audit import actions as audit

    with looking_as(world.tess):
        audit.record(by=world.tess, did="exported", children=[world.ada.pk], detail={"=1+1": "x"})
    mo = sign_in(world.mo)
    query = f"?who={world.tess.audit_id}"
    page = mo.get(f"/child/{world.ada.pk}/log/{query}").context["page"]
    answer = mo.get(f"/child/{world.ada.pk}/log/list.csv{query}")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0] == ["When", "Who", "Role", "What", "More"]
    assert len(rows) - 1 == page.paginator.count
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)
    assert "attachment" in answer.headers["Content-Disposition"]
    assert database.as_superuser("SELECT did FROM audit_auditentry ORDER BY id DESC LIMIT 1") == [
        ("exported",)
    ]


def test_ones_own_doings(world: Any, sign_in: Any) -> None:
    sam = sign_in(world.sam)
    sam.get(f"/child/{world.ada.pk}/team/")
    sam.get(f"/child/{world.bea.pk}/team/")
    page = text(sam.get("/my-activity/"))
    assert "Looked at: team" in page and "Was not allowed" in page
    assert "Looked at: team" not in text(sign_in(world.sal).get("/my-activity/"))


def test_every_deed_has_words_for_both(database: Any) -> None:
    from holdfast.audit.vocabulary import DID
    from holdfast.web.logs.saying import DEEDS, GROUPS

    assert set(DEEDS) == set(DID)
    assert all(code in DID for _, codes in GROUPS.values() for code in codes)
