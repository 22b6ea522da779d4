"""One word to one spelling: irregular forms and British against American, as data for `names`."""

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IRREGULAR = {
    form: base
    for base, forms in {
        "analysis": "analyses",
        "axis": "axes",
        "bus": "buses",
        "gas": "gases",
        "age": "aged aging ageing",
        "be": "is are was were been being",
        "bear": "bore borne",
        "begin": "began begun",
        "breed": "bred",
        "bring": "brought",
        "build": "built",
        "buy": "bought",
        "child": "children",
        "choose": "chose chosen choosing",
        "criterion": "criteria",
        "deal": "dealt",
        "diagnosis": "diagnoses",
        "die": "dying",
        "dig": "dug digging",
        "do": "does did done doing",
        "draw": "drew drawn",
        "drive": "drove driven driving",
        "feed": "fed",
        "fly": "flew flown",
        "foot": "feet",
        "forge": "forging forged",
        "get": "got getting",
        "give": "gave given giving",
        "go": "goes went gone going",
        "grow": "grew grown",
        "have": "has had having",
        "hold": "held",
        "hypothesis": "hypotheses",
        "keep": "kept",
        "lay": "laid",
        "lead": "led",
        "leaf": "leaves",
        "learn": "learnt",
        "lie": "lying",
        "life": "lives",
        "make": "made making",
        "man": "men",
        "matrix": "matrices",
        "meet": "met",
        "oversee": "oversaw overseen",
        "pay": "paid",
        "quiz": "quizzes quizzing",
        "run": "ran running",
        "sell": "sold",
        "send": "sent",
        "sew": "sewn",
        "shelf": "shelves",
        "sing": "sang sung",
        "speak": "spoke spoken",
        "spend": "spent",
        "sweep": "swept",
        "swim": "swam swum swimming",
        "take": "took taken taking",
        "teach": "taught",
        "tie": "tying",
        "tooth": "teeth",
        "undertake": "undertook undertaken undertaking",
        "understand": "understood",
        "use": "using used uses",
        "vertebra": "vertebrae",
        "weave": "wove woven weaving",
        "wife": "wives",
        "woman": "women",
        "write": "wrote written writing",
    }.items()
    for form in forms.split()
}
"""Inflected form to base form, where no rule of `names` leads there."""

INVARIANT = _words("""
    aerobics aids alias always analytics apparatus arts as asbestos athletics atlas bias biceps bus calculus
    campus canvas census chassis chorus christmas chaos circus citrus consensus corps corpus cosmos customs darkness
    diabetes economics electronics ergonomics ethics focus gas genetics gymnastics herpes hydraulics iris isis
    jenkins kubernetes lens less linguistics logistics mathematics mechanics news obstetrics optics paris pbs
    pediatrics pegasus perhaps physics plus politics pneumatics pus robotics sas sans scabies securities ses sepsis
    series species statistics status surplus tennis tetris this thus typhus us venus virus windows aws ios sms gis cms
    crm ms css dns cnc sps spss sus yes texas kansas arkansas during king ring bring spring string thing nothing
    something anything everything sing sling wing swing ping sterling morning evening ceiling sibling darling
    viking boeing beijing bed red shed sled feed seed speed need weed breed bleed reed steed greed indeed proceed
    exceed succeed hundred sacred embed imbed moped naked wicked rugged kindred shred bred biped
""")
"""Words that end like a plural or a verb form and are none."""

KEPT_E = _words("caste corpse envelope humane morale paste rationale tense")
"""Words that would meet another word without their final e."""

