"""What can be done to a record, in the words a young person reads."""

from holdfast.engine.tables import CodeList

DID = CodeList(
    "did",
    {
        "record seen": "looked at your record",
        "list seen": "saw your name in a list",
        "record opened": "opened a record for you",
        "entry added": "wrote something down",
        "entry corrected": "put something right",
        "entry removed": "took out something that was written by mistake",
        "nothing to record": "noted that there is nothing of a kind",
        "team changed": "changed who works with you",
        "account linked": "let somebody sign in to see your record",
        "answer given": "answered what the guideline asks",
        "guard passed": "went on after a warning, and said why",
        "emergency access": "opened your record in an emergency",
        "emergency access reviewed": "checked an emergency opening",
        "search": "searched for a child",
        "exported": "took a copy of your record out",
        "imported": "brought your record in",
        "records merged": "put two records of yours together",
        "records told apart": "looked whether another record is yours too",
        "document made": "made a document about you",
        "refused": "tried to look and was not allowed",
        "signed in": "signed in",
        "signed out": "signed out",
        "log read": "read this log",
        "settings changed": "changed a setting",
    },
)
