"""The words that made-up titles, claims and bodies are made of."""

ONSETS = (
    "b",
    "br",
    "d",
    "dr",
    "f",
    "g",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "st",
    "t",
    "th",
    "v",
)
VOWELS = ("a", "e", "i", "o", "u", "ae", "ei", "ou")
CODAS = ("l", "m", "n", "r", "s", "th", "nd", "rn", "sk", "vel", "mar", "dun", "lin")
PLACE_KINDS = ("", "", "", " Bridge", " Bazaar", " Crossing", " Ford", " Hill", " Market", " Wells")

DETAILS = (
    "The road through {place} stayed closed until {clock}, and traffic was sent by way of {other}.",
    "Residents of {place} said that they heard {sound} for about {number} minutes.",
    "{speaker} said that {number} people were questioned and that most of them had been let go.",
    "The {building} in {district} district was damaged, and its {part} will have to be replaced.",
    "A second report puts the incident nearer to {other}, some {number} kilometres away.",
    "The district office gave no figure and referred questions to the provincial capital.",
    "Shops near the {building} opened again {later}.",
    "{speaker} said that the {vehicle} had been stopped at {other} earlier that day.",
    "{actor} had issued a warning about the {building} {earlier}.",
    "The account does not say who gave the order, nor how many took part.",
    "Pictures that the report describes show a {colour} {vehicle} with its {part} burnt out.",
    "Two of the reports agree on the hour, {clock}, but not on the place.",
    "{speaker} counted {number} families who left for {other} {later}.",
    "The {goods} were taken to {other} and, by the same account, later returned.",
    "Telephone service in {district} district was cut from {clock} and came back {later}.",
    "A committee of elders from {place} asked both sides to keep away from the {building}.",
    "The clinic in {other} received {number} patients; it gave no names.",
    "{actor} called the report unfounded and said that the {building} had been empty.",
    "Earlier versions of the report gave {other} as the place; this was corrected {later}.",
    "No account explains how the {vehicle} came to be at the {building}.",
    "The field around {place} was searched for {number} hours and declared safe.",
    "{speaker} described {sound}, then silence, then {sound_again}.",
    "Schools in {district} district stayed shut for {number} days.",
    "What became of the {goods} is not known.",
    "A {colour} flag was seen on the {building} {later}.",
    "The report names neither the {building} nor its owner.",
    "{speaker} put the damage at {number} houses, most of them on the road to {other}.",
    "The {season} had been quiet in {district} district until then.",
    "It is disputed who held {place} at the time.",
    "The spokesman repeated the figure {later} and added that an inquiry had begun.",
)
OPENINGS = (
    "{actor} took part, by the first report, in {kind} at {place}, in {district} district.",
    "Reports speak of {kind} near the {building} of {place} in {province}, at about {clock}.",
    "{speaker} reported {kind} on the road between {place} and {other}.",
    "By the first account, {kind} took place in {district} district of {province}.",
    "There was {kind} in {place}; the accounts differ on how it began.",
)
LINKING = (
    "It came {number} days after [{title}]({link}).",
    "The same report recalls [{title}]({link}).",
    "{speaker} linked it to [{title}]({link}), without giving a reason.",
)
SPEAKERS = (
    "A district official", "A resident", "A shopkeeper", "A teacher", "A driver", "A nurse",
    "An elder", "A farmer", "The governor's spokesman", "A police officer", "A local reporter",
    "A member of the council", "A relative", "A night watchman",
)  # fmt: skip
BUILDINGS = (
    "school", "clinic", "mill", "checkpoint", "customs post", "bus station", "granary", "workshop",
    "council house", "radio station", "warehouse", "court house", "power station", "dairy",
    "library", "pumping station", "barracks", "guest house",
)  # fmt: skip
PARTS = ("roof", "gate", "north wall", "engine", "windows", "generator", "fence", "tyres", "doors")
VEHICLES = ("lorry", "minibus", "tractor", "pick-up", "motorcycle", "ambulance", "van", "tanker")
GOODS = ("seed sacks", "tools", "radio sets", "fuel drums", "papers", "medicines", "tents", "flour")
COLOURS = ("white", "blue", "green", "grey", "red", "yellow", "black")
SOUNDS = (
    "a single loud bang", "shots", "engines", "shouting", "several explosions", "a siren",
    "an aircraft", "falling masonry",
)  # fmt: skip
SEASONS = ("spring", "summer", "autumn", "winter", "harvest", "planting season")
LATER = ("the next morning", "two days later", "that evening", "within the week", "after midnight")
EARLIER = ("the day before", "a week earlier", "in the spring", "some hours earlier", "twice")
TAGS = (
    "checkpoint", "convoy", "curfew", "election", "harvest", "health", "market", "mine", "night",
    "radio", "road", "school",
)  # fmt: skip
CLAIMS = (
    "{by} said that {kind} took place in {place}.",
    "{by} reported {kind} in {district} district and gave no further detail.",
    "{by} put {kind} at {place} down to {actor}.",
    "{by} told of {kind} in {place} and said that more details would follow.",
)
REVISIONS = (
    "{by} corrected the first figure after counting again.",
    "{by} gave a higher figure and said that some of the hurt had died since.",
)
DENIALS = (
    "{by} said that nothing of the kind had happened in {place}.",
    "{by} called the account of {kind} in {place} false.",
)
ADMISSIONS = (
    "{by} said that its own people had carried out {kind} in {place}.",
    "{by} claimed {kind} in {district} district for itself.",
)
REFUSALS = (
    "{by} denied any part in {kind} in {place}.",
    "{by} said that others were behind {kind} in {place}.",
)
NOTES = {
    "confirmed": "The ledger holds an admission, or a finding of an international body or court.",
    "fair": "Reports of different origin agree on what happened; the figures may still change.",
    "weak": "One origin only, or statements of the parties alone.",
    "contested": "The accounts contradict one another on what happened or who did it.",
    "discounted": "Later reports make it likely that this did not happen as first told.",
    "unassessed": "Not yet looked at.",
}
