"""Health problems that titles name, and words by which a list may name the same or a part of it.

The list of words is wide on purpose: it is better to miss a mismatch than to see one that is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """A health problem: how a title names it, and words of lists that are near enough to it.

    `hints` are in every such name: a quick look, before the pattern is tried.
    """

    hints: tuple[str, ...]
    said: re.Pattern[str]
    near: re.Pattern[str]


def _problem(hints: str, said: str, near: str) -> Problem:
    return Problem(
        tuple(hints.split("|")),
        re.compile(rf"\b(?:{said})(?!\w)", re.I),
        re.compile(near, re.I),
    )


def named_in(title: str) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the health problems that a title names: the words, and what is near enough to them."""
    small = title.lower()
    for at in dict.fromkeys([at for hint, at in _HINTS if hint in small]):
        if match := PROBLEMS[at].said.search(title):
            yield match[0], PROBLEMS[at].near


_TUMOR = (
    r"cancer|carcinom|tumou?r|neoplas|malignan|oncolog|melanom|sarcom|gliom|glioblast|blastom"
    r"|lymphom|leuk[a]?emi|myelom|mesotheliom|metasta|nsclc|sclc|hcc\b|adenom|thymom|macroglobulin"
    r"|myelodysplas|aml\b|cll\b|all\b|dlbcl|gist\b|crc\b|chemotherap|radiother|mastectom|dcis"
)
_HEART = (
    r"heart|cardi|coronar|myocard|infarct|stemi|angina|atrial|ventric|valv|aort|ischa?emi|pci\b"
)
_LUNG = r"lung|pulmon|respir|copd|bronch|asthma|airway|emphysem|breath|dyspn"
_KIDNEY = r"kidney|renal|nephr|dialys|ckd|esrd|eskd|glomerul|uremi"
_LIVER = r"liver|hepat|cirrho|nash|nafld|mash|masld|steato|biliar|cholang"
_SUGAR = r"diabet|t[12]d|dm[12]?\b|iddm|niddm|glyc|gluc|insulin|metabolic|hba1c|lada\b|mody\b|gdm\b"
_MIND = (
    r"depress|mood|mental|psych|anxi|distress|bipolar|suicid|stress|behavio|emotion|affective|mdd\b"
    r"|trd\b|schizo|ptsd|trauma|ocd\b|compuls|panic|phobi|autis|asd\b|adhd|hyperactiv|attention"
)
_BRAIN = (
    r"stroke|cerebr|brain|isch[a]?em|h[a]?emorrh|hemipl|hemipar|aphasi|thromb|cva\b|tia\b|infarct|neuro"
    r"|carotid|intracran|aneurysm|large vessel"
)
_MEMORY = r"alzheim|dement|cognit|memory|mci\b|amyloid|neurocogn|neurodegen|lewy"
_JOINTS = r"arthr|rheum|spondyl|joint|gout|knee|hip\b|lupus|ra\b|psoria|still"
_GUT = r"crohn|colitis|bowel|ibd\b|intestin|enter|gastro|digest|ulcer|colon|fistul"
_VIRUS = (
    r"virus|viral|infect|hiv|aids|hepat|hbv|hcv|covid|sars|corona|influenz|flu\b|rsv|hpv|herpes"
)
_BUGS = r"infect|bacter|sepsis|septic|pneumon|tubercul|tb\b|malari|plasmod|parasit|fever|mycobact"

