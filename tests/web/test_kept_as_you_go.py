"""What is typed and cannot be saved now is there later: a form with something wrong, a warning's reason, a quick form, a new record."""

from typing import Any

WORDS = "The room by the stairs is too loud"


def test_a_form_with_something_wrong_is_kept_though_nobody_puts_it_right(world: Any, sign_in: Any) -> None:
    sam, path = sign_in(world.sam), f"/child/{world.ada.pk}/words/new/"
    assert (
        sam.post(path, {"words": WORDS, "on_day": "31", "on_month": "2", "on_year": "2026"}).status_code
        == 422
    )
    page = sam.get(path).content.decode()
    assert "You began this on" in page and WORDS in page


def test_an_entry_with_something_wrong_is_kept_too(world: Any, sign_in: Any) -> None:
    sam, path = sign_in(world.sam), f"/child/{world.ada.pk}/record/placement_concerns/new"
    sam.post(path, {"note": WORDS, "date_day": "31", "date_month": "2", "date_year": "2026"})
    page = sam.get(path).content.decode()
    assert "You began this on" in page and WORDS in page
    assert WORDS not in sam.get(f"/child/{world.ada.pk}/record/extra_support/new").content.decode()


def test_a_quick_form_leads_to_what_was_begun(world: Any, sign_in: Any) -> None:
    sam, page = sign_in(world.sam), f"/child/{world.ada.pk}/stability/"
    new = f"/child/{world.ada.pk}/record/placement_concerns/new"
    assert sam.post(f"/drafts{new}", {"note": WORDS}).status_code == 200
    shown = sam.get(page).content.decode()
    assert "What you typed is kept for you" in shown and f'href="{new}?next=' in shown
    assert WORDS in sam.get(new).content.decode()


def test_a_reason_for_going_on_waits_until_the_warning_is_shown_again(world: Any, sign_in: Any) -> None:
    sam, path = sign_in(world.sam), f"/child/{world.ada.pk}/record/proposals/new"
    sam.post(f"/drafts{path}", {"kind": "holding_therapy", "guard_because": WORDS, "guard_seen": "1.4.9"})
    page = sam.get(path).content.decode()
    assert f'<input type="hidden" name="guard_because" value="{WORDS}">' in page
    assert 'name="guard_seen"' not in page


class TestTakingOut:
    def _visit(self, world: Any, looking_as: Any) -> str:
        from holdfast.people import keeping
        from holdfast.placements.models import Visit

        with looking_as(world.sam):
            row = keeping.add(
                model=Visit, child=world.ada, values={"on": world.today, "seen": True}, by=world.sam
            )
        return f"/child/{world.ada.pk}/homes/visit/{row.pk}/"

    def test_its_reason_is_kept_beside_the_form_and_both_go_with_the_row(
        self, world: Any, sign_in: Any, looking_as: Any
    ) -> None:
        from holdfast.people import drafts

        path, sam = self._visit(world, looking_as), sign_in(world.sam)
        sam.post(f"/drafts{path}", {"note": WORDS})
        sam.post(f"/drafts{path}", {"remove_why": "the wrong child", "of_form": "take_out"})
        page = sam.get(path).content.decode()
        assert WORDS in page and 'value="the wrong child"' in page
        assert sam.post(path, {"remove": "1", "remove_why": "the wrong child"}).status_code == 302
        with looking_as(world.sam):
            assert drafts.begun(by=world.sam, child=world.ada) == []


class TestANewRecord:
    def test_is_gone_on_with_after_the_same_search_alone(self, world: Any, sign_in: Any) -> None:
        sam = sign_in(world.sam)
        sam.post("/search/", {"asked": "Zebedee Quill"})
        sam.post(
            "/search/new/",
            {"given_name": "", "chosen_name": "Zeb of the harbour", "of_form": "zebedee quill"},
        )
        sam.post("/search/", {"asked": "Wilma Tarn"})
        assert "Zeb of the harbour" not in sam.get("/search/new/").content.decode()
        assert "zebedee quill" in sam.get("/search/").content.decode()
        sam.post("/search/", {"asked": " zebedee  Quill "})
        assert "Zeb of the harbour" in sam.get("/search/new/").content.decode()

    def test_is_kept_when_the_search_before_it_is_too_old(self, world: Any, sign_in: Any) -> None:
        sam = sign_in(world.sam)
        sent = sam.post(
            "/search/new/", {"given_name": "Zebedee", "chosen_name": "Zeb", "of_form": "zebedee quill"}
        )
        assert sent.status_code == 302 and sent["Location"] == "/search/"
        sam.post("/search/", {"asked": "Zebedee Quill"})
        assert 'value="Zeb"' in sam.get("/search/new/").content.decode()

    def test_leaves_no_draft_once_it_is_open(self, world: Any, sign_in: Any) -> None:
        sam = sign_in(world.sam)
        sam.post("/search/", {"asked": "Zebedee Quill"})
        sam.post("/drafts/search/new/", {"chosen_name": "Zeb", "of_form": "zebedee quill"})
        sam.post(
            "/search/new/", {"given_name": "Zebedee", "family_name": "Quill", "of_form": "zebedee quill"}
        )
        assert "You began to write a new record" not in sam.get("/search/").content.decode()


def test_a_reason_for_an_emergency_that_comes_too_late_is_given_back(world: Any, sign_in: Any) -> None:
    eddie = sign_in(world.eddie)
    page = eddie.post("/emergency/open/too-old/", {"reason": WORDS}, follow=True).content.decode()
    assert f"You had written: “{WORDS}”" in page
