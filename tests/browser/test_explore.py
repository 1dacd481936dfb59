"""The explore page: three views that follow the same choices, and no point that nobody knows."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Position, Route, expect

from generator import pipeline
from generator.model.archive import Archive
from generator.model.entry import Entry
from generator.model.event import Event
from generator.model.facet import FACETS
from generator.model.toll import toll_of
from generator.site.sums import Sums
from tests.browser.dialog import Dialog
from tests.browser.explorer import BARS, DOTS, Explorer
from tests.browser.reader import PHONE, Reader

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ADDRESS = "explore/"
EXACT = "2022-06-13-made-up-kept"
COUNTRYWIDE = "2022-made-up-countrywide"
TO = "\N{EN DASH}"
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'; "
    "img-src 'self' data:; object-src 'none'"
)
"""Inline scripts are Material's own, styles and pictures are what this page has to do with."""


@pytest.fixture(scope="module")
def archive(built: Path) -> Archive:
    outcome = pipeline.run(built.parent / "entries", date(2026, 11, 22), warnings=False)
    assert outcome.archive is not None
    return outcome.archive


@pytest.fixture
def explorer(reader: Reader) -> Explorer:
    return Explorer(reader.opens(ADDRESS)).ready()


def test_at_first_every_event_is_shown_and_the_newest_leads(
    explorer: Explorer, archive: Archive
) -> None:
    explorer.matches(len(archive.events), len(archive.events))

    assert explorer.ids() == [event.id for event in archive.events[::-1]]
    assert explorer.painted(BARS) > 1000


def test_a_province_an_actor_a_type_and_a_grade_narrow_all_views_together(
    explorer: Explorer, archive: Archive
) -> None:
    whole = explorer.painted(BARS)

    _select(explorer, "Province", "Takhar")
    wanted = [e for e in archive.events if "takhar" in FACETS[1].keys(e.facts)]
    explorer.matches(len(wanted), len(archive.events))
    assert explorer.painted(BARS) < whole
    for label, keep in (
        ("Actor", lambda e: "isis-k" in FACETS[0].keys(e.facts)),
        ("Type", lambda e: e.facts.type == "raid"),
        ("Grade", lambda e: e.facts.verification.grade == "weak"),
    ):
        value = {"Actor": "Islamic State - Khorasan Province", "Type": "Raid", "Grade": "Weak"}
        _select(explorer, label, value[label])
        wanted = [event for event in wanted if keep(event)]
        explorer.matches(len(wanted), len(archive.events))

    assert wanted
    assert set(explorer.ids()) == {event.id for event in wanted}
    expect(explorer.page).to_have_url(
        re.compile(r"\?province=takhar&actor=isis-k&type=raid&grade=weak$")
    )


def test_a_shared_address_shows_the_same_and_back_and_forward_lead_through_choices(
    explorer: Explorer, reader: Reader, archive: Archive
) -> None:
    page = explorer.page
    _select(explorer, "Province", "Kabul")
    explorer.choice("From").fill("2022-01-01")
    explorer.choice("To").fill("2022-06-30")
    page.get_by_role("button", name="Killed").click()
    expect(page).to_have_url(re.compile(r"\?from=2022-01&to=2022-06&province=kabul&order=killed$"))
    chosen = explorer.ids()

    other = Explorer(reader.opens(page.url)).ready()
    page.go_back()
    page.go_back()

    assert other.ids() == chosen
    assert chosen
    expect(other.choice("Province")).to_have_value(explorer.choice("Province").input_value())
    expect(other.page.get_by_role("columnheader", name="Killed")).to_have_attribute(
        "aria-sort", "descending"
    )
    expect(page).to_have_url(re.compile(r"\?from=2022-01&province=kabul$"))
    expect(explorer.choice("To")).to_have_value("")
    page.go_forward()
    expect(explorer.choice("To")).to_have_value("2022-06-30")
    page.get_by_role("button", name="Clear all").click()
    explorer.matches(len(archive.events), len(archive.events))
    expect(page).to_have_url(re.compile(r"/explore/$"))


def test_the_search_leaves_the_address_of_the_page_alone(reader: Reader) -> None:
    explorer = Explorer(reader.opens(f"{ADDRESS}?province=takhar&type=raid")).ready()
    dialog = Dialog(explorer.page)
    expect(explorer.page.locator("dialog.find")).to_be_hidden()

    dialog.open().finds("Taloqan")
    explorer.page.keyboard.press("Escape")

    expect(explorer.page.locator("dialog.find")).to_be_hidden()
    expect(explorer.page).to_have_url(re.compile(r"\?province=takhar&type=raid$"))


