"""Given names that are forms of one another, though neither their letters nor their sound say so to a machine.

A short list of what is common in England, of our own making: short forms, and names written as they are heard. Spellings that sound alike
by rule (Stephen, Steven) are found without it.
"""

from functools import cache

_FORMS = """
abigail abi abby gail
aidan aiden ayden
alexander alex alec alasdair alistair sandy xander sasha
alexandra alex alexa sandra lexi sasha
alison alyson ali
amelia amy milly millie emily
andrew andy drew
anthony antony tony
aoife eefa efa
aysha aisha ayesha aaisha
barnaby barney
benjamin ben benji
bethany beth
bronwen bronwyn
caitlin katelyn kaitlyn kaitlin
caoimhe keeva kiva kweeva
catherine katherine kathryn katharine kate katie cathy kathy kitty kat cath
charles charlie chas carlos
charlotte charlie lottie lotte
chloe khloe cloey
christopher chris kit topher christian
christina christine chris tina kirsty
cian kian keane
ciara keira kiera kyra kiara
connor conor konnor
daniel dan danny danyal daniyal
david dave davey dafydd dai
deborah debra debbie debs
edward ed eddie ted teddy ned
eilidh aylee ailey eilee
eleanor ellie nell nora elinor eleanora
elizabeth elisabeth liz lizzie beth betty eliza elsie lisa libby
eoghan eoin owen euan ewan ewen
erin eryn aerin
fatima fatimah fatma
francesca fran frankie cesca
francis frank frankie
frederick freddie fred
gabriel gabe
geoffrey jeffrey geoff jeff
george georgie
georgina georgia georgie gina
grace gracie
graham graeme grahame
harold harry hal
harriet hattie harriett harry
henry harry hal hank
hussain hussein husayn
ian iain
isabel isabelle isobel isabella izzy bella belle
ishmael ismail esmail
jacob jake yakub yaqub
jacqueline jackie jacqui
james jim jimmy jamie seamus shaymus
jennifer jenny jen
jessica jess jessie
joanna jo joanne
john jon johnny jack sean ian ivan
jonathan jon jonny johnathan
joseph joe joey yusuf yousef youssef yusef
joshua josh
kayleigh kayley kaylee keeley
kieran ciaran keiran
laura laurie lora
lawrence laurence larry
leah lia lea
leighton layton
liam william
lily lilly lillian lilian
louis lewis lou luis
lucas luke luca
madeleine madeline maddie maddy
maisie maisy maizie
margaret maggie meg megan peggy greta
maria mary marie miriam maryam mariam
mark marc marcus
martha marta
matilda tilly tilda mattie
matthew matt mateusz
maxwell max maximilian
megan meghan meg meagan
michael mike mick mikey mikhail michal
mohammed muhammad mohammad mohamed muhammed mohamad mohd mo
naomi nomi
natalie natalia nat natasha
nathaniel nathan nate
niamh neve neave nieve
nicholas nick nicky nikolas mikolaj
nicola nicky nikki
oisin osheen ushin
oliver ollie olly
olivia liv livvy
oscar oskar
padraig patrick paddy pat porrick
peter pete piotr
philip phillip phil
phoebe pheobe
rachel rachael
rebecca becky bex rebekah becca
rhiannon reannon
rhys reece reese rees
richard rick dick ricky rich
robert rob bob bobby robbie bert
roisin rosheen
ronald ron ronnie
rory ruairi rhuari
ryan rian rhyan
samantha sam sammy
samuel sam sammy
sarah sara sally
saoirse sersha seersha searsha
seamus shamus james
sean shaun shawn shane
sebastian seb bastian
shaun sean shawn
sinead shinade shinaid
siobhan shevaun chevonne shivaun shavon shiobhan
sofia sophia sophie zofia
stephanie steph stefanie
stephen steven steve stefan
susan sue susie suzanne suzie
tadhg tiger teague tyg
taylor tayla tailor
theodore theo ted teddy
theresa teresa tess tessa terri
thomas tom tommy tomasz
timothy tim timmy
victoria vicky tori vicki
vincent vince vinny
william will bill billy liam willy
xavier zavier
yasmin jasmine yasmine jasmin
zachary zach zack zak zac
zoe zoey zowie
zuzanna susanna suzanna
"""


@cache
def _by_name() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _FORMS.split("\n"):
        names = line.split()
        for name in names:
            found.setdefault(name, set()).update(names)
    return {name: frozenset(forms - {name}) for name, forms in found.items()}


def forms_of(name: str) -> frozenset[str]:
    """Other forms of a given name in small letters without accents; empty where the list does not know it."""
    return _by_name().get(name, frozenset())
