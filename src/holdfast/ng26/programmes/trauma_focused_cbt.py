"""Trauma-focused cognitive behavioural therapy (NG26 1.4.12): its dose is in NICE's guideline on PTSD, not here."""

from holdfast.ng26.programmes.dose import Programme

TRAUMA_FOCUSED_CBT = Programme("trauma_focused_cbt", described_in=())
