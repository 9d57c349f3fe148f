"""The parts of pages, drawn: tags, filters, the frame, the style guide, the sign-in library's pages."""

import datetime as dt
import re
from typing import Any

import pytest

from tests.forms.test_drawing import Page
from tests.record_database import RecordDatabase

pytestmark = pytest.mark.usefixtures("database")

TODAY = dt.date(2026, 11, 26)


def draw(text: str, **context: Any) -> str:
    from django.template import engines

    return engines["django"].from_string("{% load holdfast_tags %}" + text).render(context)  # type: ignore[no-any-return]


def guide() -> str:
    from django.test import RequestFactory

    from holdfast.web.views_style import style_guide

    return style_guide(RequestFactory().get("/style", {"sort": "age"})).content.decode()


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("stop", "Stop"),
        ("act", "Do now"),
        ("wait", "Wait"),
        ("ask", "Ask"),
        ("met", "In place"),
        ("not_applicable", "Does not apply"),
    ],
)
def test_a_state_has_a_word_and_a_shape(state: str, word: str) -> None:
    html = draw("{% state_tag state %}", state=state)
    assert word in html
    assert len(re.findall(r"<(rect|path|circle)", html)) >= 1
    assert draw("{{ state|state_word }}", state=state) == word


def test_every_state_of_the_guideline_is_drawn_in_its_own_shape() -> None:
    from holdfast.ng26.vocabulary import STATES

    shapes = {
        re.sub(r"(?s).*<svg(.*)</svg>.*", r"\1", draw("{% state_tag s %}", s=state)) for state in STATES
    }
    assert len(shapes) == len(STATES) == 6


def test_days_and_ages_in_a_page() -> None:
    born, moved = dt.date(2024, 2, 29), dt.date(2026, 3, 3)
    words = draw(
        "{{ moved|say_day }} | {{ moved|how_long_ago:today }} | {{ moved|how_long:today }} | {{ born|age_words:today }}",
        born=born, moved=moved, today=TODAY,
    )  # fmt: skip
    assert words == "3 March 2026 | 8 months ago | 8 months | 2 years 8 months"
    assert draw("{% since day today %}", day=moved, today=TODAY) == (
        '<time datetime="2026-03-03">3 March 2026, 8 months ago</time>'
    )


def test_no_day_is_drawn_as_nothing() -> None:
    assert (
        draw(
            "{{ d|say_day }}{{ d|how_long_ago }}{{ d|how_long }}{{ d|age_words }}{{ d|say_time }}{% since d %}",
            d=None,
        )
        == ""
    )


def test_a_moment_is_said_by_the_clock_here() -> None:
    late = dt.datetime(2026, 7, 1, 23, 30, tzinfo=dt.UTC)
    assert draw("{{ m|say_day }} {{ m|say_time }}", m=late) == "2 July 2026 00:30"


def test_without_a_day_given_it_is_seen_from_today() -> None:
    from django.utils import timezone

    assert draw("{{ d|how_long_ago }}", d=timezone.localdate()) == "today"


@pytest.mark.parametrize(
    ("name", "two"), [("Amara Nwosu", "AN"), ("Zoë", "Z"), ("Ben de Okafor-Hughes", "BO"), ("", "")]
)
def test_initials(name: str, two: str) -> None:
    assert draw("{{ name|initials }}", name=name) == two


def test_counts_and_answers() -> None:
    assert (
        draw('{{ one|counted:"child,children" }}, {{ two|counted:"child,children" }}', one=1, two=2)
        == "1 child, 2 children"
    )
    assert draw("{{ a|yes_no }} {{ b|yes_no }} {{ c|yes_no }}", a=True, b=False, c=None) == "Yes No Not known"


def test_the_error_summary_leads_to_each_question() -> None:
    from holdfast.web.views_style import EndOfHome

    form = EndOfHome({"ended_day": "1", "ended_month": "", "ended_year": "2026"})
    page, html = Page(str(form)), draw("{% error_summary form %}", form=form)
    goes_to = [link["href"] or "" for link in Page(html).of("a")]
    assert len(goes_to) == len(form.errors)
    assert goes_to[0] == "#id_ended_month"
    assert {href.removeprefix("#") for href in goes_to} <= set(page.ids)
    assert "Please answer: Why did it end?" in html


def test_a_form_that_is_right_or_untouched_has_no_summary() -> None:
    from django import forms

    class Small(forms.Form):
        name = forms.CharField()

    assert draw("{% error_summary a b none %}", a=Small({"name": "x"}), b=Small(), none=None).strip() == ""


