"""School: plan, key person, safe place, the designated teacher."""
