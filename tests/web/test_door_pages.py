"""Pages of the door, the search and the log, in a browser on a phone: axe finds nothing, nothing scrolls sideways, nothing breaks."""

from typing import Any

from tests.journeys.browsing import Visitor
from tests.rooms.people.test_merging import twice  # noqa: F401 - a fixture

PASSWORD = "kelp and limpets 7"


def at_a_phone(browse_as: Any, account: Any) -> Visitor:
    return Visitor(browse_as(account, width=375, height=800))


def test_signing_in_and_setting_up(world: Any, browse_as: Any) -> None:
    sam = at_a_phone(browse_as, None)
    for path in ("/accounts/login/", "/accounts/password/reset/", "/accounts/password/reset/done/"):
        sam.opens(path)
    sam.opens("/accounts/login/")
    sam.page.get_by_label("Email address").fill("sam@example.org")
    sam.page.get_by_label("Password", exact=True).fill("wrong")
    sam.page.get_by_role("button", name="Sign in", exact=True).click()
    sam.looks()
    sam.reads("are not correct together")
    sam.page.get_by_label("Password", exact=True).fill(PASSWORD)
    sam.page.get_by_role("button", name="Sign in", exact=True).click()
    sam.looks()
    sam.follows("Set up an app")
    sam.opens("/accounts/2fa/webauthn/add/")


def test_ones_own_account(world: Any, browse_as: Any) -> None:
    sam = at_a_phone(browse_as, world.sam)
    for path in ("/", "/my-account/", "/accounts/2fa/", "/accounts/sessions/", "/accounts/password/change/", "/accounts/2fa/webauthn/",
                 "/accounts/logout/", "/my-activity/"):  # fmt: skip
        sam.opens(path)


def test_search_and_a_new_record(world: Any, browse_as: Any) -> None:
    sam = at_a_phone(browse_as, world.sam)
    sam.opens("/search/")
    sam.page.get_by_role("searchbox").fill("adah marsh 31/2/2020")
    sam.presses("Search")
    sam.reads("Ada Marsh", "is not a day")
    sam.follows("Open a new record")
    sam.presses("Open the record")
    sam.reads("These may be the same child")
    sam.page.get_by_label("this is another child").check()
    sam.presses("Open the record")
    sam.reads("The record is open")


def test_names_and_numbers(world: Any, browse_as: Any) -> None:
    sam = at_a_phone(browse_as, world.sam)
    for path in ("names/", "names/change/", "names/other/", "numbers/", "numbers/add/"):
        sam.opens(f"/child/{world.ada.pk}/{path}")


def test_in_an_emergency_and_after(world: Any, browse_as: Any) -> None:
    eddie, mo = at_a_phone(browse_as, world.eddie), at_a_phone(browse_as, world.mo)
    eddie.opens("/search/")
    eddie.page.get_by_role("searchbox").fill("ada marsh")
    eddie.presses("Search")
    eddie.follows("A child is in danger")
    eddie.writes("Why do you need this record now?", "Found alone at the station at night")
    eddie.presses("Open the record now")
    eddie.reads("You opened this record")
    mo.opens("/")
    mo.reads("Found alone at the station at night")
    mo.opens("/emergency/")
    mo.follows("opened by Eddie Vale")
    mo.writes("What did you find?", "Right to do so.")
    mo.presses("Write down the review")
    mo.opens(f"/child/{world.ada.pk}/log/")


def test_two_records_of_one_child(world: Any, twice: Any, browse_as: Any) -> None:  # noqa: F811
    mo = at_a_phone(browse_as, world.mo)
    mo.opens("/alike/")
    mo.follows("Look at both")
    mo.presses("They are one child")
    mo.reads("Choose what stands")
    for question in mo.page.get_by_role("radio", name="As the first record has it").all():
        question.check()
    mo.presses("They are one child")
    mo.reads("The two records are one now")


def test_the_young_persons_log(world: Any, browse_as: Any) -> None:
    yusuf = at_a_phone(browse_as, world.yusuf_himself)
    yusuf.opens(f"/child/{world.yusuf.pk}/log/")
    yusuf.reads("your social worker")


def test_the_demo(world: Any, database: Any, browse_as: Any) -> None:
    database.as_superuser(
        "INSERT INTO demo_demoauthority (\"only\", name, seed, made_on, made_at) VALUES (true, 'Saltmarsh', 1, now(), now())"
    )
    visitor = at_a_phone(browse_as, None)
    visitor.opens("/demo/sign-in")
    visitor.presses("Cara Adeyemi")
    visitor.reads("Welcome, Cara Adeyemi")


def test_without_javascript(world: Any, browse_as: Any) -> None:
    page = browse_as(None, width=375, java_script_enabled=False)
    visitor = Visitor(page, scripts=False)
    visitor.opens("/accounts/login/")
    assert page.locator("noscript p").is_visible(), "passkeys need JavaScript, says the page"
    page.get_by_label("Email address").fill("sam@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    visitor.follows("Set up an app")
    visitor.reads("Key:", "you are signed out after 30 minutes")