@pytest.mark.parametrize(
    ("query", "left", "kept"),
    [
        ("?province=atlantis&from=soon&type=raid", "from “soon”, province “atlantis”", "Type"),
        ("?to=2022-13&grade=weak&order=wild", "to “2022-13”, order “wild”", "Grade"),
        ("?actor=%FF%3Cb%3E&from=2022", "actor “\ufffd<b>”", "From"),
        ("?province=takhar&province=kabul", "province “kabul”", "Province"),
        (f"?type={'x' * 90}&grade=fair", f"type “{'x' * 40}…”", "Grade"),
    ],
)
def test_what_an_address_asks_for_in_vain_is_named_and_the_rest_applies(
    reader: Reader, query: str, left: str, kept: str
) -> None:
    explorer = Explorer(reader.opens(f"{ADDRESS}{query}")).ready()

    expect(explorer.status).to_contain_text(f"this archive does not know it: {left}.")
    expect(explorer.choice(kept)).not_to_have_value("")


def test_keys_of_others_and_empty_values_are_left_alone(reader: Reader, archive: Archive) -> None:
    explorer = Explorer(reader.opens(f"{ADDRESS}?utm=x&q=raid&province=&from=&order=")).ready()

    explorer.matches(len(archive.events), len(archive.events))
    expect(explorer.status).not_to_contain_text("Left out")


def test_a_span_that_ends_before_it_begins_is_turned_round_in_an_address_and_refused_in_the_form(
    reader: Reader, archive: Archive
) -> None:
    explorer = Explorer(reader.opens(f"{ADDRESS}?from=2022-06&to=2022-01")).ready()
    first, last = date(2022, 1, 1), date(2022, 6, 30)
    inside = [
        e for e in archive.events if e.facts.date.last >= first and e.facts.date.first <= last
    ]

    explorer.matches(len(inside), len(archive.events))
    expect(explorer.status).to_contain_text("was turned round")
    expect(explorer.choice("From")).to_have_value("2022-01-01")
    expect(explorer.choice("To")).to_have_value("2022-06-30")
    explorer.choice("From").fill("2022-07-01")
    expect(explorer.status).to_contain_text("The last day is before the first")
    explorer.matches(len(inside), len(archive.events))
    explorer.choice("To").fill("2022-12-31")
    expect(explorer.page).to_have_url(re.compile(r"\?from=2022-07&to=2022-12$"))
    expect(explorer.status).not_to_contain_text("before the first")


def test_where_nothing_matches_every_view_says_so(reader: Reader, archive: Archive) -> None:
    page = reader.opens(f"{ADDRESS}?from=1900&to=1901")

    explorer = Explorer(page)
    explorer.matches(0, len(archive.events))
    expect(page.locator("[data-part=pages]")).to_have_text(re.compile("No event matches"))
    expect(page.locator(DOTS)).to_be_attached()
    assert explorer.painted(DOTS) == 0
    for outcome in ("killed", "injured"):
        expect(explorer.total(outcome)).to_have_text("no figure")
    for kind in ("CSV", "GeoJSON"):
        expect(page.get_by_role("button", name=kind, exact=True)).to_be_disabled()
    page.get_by_role("button", name="Clear all").click()
    explorer.matches(len(archive.events), len(archive.events))