PROBLEMS = (
    # part of its name in small letters, what a title says, what its list may say
    _problem(
        "diabet",
        r"(?:type\s?(?:1|2|I|II)|gestational)\s+diabet\w+|diabetes\b(?!\s+insipidus)",
        _SUGAR,
    ),
    _problem(
        "cancer",
        r"(?:breast|lung|prostate|colorectal|colon|rectal|pancreatic|ovarian|cervical|gastric|bladder"
        r"|esophageal|thyroid|kidney|liver|skin|head and neck|endometrial)\s+cancers?",
        _TUMOR,
    ),
    _problem(
        "lymphoma|leukemia|leukaemia|myeloma|melanoma|sarcoma|glioblastoma",
        r"lymphomas?|leuk[a]?emias?|multiple myeloma|melanomas?|sarcomas?|glioblastomas?",
        _TUMOR,
    ),
    _problem("asthma", r"asthma", _LUNG + r"|wheez|allerg"),
    _problem(
        "copd|chronic obstructive", r"COPD|chronic obstructive pulmonary disease", _LUNG + "|smok"
    ),
    _problem(
        "heart failure|myocardial infarction|atrial fibrillation|coronary artery",
        r"heart failure|myocardial infarction|atrial fibrillation|coronary artery disease",
        _HEART + "|stroke",
    ),
    _problem("stroke", r"(?:isch[a]?emic |acute |h[a]?emorrhagic )?stroke", _BRAIN + "|" + _HEART),
    _problem(
        "hypertension",
        r"hypertension",
        r"hypertens|blood pressure|eclampsi|" + _HEART + "|" + _LUNG + "|" + _KIDNEY + "|portal",
    ),
    _problem(
        "kidney disease|kidney failure|renal failure|hemodialysis|haemodialysis",
        r"chronic kidney disease|kidney failure|renal failure|h[a]?emodialysis",
        _KIDNEY,
    ),
    _problem(
        "cirrhosis|hepatitis",
        r"cirrhosis|hepatitis [BC]",
        _LIVER + "|" + _VIRUS + r"|varic|ascites|portal",
    ),
    _problem(
        "depressi|schizophrenia|bipolar|ptsd",
        r"major depressi\w+|depression|schizophrenia|bipolar disorder|PTSD",
        _MIND,
    ),
    _problem("autism|adhd|attention deficit", r"autism|ADHD|attention deficit", _MIND + "|develop"),
    _problem("alzheimer|dementia", r"Alzheimer\S*(?: disease)?|dementia", _MEMORY),
    _problem(
        "parkinson",
        r"Parkinson\S*(?: disease)?",
        r"parkinson|dyskines|neurodegen|movement|dement|tremor|psychos|lewy",
    ),
    _problem(
        "multiple sclerosis",
        r"multiple sclerosis",
        r"sclerosis|ms\b|demyelin|neuro|spastic|rrms|optic",
    ),
    _problem("epilep", r"epilepsy|epileptic", r"epilep|seizure|convuls|dravet|lennox|spasm"),
    _problem("migraine", r"migraines?", r"migrain|headach"),
    _problem(
        "arthritis",
        r"rheumatoid arthritis|osteoarthritis|psoriatic arthritis",
        _JOINTS + "|pain|degenerat",
    ),
    _problem("psoriasis", r"psoriasis", r"psoria|skin|dermat"),
    _problem("dermatitis|eczema", r"atopic dermatitis|eczema", r"dermat|eczem|atop|skin|allerg"),
    _problem("crohn|ulcerative colitis", r"Crohn\S*(?: disease)?|ulcerative colitis", _GUT),
    _problem("hiv", r"HIV(?:-1)?", _VIRUS + "|" + _BUGS + "|prep\\b"),
    _problem("malaria", r"malaria", _BUGS),
    _problem("tuberculosis", r"tuberculosis", _BUGS + "|" + _VIRUS),
    _problem(
        "covid|sars-cov",
        r"COVID-?\s?19|SARS-CoV-2",
        _VIRUS + "|" + _LUNG + "|" + _BUGS + "|pandemic|ards\\b",
    ),
    _problem("influenza", r"influenza", _VIRUS + "|" + _LUNG + "|vaccin|immuni[sz]"),
    _problem("cystic fibrosis", r"cystic fibrosis", r"fibrosis|cf\b|" + _LUNG + "|mucovisc"),
    _problem(
        "sickle cell",
        r"sickle cell(?: disease| an[a]?emia)?",
        r"sickle|scd\b|h[a]?emoglobin|an[a]?emia|thalass",
    ),
    _problem(
        "hemophilia|haemophilia",
        r"h[a]?emophilia(?: [AB])?",
        r"h[a]?emophil|bleed|factor|coagul|blood",
    ),
    _problem("osteoporosis", r"osteoporosis", r"osteop|bone|fractur|menopaus|calci"),
    _problem("glaucoma", r"glaucoma", r"glaucom|ocular|intraocular|eye|optic"),
    _problem(
        "macular degeneration",
        r"macular degeneration",
        r"macul|amd\b|eye|retin|vision|neovascul|geographic|choroid",
    ),
    _problem(
        "obesity",
        r"obesity",
        r"obes|overweight|weight|bmi|metabol|adipos|diabet|bariatric|diet|eating|nutrition",
    ),
    _problem(
        "schistosomiasis|leishmaniasis|dengue|cholera|rabies|anthrax",
        r"schistosomiasis|leishmaniasis|dengue|cholera|rabies|anthrax",
        _BUGS + r"|schisto|leish|dengue|choler|rabi|anthra|vaccin",
    ),
    _problem("endometriosis", r"endometriosis", r"endometri|pelvic|dysmenorr|infertil|pain|uter"),
    _problem(
        "polycystic|pcos",
        r"polycystic ovary? syndrome|PCOS",
        r"polycyst|pcos|ovar|infertil|anovul|hyperandro|insulin|metabol",
    ),
    _problem(
        "eclampsia", r"preeclampsia|pre-eclampsia", r"eclampsi|hypertens|pregnan|placent|obstetric"
    ),
    _problem(
        "sepsis|septic shock", r"sepsis|septic shock", r"sep[st]|shock|infect|bacter|critical|organ"
    ),
    _problem(
        "amyotrophic",
        r"amyotrophic lateral sclerosis",
        r"sclerosis|als\b|motor neuron|neurodegen|lou gehrig",
    ),
    _problem("huntington", r"Huntington\S*(?: disease)?", r"huntington|chorea|neurodegen"),
    _problem(
        "muscular",
        r"spinal muscular atrophy|muscular dystroph\w+",
        r"muscul|dystroph|sma\b|dmd\b|neuromusc|atroph",
    ),
    _problem(
        "lupus",
        r"lupus(?: erythematosus| nephritis)?",
        r"lupus|sle\b|nephritis|autoimmun|rheum|connective",
    ),
    _problem("fibromyalgia", r"fibromyalgia", r"fibromyalg|pain|fatigue|rheum"),
)

_HINTS = tuple((hint, at) for at, problem in enumerate(PROBLEMS) for hint in problem.hints)
