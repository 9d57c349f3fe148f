"""The child's page: what the guideline asks now, why, what is not known, and a person's answer."""

import re
from typing import Any

import pytest


def page(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return str(answer.content.decode())


@pytest.fixture
def ada(world: Any) -> str:
    return f"/child/{world.ada.pk}/"


def test_who_and_where_stand_first(world: Any, sign_in: Any, ada: str) -> None:
    text = page(sign_in(world.sam), ada)
    assert (
        "Ada Marsh" in text
        and "4 years 3 months" in text
        and "Living with the Adeyemi household (foster carer)" in text
    )
    assert re.search(r"Key person</dt><dd>(<a[^>]*>)?Sam Okafor", text)


def test_at_most_five_cards_each_with_why_and_answer(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.sam)
    client.post(f"{ada}record/assessments/none")
    text = page(client, ada)
    assert 1 <= text.count('class="hf-card hf-card--') <= 6
    assert "Offer a comprehensive assessment of all eight areas before any programme." in text
    assert f"{ada}findings/1.3.2/" in text and f"{ada}findings/1.3.2/answer/" in text
    assert f'href="{ada}assessments/"' in text, "recorded on the page made for it"


def test_every_page_of_the_childs_menu_opens(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.mo)
    menu = re.findall(r'moj-sub-navigation__link"[^>]*href="([^"]+)"', page(client, ada))
    assert len(menu) >= 14
    for path in menu:
        page(client, path)


def test_every_finding_says_why_down_to_its_facts(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.sam)
    numbers = sorted(set(re.findall(r"/findings/([\d.]+)/\"", page(client, f"{ada}findings/"))))
    assert len(numbers) == 55
    for number in numbers[::9]:
        assert "When it applies" in page(
            client, f"{ada}findings/{number}/"
        ) or "Within the guideline" in page(client, f"{ada}findings/{number}/")
    text = page(client, f"{ada}findings/1.3.2/")
    assert "Attachment difficulties: suspected" in text and "by Sam Okafor" in text and "put it right" in text


@pytest.mark.parametrize("who", ["sam", "dee"])
def test_a_fact_names_the_household_and_the_colleague(world: Any, sign_in: Any, ada: str, who: str) -> None:
    client = sign_in(world.accounts[who])
    why = page(client, f"{ada}findings/1.1.4/")
    assert "In foster care, Adeyemi household, section 20" in why and "C7" not in why
    assert "Tess Craig, therapist, from" in why


def test_an_answer_needs_its_reason_and_stands_beside_the_finding(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.sam)
    without = client.post(f"{ada}findings/1.1.8/answer/", {"says": "we_disagree", "because": ""})
    assert without.status_code == 200 and b"Say why" in without.content
    assert (
        client.post(
            f"{ada}findings/1.1.8/answer/", {"says": "we_disagree", "because": "No kin are left."}
        ).status_code
        == 302
    )
    text = page(client, f"{ada}findings/1.1.8/")
    assert "We disagree" in text and "No kin are left." in text and "Sam Okafor" in text


def test_of_a_finding_that_rests_on_health_the_school_sees_nothing(
    world: Any, sign_in: Any, ada: str
) -> None:
    assert sign_in(world.dee).get(f"{ada}findings/1.4.12/").status_code == 404
    assert "do not see" in page(sign_in(world.dee), ada)
    page(sign_in(world.tess), f"{ada}findings/1.4.12/")


def test_the_story_is_a_picture_and_the_same_as_a_table(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.sam)
    text = page(client, f"{ada}story/")
    assert (
        text.count("<svg") >= 2
        and "The same as a table" in text
        and "Adeyemi household (foster carer)" in text
    )
    earlier = page(client, f"{ada}story/?from={world.today.year - 3}")
    assert earlier.count("Adeyemi") < text.count("Adeyemi")
    page(client, f"{ada}story/?from=nonsense")


def test_the_guideline_can_be_read(world: Any, sign_in: Any) -> None:
    client = sign_in(world.sam)
    assert page(client, "/guideline/").count("/guideline/1.") == 62
    text = page(client, "/guideline/1.4.3/")
    assert "It applies when" in text and "It is met when" in text and "nice.org.uk" in text
    assert client.get("/guideline/9.9.9/").status_code == 404


def test_a_decision_says_what_the_child_said_or_why_not(world: Any, sign_in: Any, ada: str) -> None:
    client = sign_in(world.sam)
    day = world.today
    told = {
        "on_day": day.day,
        "on_month": day.month,
        "on_year": day.year,
        "question": "Stay with Cara?",
        "took_part": "Sam\nTess",
        "decided": "Yes",
    }
    assert b"were not asked" in client.post(f"{ada}decisions/new/", told).content
    told |= {"childs_view": "I want to stay.", "carers_view": "So do we."}
    answer = client.post(f"{ada}decisions/new/", told)
    assert answer.status_code == 302, re.findall(
        r'error-message"[^>]*>(.*?)</p>', answer.content.decode(), re.DOTALL
    )
    text = page(sign_in(world.dee), answer.url)
    assert "I want to stay." in text and "Tess" in text
    assert "Stay with Cara?" in page(sign_in(world.cara), f"{ada}decisions/")
    stale = {**told, "decided": "No", "why": "slip", "version": 0}
    both = client.post(f"{answer.url}change/", stale)
    assert both.status_code == 409 and b"there now" in both.content


@pytest.mark.parametrize(("who", "whose"), [("cara", "ada"), ("yusuf_himself", "yusuf"), ("dee", "ada")])
def test_no_page_of_findings_leads_where_its_reader_is_refused(
    world: Any, sign_in: Any, who: str, whose: str
) -> None:
    child = getattr(world, whose)
    sign_in(world.mo).post(f"/child/{child.pk}/record/assessments/none")
    client = sign_in(getattr(world, who))
    pages = [f"/child/{child.pk}/", f"/child/{child.pk}/findings/"]
    pages += sorted(
        set(
            re.findall(rf'href="(/child/{child.pk}/findings/[\d.]+/)"', client.get(pages[1]).content.decode())
        )
    )
    for page in pages:
        main = client.get(page).content.decode().partition("<main")[2].partition("</main>")[0]
        for href in set(re.findall(rf'href="(/child/{child.pk}/[^"#]*)"', main)):
            assert client.get(href.replace("&amp;", "&")).status_code == 200, (page, href)
