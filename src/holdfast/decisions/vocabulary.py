"""The answers a professional may give to a finding."""

from holdfast.engine.tables import code_list

ANSWERS = code_list(
    "answer",
    we_will="We will",
    not_now="Not now, because…",
    done_elsewhere="Done elsewhere",
    we_disagree="We disagree, because…",
)
