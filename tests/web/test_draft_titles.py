"""What somebody has begun and not saved is named in words: which form it is, and of whom or what."""

import re
from typing import Any

from tests.access.pages import address, every_address
from tests.access.samples import add_samples

KEPT_AT = re.compile(
    r'data-hf-draft="/drafts([^"]+)"[^>]*>(?:<input[^>]*csrf[^>]*>)?(?:<input[^>]*name="of_form" value="([^"]+)")?'
)


def forms_of(world: Any, sign_in: Any, child: Any, rows: dict[str, Any], who: str) -> set[str]:
    """What the drafts of every form below this child's address go by, as this person meets them."""
    client, found = sign_in(world.accounts[who]), set()
    for name, route, parts in every_address():
        if not route.startswith("child/<uuid:child>/"):
            continue
        answer = client.get(address(name, parts, child, rows))
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            text = answer.content.decode()
            found |= {f"{path}#{which}" if which else path for path, which in KEPT_AT.findall(text)}
    return found


def test_every_form_that_keeps_a_draft_has_a_name(world: Any, sign_in: Any, looking_as: Any) -> None:
    from holdfast.web.entries.titles import UNNAMED, told

    with looking_as(world.sam):
        rows = add_samples(world)
    forms = forms_of(world, sign_in, world.ada, rows, "mo")
    assert len(forms) > 40
    with looking_as(world.mo):
        named = {form: told(world.mo, world.ada, form) for form in forms}
    assert [form for form, title in named.items() if title.startswith(UNNAMED)] == []
    assert [title for title in named.values() if "_" in title or "None" in title] == []
    own = forms_of(world, sign_in, world.yusuf, rows, "yusuf_himself")
    with looking_as(world.yusuf_himself):
        titles = {told(world.yusuf_himself, world.yusuf, form) for form in own}
    assert {"Names: what you want to be called", "Own words: say it in your own words"} <= titles
    assert not any(title.startswith(UNNAMED) for title in titles)


def test_the_list_says_which_form_it_is_and_of_whom(world: Any, sign_in: Any, looking_as: Any) -> None:
    with looking_as(world.sam):
        rows = add_samples(world)
    sam, ada = sign_in(world.sam), f"/child/{world.ada.pk}/"
    begun = {
        f"family/people/{rows['person'].pk}/reach/": "Family: how somebody is reached (Gran)",
        f"moves/{rows['move'].pk}/reasons_explained/": "Moves: how a move is prepared (Knowing why, Move on",
        f"team/{rows['member'].pk}/hand-over/": "Team: hand over a role (Dee Bell)",
        f"decisions/{rows['decision'].pk}/change/": "Decisions: put a decision right (Where next?)",
        f"words/{rows['words'].pk}/": "Own words: put it right (I like it here.)",
        f"record/care/{rows['home'].pk}/change": "change a home (In foster care, Adeyemi household, section 20",
        "findings/1.3.2/answer/": "Findings: an answer (1.3.2, ",
        "homes/visit/new/": "Homes: a visit",
        "assessments/results/new/attachment_q_sort/": "Assessments: a result (Attachment Q-sort)",
    }
    for path in begun:
        assert sam.post(f"/drafts{ada}{path}", {"note": "half"}).status_code == 200, path
    taken = f"family/people/{rows['person'].pk}/change/"
    assert sam.post(f"/drafts{ada}{taken}", {"remove_why": "half", "of_form": "take_out"}).status_code == 200
    shown = sam.get(f"{ada}record/").content.decode()
    for path, title in begun.items():
        assert f'href="{ada}{path}">' in shown
        assert title in shown, title
    assert "Family: somebody who matters, taking it out (Gran)" in shown
    assert "A form" not in shown


def test_what_the_viewer_may_not_read_is_not_named(world: Any, looking_as: Any) -> None:
    from holdfast.web.entries.titles import told

    with looking_as(world.sam):
        rows = add_samples(world)
    reach = f"/child/{world.ada.pk}/family/people/{rows['person'].pk}/reach/"
    with looking_as(world.dee):
        assert told(world.dee, world.ada, reach) == "Family: how somebody is reached"
