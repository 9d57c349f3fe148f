#!/usr/bin/env python3
"""Made-up facts to try the peer on: generate.py --children 20000 --seed 1 --unknown 0.2 OUT.jsonl|OUT.csv

One line a child, the names of facts.json; each fact is forgotten (null) with the given probability. Ages and contexts
exclude each other as in life, the rest is chance, so that every state of every recommendation comes up. `--wild` makes
every fact an independent coin (true with the chance --true), for the check of answers. The benchmark
itself reads the facts of the simulated cohort.
"""

import argparse
import json
import random
from pathlib import Path

FACTS = list(json.loads((Path(__file__).parent / "facts.json").read_text())["facts"])
OFTEN = {  # chance of true where it is not one half
    "attachment_concern": 0.7, "assessed": 0.6, "move_planned": 0.15, "move_into_care_planned": 0.05,
    "placement_concern": 0.2, "programme_proposed": 0.1, "exclusion_proposed": 0.05, "sibling_in_care": 0.4,
    "return_home_possible": 0.3, "trauma_signs": 0.2, "ptsd_condition": 0.1, "condition_diagnosed": 0.4,
    "programme_under_way": 0.3, "programme_under_way_at_school": 0.1, "video_feedback_declined": 0.2,
}  # fmt: skip


def child(rng, wild, unknown, true):
    row = {f: rng.random() < (true if wild else OFTEN.get(f, 0.5)) for f in FACTS}
    if not wild:
        age = rng.randrange(19)
        row |= {
            "under_18": age < 18, "preschool": age < 5, "primary": 5 <= age <= 10, "school_age": 5 <= age <= 17,
            "late_primary_early_secondary": 9 <= age <= 13, "young_person": 13 <= age <= 17, "tool_for_age": 1 <= age <= 17,
            "in_education": 3 <= age <= 17, "at_school": 5 <= age <= 16,
        }  # fmt: skip
        home = rng.choice(
            ["foster", "foster", "kinship", "residential", "parents", "edge", "guardian", "adopted", "none"]
        )
        care = home in ("foster", "kinship", "residential", "parents")
        row |= {
            "context_in_scope": home != "none", "context_in_care": care, "special_guardianship": home == "guardian",
            "adopted": home == "adopted", "edge_of_care": home in ("edge", "parents"), "residential": home == "residential",
            "family_carer": home in ("foster", "kinship", "guardian", "adopted"),
            "home_kinship_foster": home == "kinship", "home_birth_family": home in ("parents", "edge"),
        }  # fmt: skip
    return {f: None if rng.random() < unknown else v for f, v in row.items()}


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("out", type=Path)
    a.add_argument("--children", type=int, default=20_000)
    a.add_argument("--seed", type=int, default=1)
    a.add_argument("--unknown", type=float, default=0.2)
    a.add_argument("--wild", action="store_true")
    a.add_argument("--true", type=float, default=0.5)
    o = a.parse_args()
    rng, text = random.Random(o.seed), {True: "true", False: "false", None: ""}
    with o.out.open("w") as out:
        if o.out.suffix == ".csv":
            out.write(",".join(["child", *FACTS]) + "\n")
        for n in range(o.children):
            row = child(rng, o.wild, o.unknown, o.true)
            if o.out.suffix == ".csv":
                out.write(",".join([f"C{n}", *(text[v] for v in row.values())]) + "\n")
            else:
                out.write(json.dumps({"child": f"C{n}", **row}, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
