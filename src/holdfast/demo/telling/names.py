"""Made-up names, drawn from the families of names that a child of a given ethnicity may well have."""

from random import Random

_BRITISH = (
    (
        "Olivia Amelia Isla Ava Ivy Freya Lily Florence Willow Evie Poppy Ella Daisy Grace Ruby Erin Maisie Scarlett Molly Bethany "
        "Chloe Ellie Jasmine Lola Niamh Phoebe Rosie Summer Tilly Zoe"
    ),
    (
        "Noah Oliver George Arthur Theo Leo Oscar Archie Jack Harry Henry Freddie Alfie Tommy Reggie Joshua Logan Mason Callum Rhys "
        "Bobby Connor Dylan Ewan Finley Jake Kai Liam Riley Tyler"
    ),
    (
        "Ashby Barlow Carver Dalton Ellwood Fenwick Garside Hollis Ingram Jarvis Kirby Lomas Mercer Norris Ormond Pickett Stokes Varley "
        "Hurst Appleby Beckett Clegg Drury Eccles Frith Gaskell Haddon Isherwood Judd Kershaw Langley Marsden Nuttall Oldroyd Peake Radley "
        "Sugden Tetlow Unwin Wadsworth Yates Bostock Cragg Dewhurst Entwistle Firth Greaves Holt Jowett Lister Midgley Pilling Ramsden"
    ),
)
_CARIBBEAN = (
    "Tianna Shanice Amara Keisha Zaria Naomi Renee Alicia Jada Monique",
    "Jayden Tyrell Marlon Dwayne Isaiah Andre Kemar Elijah Rico Jermaine",
    "Campbell Grant Francis Bailey Morgan Reid Gordon Palmer Baptiste Lewis",
)
_AFRICAN = (
    "Ayomide Chiamaka Adaeze Zainab Efua Hodan Makena Temi Amina Selam",
    "Kofi Emeka Tobi Yonas Abdi Kwesi Chidi Samuel Mohamed Daniel",
    "Okafor Mensah Adeyemi Osei Nwosu Tesfaye Warsame Diallo Eze Mwangi",
)
_SOUTH_ASIAN = (
    "Aisha Zara Priya Maryam Anaya Fatima Simran Noor Hafsa Meera",
    "Ibrahim Yusuf Ayaan Rohan Zayn Hamza Arjun Bilal Imran Kabir",
    "Hussain Patel Begum Khan Rahman Singh Kaur Chaudhry Miah Sharma",
)
_EASTERN = (
    "Zuzanna Lena Elif Ilinca Ana Mina Roza Daria Mei Leyla",
    "Jakub Filip Emir Andrei Luca Kian Matei Wei Ardit Dmitri",
    "Kowalczyk Wojcik Demir Popescu Rossi Silva Hoxha Novak Chen Ionescu",
)
_TRAVELLER = (
    "Margaret Kathleen Bridget Shantelle Mary-Ann Roseanne",
    "Paddy Miley Jimmy Martin Felix Levi",
    "Doran Loveridge Ward Connors Boswell Smith",
)
_FAR = (  # young people who came alone: Afghanistan, Sudan, Eritrea, Iran, Iraq, Vietnam, Albania
    "Selam Rahel Linh Shirin Zahra Arta",
    "Ahmad Yonas Farhad Karwan Omar Mahmoud Minh Nasir Idris Samir Ali Hamid",
    "Rahimi Ahmadi Haile Nguyen Hassan Karimi Noori Idris Shala Mohammadi Tekle Omar",
)
_OF = {
    **dict.fromkeys(("WBRI", "WIRI", "REFU", "NOBT"), _BRITISH),
    **dict.fromkeys(("WIRT", "WROM"), _TRAVELLER),
    **dict.fromkeys(("MWBC", "BCRB"), _CARIBBEAN),
    **dict.fromkeys(("MWBA", "BAFR", "BOTH"), _AFRICAN),
    **dict.fromkeys(("MWAS", "AIND", "APKN", "ABAN"), _SOUTH_ASIAN),
    **dict.fromkeys(("WOTH", "CHNE", "AOTH", "MOTH", "OOTH"), _EASTERN),
}
_SHORT = {
    "Florence": "Flo",
    "Oliver": "Ollie",
    "Bethany": "Beth",
    "Samuel": "Sam",
    "Mohamed": "Mo",
    "Joshua": "Josh",
    "Daniel": "Danny",
    "Margaret": "Peggy",
    "Ibrahim": "Ibby",
    "Zuzanna": "Zuzia",
    "Ayomide": "Ayo",
    "Amelia": "Milly",
    "Isaiah": "Zay",
    "Alicia": "Lissy",
}
_LANGUAGES = {
    "WROM": ("Romani",),
    "APKN": ("Urdu", "Punjabi"),
    "ABAN": ("Bengali", "Sylheti"),
    "AIND": ("Gujarati", "Punjabi"),
    "BAFR": ("Somali", "Yoruba", "Tigrinya"),
    "CHNE": ("Cantonese",),
    "WOTH": ("Polish", "Romanian"),
    "AOTH": ("Pashto", "Dari"),
    "OOTH": ("Kurdish", "Arabic"),
}
_PRONOUNS = {"female": "she/her", "male": "he/him"}
_CARERS = (
    "Adair Bellamy Carrick Dunmore Easton Farrow Galbraith Hadley Iveson Jessop Kendrick Lockhart Mulholland Naylor Oakes "
    "Penrose Quayle Rennie Shepherd Thorne Upton Vance Weaver York Abara Begum Cole Desai Fraser Greenway"
)
_PLACES = ("Rocky Shore", "Curlew House", "Samphire Lodge", "The Boathouse", "Gannet Rise", "Tern Cottage")


def family_names(ethnicity: str | None, *, alone: bool = False) -> list[str]:
    """The family names to draw from."""
    return (_FAR if alone else _OF.get(ethnicity or "", _BRITISH))[2].split()


def given_names(ethnicity: str | None, sex: str | None, *, alone: bool = False) -> list[str]:
    """The given names to draw from."""
    girls, boys, _ = _FAR if alone else _OF.get(ethnicity or "", _BRITISH)
    return (
        girls.split() if sex == "female" else boys.split() if sex == "male" else (girls + " " + boys).split()
    )


def of_child(dice: Random, ethnicity: str | None, sex: str | None, *, alone: bool) -> dict[str, str]:
    """The columns of `people.Child` that say how the child is called, and which language is spoken at home."""
    given = dice.choice(given_names(ethnicity, sex, alone=alone))
    chosen = _SHORT.get(given, "") if dice.random() < 0.6 else ""
    pronouns = _PRONOUNS.get(sex or "", "") if dice.random() < 0.25 else ""
    if dice.random() < 0.012:
        pronouns, chosen = "they/them", dice.choice(("Robin", "Ash", "Sky", "Rowan"))
    at_home = _LANGUAGES.get(ethnicity or "", ())
    language = dice.choice(at_home) if at_home and dice.random() < (0.9 if alone else 0.4) else ""
    return {
        "given_name": given,
        "family_name": dice.choice(family_names(ethnicity, alone=alone)),
        "chosen_name": chosen,
        "pronouns": pronouns,
        "language": language,
    }


def of_household(number: int, kind: str) -> str:
    """What a carers' household or a children's home is called; `number` tells households of a kind apart."""
    carers = _CARERS.split()
    if kind == "residential":
        return _PLACES[number % len(_PLACES)]
    name = carers[number % len(carers)]
    return f"{name} House" if kind in ("secure", "semi_independent") else f"{name} household"
