"""Swedish words whose inflection no spelling rule gives; how the forms are put together is inflect's business."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType


def _table(text: str) -> Mapping[str, tuple[str, ...]]:
    """Read `headword part part ...` lines; several entries may share a line, parted by semicolons."""
    entries = (entry.split() for line in text.splitlines() for entry in line.split(";"))
    return MappingProxyType({words[0]: tuple(words[1:]) for words in entries if words})


# Infinitive: present, preterite, supine, past participle, and (where statutes still use it) the long infinitive.
# "/" parts alternatives, "-" says that the form does not exist. A prefixed verb inflects as its last part.
STRONG_VERBS = _table("""
be ber/beder bad bett/bedit bedd bedja; binda binder band bundit bunden; bita biter bet bitit biten
bjuda bjuder bjöd bjudit bjuden; bli blir/bliver blev blivit bliven bliva; brista brister brast brustit brusten
bryta bryter bröt brutit bruten; bära bär bar burit buren; böra bör borde bort -
dra drar/drager drog dragit dragen draga; dricka dricker drack druckit drucken; driva driver drev drivit driven
dö dör dog dött -; dölja döljer dolde dolt dold; falla faller föll fallit fallen; fara far for farit faren
finna finner fann funnit funnen; flyga flyger flög flugit flugen; flyta flyter flöt flutit fluten
få får fick fått -; frysa fryser frös frusit frusen; ge ger/giver gav gett/givit given giva
glädja gläder gladde glatt -; gripa griper grep gripit gripen; gråta gråter grät gråtit gråten
gå går gick gått gången; göra gör gjorde gjort gjord; ha har hade haft - hava; hinna hinner hann hunnit hunnen
hugga hugger högg huggit huggen; hålla håller höll hållit hållen; kliva kliver klev klivit kliven
komma kommer kom kommit kommen; kunna kan kunde kunnat -; le ler log lett -; lida lider led lidit liden
ligga ligger låg legat -; ljuda ljuder ljöd ljudit ljuden; ljuga ljuger ljög ljugit ljugen
låta låter lät låtit låten; lägga lägger lade/la lagt lagd; njuta njuter njöt njutit njuten
nypa nyper nöp nupit nupen; rida rider red ridit riden; rinna rinner rann runnit runnen
riva river rev rivit riven; se ser såg sett sedd; sitta sitter satt suttit -; sjunga sjunger sjöng sjungit sjungen
sjunka sjunker sjönk sjunkit sjunken; skilja skiljer skilde/skiljde skilt/skiljt skild; skina skiner sken skinit -
skjuta skjuter sköt skjutit skjuten; skola ska/skall skulle skolat -; skrida skrider skred skridit skriden
skrika skriker skrek skrikit -; skriva skriver skrev skrivit skriven; skryta skryter skröt skrutit -
skära skär skar skurit skuren; slippa slipper slapp sluppit sluppen; slita sliter slet slitit sliten
sluta sluter slöt slutit sluten; slå slår slog slagit slagen; smita smiter smet smitit -
smyga smyger smög smugit -; smörja smörjer smorde smort smord; sova sover sov sovit -
spricka spricker sprack spruckit sprucken; sprida sprider spred/spridde spritt/spridit spridd/spriden
springa springer sprang sprungit sprungen; sticka sticker stack stuckit stucken; stiga stiger steg stigit stigen
stjäla stjäl stal stulit stulen; strida strider stred/stridde stridit/stritt -
stryka stryker strök strukit struken; stödja stöder/stödjer stödde stött stödd
strypa stryper ströp strypt strypt; stå står stod stått stådd/stånden
suga suger sög sugit sugen; supa super söp supit supen; svida svider sved svidit -; svika sviker svek svikit sviken
svälja sväljer svalde svalt svald; svälta svälter svalt svultit svulten; svära svär svor svurit svuren
säga säger sade/sa sagt sagd; sälja säljer sålde sålt såld; sätta sätter satte satt satt
ta tar/tager tog tagit tagen taga; tiga tiger teg tigit -
tvinga tvingar tvingade/tvang tvingat/tvungit tvungen/tvingad
tåla tål tålde tålt tåld; välja väljer valde valt vald; vara är var varit -; veta vet visste vetat -
vika viker vek vikit/vikt viken/vikt; vilja vill ville velat -; vinna vinner vann vunnit vunnen
vrida vrider vred vridit vriden; vänja vänjer vande vant vand; växa växer växte växt/vuxit vuxen
äta äter åt ätit äten; besluta beslutar beslutade/beslöt beslutat/beslutit beslutad
betala betalar betalade/betalte betalat/betalt betalad/betald; tala talar talade/talte talat/talt talad/tald
förtälja förtäljer förtalde förtalt förtald
""")

# Indefinite singular: definite singular, indefinite plural, definite plural. A compound inflects as its last part.
IRREGULAR_NOUNS = _table("""
man mannen män männen; bok boken böcker böckerna; hand handen händer händerna; stad staden/stan städer städerna
land landet länder länderna; natt natten nätter nätterna; fot foten fötter fötterna; rot roten rötter rötterna
bonde bonden bönder bönderna; brand branden bränder bränderna; tand tanden tänder tänderna
rand randen ränder ränderna; strand stranden stränder stränderna; son sonen söner sönerna
ledamot ledamoten ledamöter ledamöterna; bot boten böter böterna; stång stången stänger stängerna
tång tången tänger tängerna; far fadern fäder fäderna; fader fadern fäder fäderna
mor modern mödrar mödrarna; moder modern mödrar mödrarna; bror brodern bröder bröderna
broder brodern bröder bröderna; dotter dottern döttrar döttrarna; gås gåsen gäss gässen; mus musen möss mössen
öga ögat ögon ögonen; öra örat öron öronen; huvud huvudet huvuden/huvud huvudena/huvuden
sko skon skor skorna; museum museet museer museerna; laboratorium laboratoriet laboratorier laboratorierna
gymnasium gymnasiet gymnasier gymnasierna; stipendium stipendiet stipendier stipendierna
kriterium kriteriet kriterier kriterierna; territorium territoriet territorier territorierna
centrum centrumet/centret centrum/centra/center centrumen/centren
faktum faktumet fakta/faktum faktana/faktumen; policy policyn policyer/policys/policies policyerna
sommar sommaren/sommarn somrar somrarna; afton aftonen aftnar aftnarna
""")

# Common singular: neuter, plural, comparative, superlative.
IRREGULAR_ADJECTIVES = _table("""
god gott goda bättre/godare bäst/godast; hög högt höga högre högst; låg lågt låga lägre lägst
stor stort stora större störst; liten litet lilla/små mindre minst; grov grovt grova grövre grövst
ung ungt unga yngre yngst; lång långt långa längre längst; tung tungt tunga tyngre tyngst
gammal gammalt gamla äldre äldst; dålig dåligt dåliga sämre/dåligare sämst/dåligast
trång trångt trånga trängre trängst; få - få färre -; många mycket många fler/flera flest/flesta
bra - - bättre bäst; nära - - närmare närmast/näst
ond ont onda värre/ondare värst/ondast
""")
