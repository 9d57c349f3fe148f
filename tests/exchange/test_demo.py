"""The return that `make run` shows is made up, and nothing else."""

from datetime import date
from pathlib import Path

from holdfast import simulate
from holdfast.casefile.event_tables import to_cases
from holdfast.exchange.ssda903 import write_return

DEMO = Path(__file__).parents[2] / "demo" / "ssda903"
CHILDREN, SEED, DAY = 120, 903, date(2026, 3, 31)


def test_the_demo_is_what_simulate_makes(tmp_path: Path) -> None:
    cases = (case for tables in simulate.blocks(CHILDREN, SEED, DAY) for case in to_cases(tables))
    write_return(cases, tmp_path, DAY.year)
    made = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert made == {path.name: path.read_text() for path in DEMO.iterdir()}
