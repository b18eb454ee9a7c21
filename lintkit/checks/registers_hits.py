"""What an entry in an extract leads to, judged: whether a text says more than that somebody will look at it."""

from __future__ import annotations

from collections.abc import Iterator

from lintkit import lazy
from lintkit.checks import Input, Remark
from lintkit.checks._registers import is_told, low_of
from lintkit.facts.passage import spoken


def undecided(given: Input) -> Iterator[Remark]:
    """An entry in the extract is assessed, weighed, talked over or may matter: by what measure is not said."""
    for block, sentences in spoken(given.analysis, _ENTRY):  # fewer paragraphs by far than have the words of _OPEN
        for sentence in sentences:
            low = low_of(given, sentence)
            match = _OPEN.search(low)
            if match is None or not _ENTRY.search(low) or _MEASURED.search(low):
                continue
            if is_told(given, sentence, block):
                yield Remark(sentence.start + match.start(), sentence.start + match.end())


_WHERE = r"(?:\w*utdrag\w*|(?:belastnings|misstanke)?regist(?:er|ret|eret)\w*)"
_WHAT = r"(?:anteckning|anmärkning|träff|belastning|förekomst|dom(?!\w)|domar|brott|förse|uppgift|lagföring)"
#: An entry found in the extract or the register, or what the extract is to be.
_ENTRY = lazy.compile(
    rf"(?<!\w){_WHAT}\w*(?: [^ .;,]+){{0,4}}? (?:i|ur|av|enligt) (?:\w+ )?{_WHERE}"
    rf"|(?<!\w)utdrag\w*(?: \w+){{0,3}}? (?:innehåll|visa|uppta|ha)\w* (?:\w+ ){{0,3}}?{_WHAT}"
    rf"|(?<!\w)(?:förekom\w*|finns|registrerad\w*|antecknad\w*) (?:\w+ ){{0,3}}?i {_WHERE}"
    r"|(?<!\w)(?:inte|ej) (?:visa|lämna)\w*(?: \w+){0,3}? \w*utdrag"
    r"|(?:framgår|framkommer|framkommit|framkomma|visar sig) (?:av|i|ur) (?:\w+ )?(?:\w*utdrag|(?:belastnings|misstanke)regist)"
    rf"|(?:innehåll|visa|uppta)\w* \w*utdrag\w* (?:\w+ ){{0,3}}?(?:{_WHAT}|något)|utdrag\w* med (?:\w+ )?{_WHAT}|står (?:\w+ ){{0,2}}?i \w*utdrag"
    r"|(?<!\w)(?:dömts|dömd|döms) (?:[^ .;,]+ ){1,4}?enligt \w*utdrag|(?<!\w)utdrag\w* (?:(?:ska|skall|måste) (?:i huvudsak )?vara )?(?:utan|godkän)\w*"
    r"|(?<!\w)skuld\w* hos kronofog\w*|kreditupplysning\w* (?:visa|innehåll)\w*"
)
#: What is done with it, that could end in anything.
_OPEN = lazy.compile(
    r"(?<!\w)(?:(?:görs|gör \w+|sker|ska göras|ska ske|ska \w+ göra) (?:då )?(?:en )?(?:(?:individuell|samlad|särskild|lämplig|enskild)\w* (?:bedömning|prövning)(?: av lämpligheten)?|lämplighetsbedömning|bedömning i det enskilda fallet)"
    r"|(?:bedöms|prövas|avgörs|hanteras)(?: \w+){0,2}? (?:individuellt|särskilt|från fall till fall|i (?:varje|det) enskil\w+ fall\w*)"
    r"|(?:kan |kan \w+ )?komma att \w+|med gott omdöme|lyfts? med|(?:utesluter|hindrar) (?:inte|ej)|(?:tas med|ingår) i bedömningen|(?:får|kan) (?:\w+ )?bortse från|meddelas (?:kommunen|chefen)|diskuteras|samråd\w*|beaktas|en egen bedömning|bör (?:inte|ej) \w+|(?:får )?normalt (?:inte|ej) \w+|(?:inte|ej) (?:automatiskt|per automatik|nödvändigtvis)|i huvudsak"
    r"|(?:tas|tar \w+) (?:en )?kontakt|(?:förs|för \w+) (?:en )?(?:dialog|diskussion)|(?:ska detta |ska )?diskuteras"
    r"|får (?:\w+ )?(?:avgöra|bedöma|ta ställning)|avgör själv\w*|bedömer själv\w*|(?:kan|får) (?:beakta|påverka|vägas in)\w*|vägs in|tas i beaktande|(?:ska )?ta(?:r)? ställning|hanteras av"
    r"|lämpliga åtgärder|undantag kan (?:medges|göras|beviljas)|behöver (?:inte|ej) beaktas|kan bortses från"
    r"|(?:utan )?allvarliga(?:re)? (?:anmärkning|anteckning)\w*|allvarlig brottslighet|oförenliga? med (?:uppdraget|tjänsten|arbetet)|relevanta (?:anteckning|brott)\w*|brott av betydelse|godkänt av \w+)(?!\w)"
)
#: A measure that two readers apply alike.
_MEASURED = lazy.compile(
    r"(?<!\d)\d{1,3} ?(?:kap\.|§)|brott (?:som avses i|som anges i|enligt \d)|(?:bilaga|punkt|avsnitt) \d|fängelse|de senaste \w+ åren|utifrån följande|enligt följande|följande brott"
)