def test_the_sums_are_those_of_the_sites_own_pages_and_reports_stay_out_of_them(
    explorer: Explorer, archive: Archive
) -> None:
    reports = [e for e in archive.events if archive.registry.types[e.facts.type].facts.aggregate]
    assert reports
    expect(explorer.page.locator("[data-part=reports]")).to_have_text(
        f"{len(reports)} event{'s' * (len(reports) > 1)} sum{'s' * (len(reports) == 1)} up others, "
        "as reports do: left out of these sums, so that nobody is counted twice."
    )
    for province in ("", "Takhar", "Kabul"):
        id_ = province.lower()
        if province:
            _select(explorer, "Province", province)
        events = archive.of("provinces", id_) if province else archive.events
        explorer.matches(len(events), len(archive.events))

        tallies = Sums(archive).totals(events)

        assert [tally.outcome for tally in tallies] == ["killed", "injured"]
        for tally in tallies:
            total = explorer.total(tally.outcome)
            expect(total).to_have_text(f"{tally.count}")
            expect(total.locator("+ dd")).to_have_text(
                f"in {tally.events} event{'' if tally.events == 1 else 's'} with figures"
            )


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ([[8, None, None, 0], [3, 5, None, 0]], "at least 11"),
        ([[3, 5, None, 0], [2, 2, None, 0]], f"5{TO}7"),
        ([[20, 20, None, 1], [1, 1, None, 0]], "about 21"),
        ([[2, 9, 5, 0], [3, 3, None, 0]], f"8 (best estimate; 5{TO}12)"),
        ([[2, 9, 5, 0], [3, 4, None, 0]], f"5{TO}13"),
        ([None, [0, 7, None, 0]], "up to 7"),
        ([None], "no figure"),
        ([[0, 0, None, 0]], "0"),
    ],
)
def test_figures_add_up_to_what_is_known(reader: Reader, bounds: list[object], words: str) -> None:
    page = reader.opens("about/")

    told = page.evaluate(
        """async (counts) => {
          const { addUp, sumInWords } = await import("../assets/javascripts/explore/totals.js")
          const figures = counts.map((one) => one
            ? { low: one[0], high: one[1], best: one[2], about: Boolean(one[3]), known: true }
            : { known: false })
          return sumInWords(addUp(figures, counts.map(() => 1))).words
        }""",
        bounds,
    )

    assert told == words


def test_a_span_is_chosen_by_keys_and_says_which_dates_may_lie_outside(
    explorer: Explorer, archive: Archive
) -> None:
    start = explorer.end("First")
    start.focus()
    for _ in range(200):
        if start.get_attribute("aria-valuetext") == "June 2022":
            break
        year = int((start.get_attribute("aria-valuetext") or "").split()[1])
        start.press("PageUp" if year < 2021 else "ArrowRight")

    first = date(2022, 6, 1)
    inside = [event for event in archive.events if event.facts.date.last >= first]
    rough = [event for event in inside if event.facts.date.first < first]
    explorer.matches(len(inside), len(archive.events))
    expect(explorer.page).to_have_url(re.compile(r"\?from=2022-06$"))
    assert COUNTRYWIDE in {event.id for event in rough}
    expect(explorer.status).to_contain_text(f"{len(rough)} of them may lie outside of these days")


def test_a_span_is_drawn_with_the_pointer(explorer: Explorer, archive: Archive) -> None:
    box = explorer.page.locator(BARS).bounding_box()
    assert box is not None
    mouse = explorer.page.mouse

    mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 30)
    mouse.down()
    mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 30, steps=5)
    mouse.up()

    expect(explorer.page).to_have_url(re.compile(r"\?from=\d{4}-\d\d&to=\d{4}-\d\d$"))
    ids = set(explorer.ids())
    assert 0 < len(ids) < len(archive.events)
    since = date.fromisoformat(explorer.choice("From").input_value())
    until = date.fromisoformat(explorer.choice("To").input_value())
    dates = {event.id: event.facts.date for event in archive.events}
    assert ids == {i for i, when in dates.items() if when.last >= since and when.first <= until}


def test_a_click_on_a_province_chooses_it_and_a_second_click_gives_it_up(
    explorer: Explorer, archive: Archive
) -> None:
    map_ = explorer.page.locator("[data-part=map]")
    map_.scroll_into_view_if_needed()
    box = map_.bounding_box()
    assert box is not None
    middle = Position(x=box["width"] / 2, y=box["height"] / 2)

    map_.click(position=middle)
    expect(explorer.page).to_have_url(re.compile(r"\?province=[a-z-]+$"))
    map_.click(position=middle)

    expect(explorer.page).to_have_url(re.compile(r"/explore/$"))
    explorer.matches(len(archive.events), len(archive.events))


