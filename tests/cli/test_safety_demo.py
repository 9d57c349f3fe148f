"""The return kept in the repository is made up: it is what `simulate` makes, to the letter."""

from tests.house_rules.sources import ROOT

DEMO = ROOT / "demo" / "ssda903"


def test_the_demo_is_what_simulate_makes(holdfast, tmp_path):
    status, _, _ = holdfast(
        "simulate", "--children", 120, "--seed", 903, "--write", "ssda903", "--out", tmp_path
    )
    assert status == 0
    made = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "ssda903").iterdir()}
    assert made == {path.name: path.read_text(encoding="utf-8") for path in DEMO.iterdir()}