_BRITISH_TO_AMERICAN = {
    "acknowledgement": "acknowledgment",
    "adviser": "advisor",
    "ageing": "aging",
    "aluminium": "aluminum",
    "analogue": "analog",
    "arbour": "arbor",
    "armour": "armor",
    "artefact": "artifact",
    "behaviour": "behavior",
    "behavioural": "behavioral",
    "calibre": "caliber",
    "catalogue": "catalog",
    "centre": "center",
    "cheque": "check",
    "chequer": "checker",
    "colour": "color",
    "colourist": "colorist",
    "cosy": "cozy",
    "counsellor": "counselor",
    "defence": "defense",
    "dialogue": "dialog",
    "draught": "draft",
    "draughtsman": "draftsman",
    "enrol": "enroll",
    "enrolment": "enrollment",
    "favour": "favor",
    "fibre": "fiber",
    "fibreglass": "fiberglass",
    "flavour": "flavor",
    "fulfil": "fulfill",
    "fulfilment": "fulfillment",
    "grey": "gray",
    "harbour": "harbor",
    "honour": "honor",
    "humour": "humor",
    "instalment": "installment",
    "jeweller": "jeweler",
    "jewellery": "jewelry",
    "judgement": "judgment",
    "kerb": "curb",
    "labour": "labor",
    "labourer": "laborer",
    "licence": "license",
    "litre": "liter",
    "manoeuvre": "maneuver",
    "metre": "meter",
    "modeller": "modeler",
    "mould": "mold",
    "moulder": "molder",
    "moulding": "molding",
    "neighbour": "neighbor",
    "neighbourhood": "neighborhood",
    "odour": "odor",
    "offence": "offense",
    "parlour": "parlor",
    "plough": "plow",
    "practise": "practice",
    "pretence": "pretense",
    "programme": "program",
    "pyjama": "pajama",
    "rumour": "rumor",
    "sceptic": "skeptic",
    "skilful": "skillful",
    "speciality": "specialty",
    "storeys": "stories",
    "theatre": "theater",
    "timetabling": "timetabling",
    "traveller": "traveler",
    "tumour": "tumor",
    "tyre": "tire",
    "vapour": "vapor",
    "vigour": "vigor",
    "woollen": "woolen",
    "yoghurt": "yogurt",
}

_KEEPS_ISE = re.compile(
    r"(?:adv|superv|rev|prev|dev|telev|improv|exerc|exc|inc|circumc|prom|prem|comprom|surm|dem|compr|enterpr|surpr|appr|"
    r"repr|franch|expert|advert|merchand|parad|treat|disgu|gu|no|po|ra|pra|bru|cru|r|ar|w|v|otherw|likew|clockw|prec|conc|"
    r"tortois|porpo|anis|turquo|cha|demo|mala|mayonna|br|liv|dis|pr|up|sunr)ise$"
)
"""Words in -ise that are spelled so on both sides of the Atlantic."""

_INSIDE = (
    (re.compile(r"anaesth"), "anesth"),
    (re.compile(r"paediatr"), "pediatr"),
    (re.compile(r"paedagog"), "pedagog"),
    (re.compile(r"orthopaed"), "orthoped"),
    (re.compile(r"gynaec"), "gynec"),
    (re.compile(r"archaeo"), "archeo"),
    (re.compile(r"encyclopaed"), "encycloped"),
    (re.compile(r"^haem"), "hem"),
    (re.compile(r"aemia"), "emia"),
    (re.compile(r"^oes"), "es"),
    (re.compile(r"^foet"), "fet"),
    (re.compile(r"sulph"), "sulf"),
    (re.compile(r"^aeroplane$"), "airplane"),
    (re.compile(r"isation"), "ization"),
    (re.compile(r"(?<=[a-z]{3})lysing$"), "lyzing"),
    (re.compile(r"(?<=[a-z]{3})lys(?=e$|ed$|er$)"), "lyz"),
)

_ANY_INSIDE = re.compile(r"[ao]e|isation|lys|sulph")
"""Letters of which each of these has some. Most words have none, and are looked at once."""

DOUBLED_L = _words("""
    bevell cancell channell chisell controll counsell diall equall excell fuell initiall labell levell marshall
    modell panell patroll pedall propell signall totall travell tunnell
""")
"""Stems whose doubled l belongs to the ending."""


def american(word: str) -> str:
    """Give the American spelling of a base form in lower case; a word without one comes back as it is."""
    if word in _BRITISH_TO_AMERICAN:
        return _BRITISH_TO_AMERICAN[word]
    if len(word) < 5:
        return word
    if _ANY_INSIDE.search(word):
        for pattern, replacement in _INSIDE:
            word = pattern.sub(replacement, word)
    for ending in ("ing", "ed"):
        base = word.removesuffix(ending)
        if base != word and base in DOUBLED_L:
            return base[:-1] + ending
        if base != word and base.endswith("is") and len(base) > 4 and not _KEEPS_ISE.search(base + "e"):
            return base[:-1] + "z" + ending
    if word.endswith("ise") and len(word) > 5 and not _KEEPS_ISE.search(word):
        return word[:-3] + "ize"
    if word.endswith("iser") and len(word) > 6 and not _KEEPS_ISE.search(word[:-1]):
        return word[:-4] + "izer"
    return word