def test_only_an_exact_point_is_a_dot_and_the_dot_leads_to_its_event(
    explorer: Explorer, archive: Archive
) -> None:
    exact = [e for e in archive.events if e.facts.location.precision == "exact"]
    assert [event.id for event in exact] == [EXACT]
    expect(explorer.notes).to_contain_text("1 event with an exact place")
    country = [e for e in archive.events if e.facts.location.precision == "country"]
    assert COUNTRYWIDE in {event.id for event in country}
    expect(explorer.notes).to_contain_text(f"{len(country)} events known to the country only")
    most = max(len(archive.of("provinces", id_)) for id_ in archive.grouped["provinces"])
    expect(explorer.notes).to_contain_text(f"The strongest shade stands for {most} events")
    assert explorer.painted(DOTS) > 0

    _select(explorer, "Province", "Kabul")
    expect(explorer.notes).to_contain_text("0 events with an exact place")
    assert explorer.painted(DOTS) == 0
    _select(explorer, "Province", "Takhar")
    expect(explorer.notes).to_contain_text("1 event with an exact place")
    explorer.clicks_the_dot()

    entry = explorer.page.locator(".leaflet-popup a[href*='/events/']")
    expect(entry).to_have_attribute("href", re.compile(f"/events/{EXACT}/$"))
    expect(entry).to_contain_text("<script>alert(1)</script>")


def test_the_csv_holds_what_is_shown_and_unknown_is_not_zero(
    explorer: Explorer, archive: Archive
) -> None:
    _select(explorer, "Province", "Takhar")
    shown = explorer.ids()

    text = explorer.saves("CSV")

    assert text.endswith("\r\n")
    lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert {len(line) for line in lines} == {len(lines[0])}
    rows = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
    assert [row["id"] for row in rows] == shown
    for row in rows:
        event = archive.by_id[row["id"]]
        assert row == {**row, **_expected(event)}
        assert row["address"].endswith(f"/events/{event.id}/")


def test_text_that_a_spreadsheet_would_run_is_made_harmless(reader: Reader) -> None:
    reader.expected = ""
    page = reader.opens(ADDRESS)
    told = page.evaluate(
        """async () => {
          const { asCsv } = await import("../assets/javascripts/explore/download.js")
          const { decode, packTitles } = await import("../assets/javascripts/explore/archive.js")
          const file = await (await fetch("../data/explore.json")).json()
          const titles = await (await fetch("../data/explore-titles.json")).json()
          titles.titles[0] = '=HYPERLINK("https://example.org","made up")'
          titles.titles[1] = "+1"
          titles.titles[2] = "@made up"
          titles.titles[3] = "-made up"
          titles.titles[4] = "\\tmade up"
          const source = { archive: decode(file), titles: packTitles(titles), root: "/" }
          return (await asCsv(source, [0, 1, 2, 3, 4])).join("")
        }"""
    )

    titles = [row["title"] for row in csv.DictReader(io.StringIO(told))]

    assert titles == [
        "'=HYPERLINK(\"https://example.org\",\"made up\")",
        "'+1", "'@made up", "'-made up", "'\tmade up",
    ]  # fmt: skip


def test_a_download_that_is_written_in_slices_is_whole(reader: Reader) -> None:
    page = reader.opens("about/")

    told, layer = page.evaluate(
        """async () => {
          const { asCsv, asGeoJson } = await import("../assets/javascripts/explore/download.js")
          const { decode, packTitles } = await import("../assets/javascripts/explore/archive.js")
          const [file, titles] = await Promise.all(["explore", "explore-titles"]
            .map(async (name) => (await fetch(`../data/${name}.json`)).json()))
          const source = { archive: decode(file), titles: packTitles(titles), root: "/" }
          const rows = Uint32Array.from({ length: 450 }, (_, at) => at % titles.ids.length)
          const texts = await Promise.all([asCsv, asGeoJson].map((write) => write(source, rows)))
          return texts.map((pieces) => pieces.join(""))
        }"""
    )

    ids = [row["id"] for row in csv.DictReader(io.StringIO(told))]
    assert len(ids) == 450
    assert [each["id"] for each in json.loads(layer)["features"]] == ids


def test_the_geojson_has_a_point_only_where_one_is_known(
    explorer: Explorer, archive: Archive
) -> None:
    _select(explorer, "Province", "Takhar")
    shown = explorer.ids()

    told = explorer.saves_json()

    assert told["type"] == "FeatureCollection"
    assert [feature["id"] for feature in told["features"]] == shown
    for feature in told["features"]:
        event = archive.by_id[feature["id"]]
        location = event.facts.location
        if location.precision == "exact":
            latitude, longitude = location.coordinates or (0, 0)
            assert feature["geometry"] == {"type": "Point", "coordinates": [longitude, latitude]}
        else:
            assert feature["geometry"] is None
        properties = feature["properties"]
        assert properties["precision"] == location.precision
        assert properties["withheld"] is location.withheld
        assert properties["provinces"] == list(dict.fromkeys(FACETS[1].keys(event.facts)))
        assert properties["actors"] == list(dict.fromkeys(FACETS[0].keys(event.facts)))
    assert EXACT in shown


