"""Attachment status, assessments, tools, diagnoses, conditions, referrals, SDQ, health."""
