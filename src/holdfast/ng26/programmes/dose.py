"""How a programme is to be delivered, as a value. Every number of NG26 about a programme stands once, in its own file."""

from dataclasses import dataclass

from holdfast.engine.expressions import Number, Setting

Limit = int | Setting


@dataclass(frozen=True)
class Range:
    """From the least to the most, both included; None: no limit on that side."""

    least: Limit | None = None
    most: Limit | None = None

    def says(self, unit: str) -> str:
        """The range in words, a setting as `{key}` to be filled in."""
        least, most = _word(self.least), _word(self.most)
        if self.least is not None and self.least == self.most:
            return f"{least} {unit}"
        if self.least is None:
            return f"{most} {unit} at most"
        return f"{least} {unit} or more" if self.most is None else f"{least}–{most} {unit}"


def _word(limit: Limit | None) -> str:
    return f"{{{limit.key}}}" if isinstance(limit, Setting) else str(limit)


def exactly(n: int) -> Range:
    """This many, no more and no fewer."""
    return Range(n, n)


def at_least(n: Limit) -> Range:
    """This much or more."""
    return Range(n, None)


def between(least: Limit, most: Limit) -> Range:
    """From the least to the most."""
    return Range(least, most)


def at_most(n: Limit) -> Range:
    """This much or less."""
    return Range(None, n)


def limit(value: Limit) -> Number | Setting:
    """The limit as an expression."""
    return value if isinstance(value, Setting) else Number(value)


@dataclass(frozen=True)
class Programme:
    """One programme: its dose, content and people. What is None or empty, NG26 does not ask.

    `sessions`: how many. `carer_session_first`: before them, one session with the carer alone, of any length.
    `minutes`, `filmed_minutes`: of each session, in minutes. `over`: days from the first to the last session.
    `gap`: days between sessions held. `counted`: how many sessions count for `over`; more only after a multi-agency review.
    `group_until`: in a group up to this day of the course (0: every session), alone afterwards.
    `twice_weekly_weeks`: two sessions in each of the first weeks, weekly to the end of the school year afterwards.
    `from_months`: content that is not asked for under this age in months.
    """

    code: str
    described_in: tuple[str, ...]
    place: str | None = None
    trained: bool = False
    sessions: Range | None = None
    counted: int | None = None
    carer_session_first: bool = False
    minutes: Range | None = None
    filmed_minutes: Range | None = None
    film_watched: bool = False
    highlights: bool = False
    gap: Range | None = None
    over: Range | None = None
    with_carer_and_child: bool = False
    in_group: bool = False
    group_then_alone: bool = False
    twice_weekly_weeks: int = 0
    covers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    from_months: tuple[str, int] | None = None
    note: str | None = None

    @property
    def least_sessions(self) -> int:
        """The fewest sessions that are the whole programme, the one with the carer alone counted."""
        least = self.sessions.least if self.sessions else None
        if not isinstance(least, int):
            raise ValueError(f"{self.code} has no least number of sessions")
        return least + self.carer_session_first

    def covered_by(self, number: str) -> tuple[str, ...]:
        """The content that this recommendation asks for."""
        return dict(self.covers).get(number, ())