def test_a_withheld_place_is_said_to_be_withheld_and_stays_so_in_downloads(
    reader: Reader, archive: Archive
) -> None:
    row = next(n for n, e in enumerate(archive.events) if e.id == "2022-06-11-taloqan-raid")
    page = reader.opens()

    def withheld(route: Route) -> None:
        columns = route.fetch().json()
        route.fulfill(json={**columns, "withheld": [row]})

    page.route("**/data/explore.json", withheld)
    page.goto(f"{ADDRESS}?province=takhar")
    explorer = Explorer(page).ready()
    table = list(csv.DictReader(io.StringIO(explorer.saves("CSV"))))
    place = {row["id"]: (row["latitude"], row["longitude"], row["withheld"]) for row in table}

    expect(explorer.notes).to_contain_text("1 of these: the place is known better, and withheld")
    line = page.locator("#explore tbody tr", has_text="Taloqan")
    expect(line).to_contain_text("exact place withheld to protect people")
    flagged = [each for each in explorer.saves_json()["features"] if each["properties"]["withheld"]]
    assert [each["id"] for each in flagged] == ["2022-06-11-taloqan-raid"]
    assert [each["geometry"] for each in flagged] == [None]
    assert place["2022-06-11-taloqan-raid"] == ("", "", "true")


@pytest.mark.parametrize("withheld", [False, True])
def test_an_archive_of_a_single_event_without_a_point_can_be_explored(
    reader: Reader, *, withheld: bool
) -> None:
    page = reader.opens()

    def one(route: Route) -> None:
        columns = route.fetch().json()
        alone = {name: column[:1] for name, column in columns["events"].items()}
        rest = {"dates": [], "derived": [], "points": [], "withheld": [0] if withheld else []}
        route.fulfill(json={**columns, **rest, "events": alone})

    page.route("**/data/explore.json", one)
    page.goto(ADDRESS)
    explorer = Explorer(page).ready()

    explorer.matches(1, 1)
    assert len(explorer.ids()) == 1
    assert explorer.painted(DOTS) == 0
    assert explorer.painted(BARS) > 100
    expect(explorer.notes).to_contain_text("0 events with an exact place")
    said = "1 of these: the place is known better, and withheld"
    if withheld:
        expect(explorer.notes).to_contain_text(said)
    else:
        expect(explorer.notes).not_to_contain_text(said)
    assert [each["geometry"] for each in explorer.saves_json()["features"]] == [None]
    explorer.end("First").press("End")
    explorer.matches(1, 1)


def test_the_page_can_be_used_with_the_keyboard_alone(explorer: Explorer, archive: Archive) -> None:
    page = explorer.page
    reached = set()
    explorer.choice("From").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.add(
            page.evaluate(
                "(document.activeElement.name || document.activeElement.ariaLabel"
                " || document.activeElement.textContent).trim()"
            )
        )

    assert {
        "to", "province", "actor", "type", "grade", "Clear all", "First month", "Last month",
        "Zoom in", "CSV", "GeoJSON", "Date", "Killed", "Grade",
    } <= reached  # fmt: skip
    explorer.choice("Province").focus()
    page.keyboard.type("Takhar")
    expect(page).to_have_url(re.compile(r"\?province=takhar$"))
    said = page.get_by_role("status").filter(has_text="match.")
    expect(said).to_have_text(re.compile(rf"^{len(archive.of('provinces', 'takhar'))} events of "))


def test_the_list_of_choices_says_how_many_events_each_would_give(
    explorer: Explorer, archive: Archive
) -> None:
    choice = explorer.choice("Type")
    choice.focus()

    labels = choice.locator("option").evaluate_all("all => all.map((one) => one.label)")

    raids = len(archive.of("types", "raid"))
    assert f"Raid ({raids})" in labels