def test_a_formset_is_summed_up_with_its_forms() -> None:
    from django import forms

    class Small(forms.Form):
        name = forms.CharField(label="Name")

    several = forms.formset_factory(Small, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0", "form-0-name": ""}
    html = draw("{% error_summary several %}", several=several(data))
    assert "Please submit at least 2 forms" in html or "at least 2" in html
    assert 'href="#id_form-0-name"' in html


def test_one_question_can_be_the_page() -> None:
    from holdfast.web.views_style import EndOfHome

    html = draw(
        "{% field form.ended heading=True %}{% field form.words heading=True %}{% field form.why %}",
        form=EndOfHome(),
    )
    assert html.count("<h1") == 2
    only = draw('{% form_fields form "why" %}', form=EndOfHome())
    assert 'name="why"' in only and 'name="carer"' not in only


@pytest.mark.parametrize("block", ["inset", "warning", "empty"])
def test_a_block_keeps_what_stands_in_it(block: str) -> None:
    html = draw(f"{{% {block} %}}<em>{{{{ word }}}}</em>{{% end{block} %}}", word="<b>")
    assert "<em>&lt;b&gt;</em>" in html


def test_titled_blocks() -> None:
    assert "<summary" in draw('{% details "Why?" %}Because{% enddetails %}')
    assert " open" in draw('{% details "Why?" open=True %}Because{% enddetails %}')
    assert "Saved" in draw('{% panel "Saved" %}x{% endpanel %}')
    assert "School" in draw('{% summary_card "School" %}x{% endsummary_card %}')


def test_the_style_guide_is_a_whole_page() -> None:
    html = guide()
    page = Page(html)
    assert len(set(page.ids)) == len(page.ids)
    assert len(page.of("h1")) == 1
    assert {attrs.get("lang") for attrs in page.of("html")} == {"en-GB"}
    assert not [attrs for _, attrs in page.tags if "style" in attrs]
    known = set(page.ids)
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
            assert set((attrs.get(name) or "").split()) <= known, attrs


def test_pages_of_a_list_keep_the_rest_of_the_address() -> None:
    assert 'href="?sort=age&amp;page=5"' in guide()


def test_the_menu_says_where_one_is_and_signing_out_is_a_form() -> None:
    html = guide()
    assert 'aria-current="page"><strong class="govuk-service-navigation__active-fallback">My children' in html
    assert re.search(r'<form method="post" action="[^"]+logout/?">', html)
    assert 'role="status" data-hf-saved>Saved 14:02' in html


def test_a_table_says_its_columns_beside_each_cell() -> None:
    rows = [
        [{"text": "Amara", "href": "/1"}, 4, {"state": "act", "text": "Prepare", "note": "soon"}],
        ["Ben", 0, ""],
    ]
    html = draw(
        '{% include "holdfast/components/table.html" %}', columns=["Child", "Age", "Pressing"], rows=rows
    )
    page = Page(html)
    assert [cell["data-label"] for cell in page.of("td")] == ["Age", "Pressing"] * 2
    assert [attrs["role"] for tag, attrs in page.tags if tag == "th" and attrs["scope"] == "row"] == [
        "rowheader"
    ] * 2
    assert "Do now" in html and ">soon<" in html and ">0</td>" in html


def test_a_list_is_narrowed_by_a_form_that_can_be_shared() -> None:
    html = draw('{% narrow "Show only" clear_href="/all" %}<input name="home">{% endnarrow %}')
    assert 'method="get"' in html and 'name="home"' in html and 'href="/all"' in html
    assert "Show all" not in draw('{% narrow "Show only" %}{% endnarrow %}')


def test_a_finding_says_why_as_a_tree() -> None:
    criteria = [{"answer": True, "text": "A move is planned", "facts": [{"text": "Move", "on": TODAY, "by": "Tom", "href": "/x"}],
                 "parts": [{"answer": None, "text": "She knows", "facts": []}]}]  # fmt: skip
    html = draw('{% include "holdfast/components/why_tree.html" %}', criteria=criteria)
    assert html.count("<ul") == 2
    assert "recorded 26 November 2026 by Tom" in html
    assert "Not known" in html


@pytest.mark.parametrize("code", ["400", "403", "404", "500", "form_expired"])
def test_an_error_is_said_kindly_and_leads_on(code: str) -> None:
    from django.template.loader import render_to_string

    html = render_to_string(f"holdfast/error_{code}.html", {"typed": [("words", "<I> wrote this")]})
    assert html.count("<h1") == 1
    assert 'href="/"' in html
    assert ("&lt;I&gt; wrote this" in html) == (code == "form_expired")


# Static files are collected when Holdfast is installed, not for a test.
@pytest.mark.filterwarnings("ignore:No directory at:UserWarning")
def test_the_sign_in_page_looks_like_ours(clean: RecordDatabase) -> None:
    from django.test import Client

    page = Client().get("/accounts/login/")
    html = page.content.decode()
    assert page.status_code == 200
    assert "hf-header" in html and "govuk-button" in html
    assert html.count("<h1") == 1
    amiss = Client().post("/accounts/login/", {"login": "", "password": ""}).content.decode()
    assert 'href="#id_login"' in amiss and "<title>Error: " in amiss