def test_on_a_phone_nothing_scrolls_sideways_in_the_dark_too(reader: Reader) -> None:
    explorer = Explorer(reader.opens(ADDRESS, PHONE, color_scheme="dark")).ready()

    beyond = explorer.page.evaluate("document.scrollingElement.scrollWidth - innerWidth")

    assert beyond <= 0
    assert explorer.painted(DOTS) > 0
    expect(explorer.page.locator(".leaflet-control-zoom-in")).to_be_visible()


def test_a_change_of_colours_is_followed_by_timeline_and_map(reader: Reader) -> None:
    explorer = Explorer(reader.opens(ADDRESS, color_scheme="light")).ready()
    picture = "canvas => canvas.toDataURL()"
    bars = explorer.page.locator(BARS)
    light = bars.evaluate(picture)

    explorer.page.emulate_media(color_scheme="dark")

    expect(explorer.page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    explorer.page.wait_for_function(
        "([selector, old]) => document.querySelector(selector).toDataURL() !== old",
        arg=[BARS, light],
    )


def test_without_scripts_the_page_leads_to_all_lists_and_shows_a_map(reader: Reader) -> None:
    page = reader.opens(ADDRESS, java_script_enabled=False)

    content = page.locator(".md-content")
    expect(content).to_contain_text("need JavaScript")
    expect(page.locator("[data-part=work]")).to_be_hidden()
    assert page.locator("svg.ia-map").evaluate_all("maps => maps.length") == 1
    for kind in ("events", "dates", "provinces", "actors", "types"):
        expect(content.locator(f"a[href='../{kind}/']").first).to_be_visible()


def test_the_page_works_under_a_policy_that_allows_no_styles_of_its_own(reader: Reader) -> None:
    page = reader.opens()

    def guarded(route: Route) -> None:
        answer = route.fetch()
        headers = {**answer.headers, "content-security-policy": POLICY}
        route.fulfill(response=answer, headers=headers)

    page.route(f"**/{ADDRESS}", guarded)
    page.goto(ADDRESS)
    explorer = Explorer(page).ready()

    _select(explorer, "Province", "Takhar")
    explorer.clicks_the_dot()
    expect(page.locator(".leaflet-popup")).to_be_visible()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_timeout(400)  # what Leaflet does while it moves is held to the policy as well


def test_titles_of_another_version_are_loaded_anew(reader: Reader) -> None:
    page = reader.opens()
    asked = []

    def outdated(route: Route) -> None:
        asked.append(route.request.url)
        answer = route.fetch()
        if len(asked) > 1:
            route.fulfill(response=answer)
            return
        titles = answer.json()
        route.fulfill(json={**titles, "version": "old", "titles": titles["titles"][::-1]})

    page.route("**/explore-titles.json", outdated)
    page.goto(ADDRESS)
    Explorer(page).ready()

    assert len(asked) == 2


def _select(explorer: Explorer, label: str, words: str) -> None:
    """Choose by the words before the number."""
    choice = explorer.choice(label)
    values = choice.locator("option").evaluate_all(
        "(all, words) => all.filter((one) => one.label.startsWith(words)).map((one) => one.value)",
        words,
    )
    choice.select_option(values[0])


def _expected(event: Entry[Event]) -> dict[str, str]:
    """Give what the CSV shall say of an event, as text, straight from its entry."""
    facts = event.facts
    location = facts.location
    point = location.coordinates if location.precision == "exact" else None
    found = {
        "title": facts.title,
        "date": facts.date.text,
        "first_day": facts.date.first.isoformat(),
        "last_day": facts.date.last.isoformat(),
        "type": facts.type,
        "provinces": ";".join(dict.fromkeys(FACETS[1].keys(facts))),
        "actors": ";".join(dict.fromkeys(FACETS[0].keys(facts))),
        "precision": location.precision,
        "withheld": str(location.withheld).lower(),
        "latitude": f"{point[0]}" if point else "",
        "longitude": f"{point[1]}" if point else "",
        "grade": facts.verification.grade,
    }
    lines = {line.outcome: line.count for line in toll_of(facts)}
    for outcome in ("killed", "injured", "captured", "abducted", "missing"):
        count = lines.get(outcome)
        bounded = count is not None and count.known
        found |= {
            outcome: "" if count is None else str(count),
            f"{outcome}_min": f"{count.low}" if bounded and count else "",
            f"{outcome}_max": f"{count.high}"
            if bounded and count and count.high is not None
            else "",
        }
    return found
