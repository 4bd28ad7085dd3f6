import datetime
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
import yaml

from generator.content import own_templates
from generator.site.engine import SiteError, build_site
from tests.conftest import REPOSITORY
from tests.small_sites import (
    COUNTRIES,
    ON_HOST,
    Reading,
    broken_links,
    contents,
    make_site,
    number,
    read_page,
    record,
    run,
    study,
    write,
    write_record,
)

MANY = range(1, 206)
FACETS = ("conditions", "treatments", "statuses", "phases", "countries", "years", "sponsors")
SUB_PATH = {"site_url": "https://hospital.example.org/our/trials-site/"}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of 205 trials, somewhere below a host."""
    return build_site(make_site(tmp_path_factory.mktemp("many"), MANY, **SUB_PATH)).site_dir


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with 5 of the trials."""
    return build_site(make_site(tmp_path_factory.mktemp("few"), range(1, 6), **SUB_PATH)).site_dir


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with pages, templates and words of its operator, made by `mkdocs build`."""
    folder = tmp_path_factory.mktemp("own")
    theme = {"name": "material", "features": ["content.action.edit", "content.action.view"]}
    make_site(
        folder,
        options={"templates": ["ours"], "search": True},
        theme=theme,
        repo_url="https://code.example.org/us/site",
        edit_uri="edit/main/docs/",
        nav=["index.md", "trials/index.md", "glossary.md", {"Ours": ["about.md", "talk.md"]}],
        **ON_HOST,
    )
    write(folder / "records/deep/NCT00000042.json", study(42))
    write(folder / "docs/about.md", "# Our own page about us\n")
    write(folder / "docs/conditions.md", "# Our own way to look for a condition\n")
    write(folder / f"docs/trials/{number(2)}.md", "# A page we wrote for trial 2\n")
    link = f"[trial 1](trials/{number(1)}/index.md), [list](trials/index.md)"
    write(
        folder / "docs/talk.md",
        f"# Talk\n\n{link}, [short](trials/{number(1)}/index.md#in-a-nutshell)\n",
    )
    words = (own_templates() / "wording/en.yml").read_text("utf-8")
    assert words.count("section.short: In short\n") == 1
    words = words.replace("section.short: In short\n", "section.short: In a nutshell\n")
    write(folder / "ours/wording/en.yml", words)
    write(folder / "ours/sections/questions.md.jinja", '<p id="our-question">Ask us.</p>\n')
    done = run("build", "--strict", cwd=folder, module="mkdocs")
    assert done.returncode == 0, done.stderr
    return folder / "site"


def trial_links(page: Reading) -> list[str]:
    return [
        match[1] for href in page.inside("article") if (match := re.search(r"(NCT\d{8})/$", href))
    ]


def pages_of(site: Path, path: str) -> list[Reading]:
    """Return a listing whole: its page, and those that its link to the next page leads to."""
    pages, at = [], path
    while at:
        pages.append(read_page(site, f"{at}index.html"))
        number = len(pages) + 1
        further = {urljoin(at, href) for href in pages[-1].inside("pt-pager")}
        at = next((link for link in further if link.endswith(f"/page-{number}/")), "")
    return pages


def test_each_trial_has_a_page_and_its_record_beside_it(many: Path) -> None:
    folders = {path.name for path in (many / "trials").iterdir() if path.is_dir()}
    assert folders - {name for name in folders if name.startswith("page-")} == set(
        map(number, MANY)
    )
    for n in MANY:
        files = {path.name for path in (many / "trials" / number(n)).iterdir()}
        assert files == {"index.html", "record.json", "record.yml", "sentences.json"}


def test_the_record_of_a_registry_is_copied_byte_for_byte(own: Path) -> None:
    assert (own / "trials/NCT00000042/record.json").read_bytes() == study(42)
    assert not (own / "trials/NCT00000042/record.yml").exists()


def test_a_record_written_by_hand_is_there_as_it_was_written_and_as_json(few: Path) -> None:
    place = few / "trials" / number(4)
    assert (place / "record.yml").read_bytes() == (
        few.parent / f"records/{number(4)}.yml"
    ).read_bytes()
    assert yaml.safe_load((place / "record.json").read_bytes()) == record(4)


def test_the_page_links_to_both(few: Path) -> None:
    links = read_page(few, f"trials/{number(4)}/index.html").inside("article")
    assert "record.json" in links


def test_all_trials_are_listed_once_50_a_page(many: Path) -> None:
    pages = pages_of(many, "trials/")
    listed = [name for page in pages for name in trial_links(page)]
    assert sorted(listed) == list(map(number, MANY))
    assert [len(trial_links(page)) for page in pages] == [50, 50, 50, 50, 5]


@pytest.mark.parametrize("facet", FACETS)
def test_every_trial_is_in_every_way_to_browse(many: Path, facet: str) -> None:
    found: set[str] = set()
    for page in pages_of(many, f"{facet}/"):
        for href in page.inside("pt-browse"):
            at = urljoin(f"{facet}/", href)
            if at.startswith("trials/"):
                found.add(at.split("/")[1])
            else:
                found.update(name for part in pages_of(many, at) for name in trial_links(part))
    assert found == set(map(number, MANY))


def test_a_value_is_listed_with_exactly_its_trials(many: Path) -> None:
    asthma = [name for page in pages_of(many, "conditions/asthma/") for name in trial_links(page)]
    assert Counter(asthma) == Counter(number(n) for n in MANY if n % 3 and n % 5 == 0)
    for n, country in enumerate(COUNTRIES):
        if n:
            pages = pages_of(many, f"countries/{country.lower()}/")
            theirs = [name for page in pages for name in trial_links(page)]
            assert Counter(theirs) == Counter(number(m) for m in MANY if m % 3 == n)


def test_a_list_says_how_many_trials_each_value_has(many: Path) -> None:
    html = (many / "sponsors/index.html").read_text("utf-8")
    counts = re.findall(r'">([^<]+)</a> <span class="pt-count">(\d+)</span>', html)
    assert sorted(counts) == [
        ("Blue Hospital", "68"),
        ("Green University", "69"),
        ("Red Research Group", "68"),
    ]


def test_trials_that_lack_a_value_are_listed_last(many: Path) -> None:
    pages = pages_of(many, "phases/not-stated/")
    listed = [name for page in pages for name in trial_links(page)]
    assert Counter(listed) == Counter(number(n) for n in MANY if n % 3 == 0)
    assert read_page(many, "phases/index.html").inside("pt-browse")[-1] == "not-stated/"


def test_the_home_page_offers_lists_before_anything_else(many: Path) -> None:
    links = read_page(many, "index.html").inside("article")
    assert links[0] == "trials/"
    assert links[1].startswith("conditions/")
    for facet in FACETS:
        assert links.index(f"{facet}/") < links.index("understanding/")
    assert "form" not in (many / "index.html").read_text("utf-8").partition("<article")[2]


def test_a_page_weighs_the_same_among_5_trials_and_among_205(few: Path, many: Path) -> None:
    """But for the trials with the same health problem, of which a page names 5 at most."""
    alone = f"trials/{number(3)}/index.html"
    data = [f"trials/{number(n)}/record.{form}" for n in range(1, 6) for form in ("json", "yml")]
    for path in (alone, *data, "glossary/index.html", "about/index.html", "404.html"):
        assert (few / path).read_bytes() == (many / path).read_bytes()
    for n in (1, 2, 4, 5):
        path = f"trials/{number(n)}/index.html"
        assert read_page(few, path).inside("pt-alike") == []
        assert len(read_page(many, path).inside("pt-alike")) == 5
        assert (many / path).stat().st_size - (few / path).stat().st_size < 6_000


def test_trials_that_look_alike_are_linked_both_ways_where_there_are_few(tmp_path: Path) -> None:
    config = make_site(tmp_path, [])
    for n in (1, 2):
        write_record(tmp_path / "records", n, conditions={"conditions": ["Asthma"]})
    write_record(tmp_path / "records", 4, conditions={"conditions": ["Fever"]})
    site = build_site(config).site_dir
    linked = {
        n: read_page(site, f"trials/{number(n)}/index.html").inside("pt-alike") for n in (1, 2, 4)
    }
    assert linked == {1: [f"../{number(2)}/"], 2: [f"../{number(1)}/"], 4: []}


def test_a_page_follows_its_neighbors_when_it_comes_from_the_cache(tmp_path: Path) -> None:
    config = make_site(tmp_path, [], options={"cache": True})
    one, other = (
        write_record(tmp_path / "records", n, conditions={"conditions": ["Asthma"]}) for n in (1, 2)
    )
    page = build_site(config).site_dir / f"trials/{number(1)}/index.html"
    assert "Invented trial 2" in page.read_text("utf-8")
    other.write_text(other.read_text("utf-8").replace("Invented trial 2", "Another name"), "utf-8")
    build_site(config)
    assert "Another name" in page.read_text("utf-8")
    other.unlink()
    build_site(config)
    assert "pt-alike" not in page.read_text("utf-8")
    assert one.is_file()


def test_no_trial_is_in_the_menu(many: Path, own: Path) -> None:
    for site in (many, own):
        for path in ("index.html", f"trials/{number(1)}/index.html", "about/index.html"):
            assert not [link for link in read_page(site, path).inside("nav") if "NCT" in link]


def test_every_link_and_anchor_leads_somewhere(many: Path, own: Path) -> None:
    assert broken_links(many, SUB_PATH["site_url"]) == []
    assert broken_links(own, ON_HOST["site_url"]) == []


def test_every_link_of_this_project_s_own_site_leads_somewhere(tmp_path: Path) -> None:
    built = build_site(REPOSITORY / "mkdocs.yml", site_dir=tmp_path / "site")
    assert broken_links(built.site_dir, "https://plaintrials.example/") == []
    assert not built.problems


def test_a_page_name_for_each_file_works_too(tmp_path: Path) -> None:
    config = make_site(tmp_path, use_directory_urls=False, **ON_HOST)
    write(
        tmp_path / "docs/talk.md",
        f"[trial](trials/{number(1)}/index.md) [list](countries/index.md)\n",
    )
    site = build_site(config, strict=True).site_dir
    assert (site / "about.html").is_file()
    assert (site / "trials" / number(1) / "index.html").is_file()
    assert broken_links(site, ON_HOST["site_url"]) == []
    assert locations(site, ON_HOST["site_url"]) == Counter(
        ON_HOST["site_url"] + path.removesuffix("index.html")
        for path in contents(site)
        if is_page(path)
    )


def is_page(path: str) -> bool:
    return path.endswith(".html") and path != "404.html"


def locations(site: Path, site_url: str) -> Counter[str]:
    """Return every address in the sitemaps that the index of sitemaps names, without index.html."""

    def inside(name: str) -> list[str]:
        tree = ElementTree.parse(site / name)
        return [str(node.text) for node in tree.iter() if node.tag.endswith("}loc")]

    maps = [url.removeprefix(site_url) for url in inside("sitemap.xml")]
    return Counter(url.removesuffix("index.html") for name in maps for url in inside(name))


def test_the_sitemap_lists_each_page_once(many: Path, own: Path) -> None:
    for site, url in ((many, SUB_PATH["site_url"]), (own, ON_HOST["site_url"])):
        pages = [path.removesuffix("index.html") for path in contents(site) if is_page(path)]
        assert locations(site, url) == Counter(url + path for path in pages)


def test_a_canonical_address_is_the_page_s_own(many: Path) -> None:
    html = (many / f"trials/{number(3)}/index.html").read_text("utf-8")
    wanted = f'<link rel="canonical" href="{SUB_PATH["site_url"]}trials/{number(3)}/">'
    assert html.count('rel="canonical"') == html.count(wanted) == 1


def test_a_page_that_people_wrote_goes_before_a_generated_one(own: Path) -> None:
    for path, head in {
        "about/index.html": "Our own page about us",
        "conditions/index.html": "Our own way to look for a condition",
        f"trials/{number(2)}/index.html": "A page we wrote for trial 2",
    }.items():
        assert read_page(own, path).heads[0] == head
    assert (own / f"trials/{number(2)}/record.json").is_file()


def test_a_template_and_words_of_the_operator_go_before_ours_file_by_file(own: Path) -> None:
    page = read_page(own, f"trials/{number(1)}/index.html")
    assert "In a nutshell" in page.heads
    assert "In short" not in page.heads
    assert "our-question" in page.ids
    assert "Who can take part" in page.heads


def test_the_edit_link_leads_to_the_record_file(own: Path) -> None:
    code = "https://code.example.org/us/site"
    buttons = read_page(own, f"trials/{number(1)}/index.html").inside("md-content__button")
    assert buttons == [f"{code}/{way}/main/records/{number(1)}.yml" for way in ("edit", "raw")]
    deep = read_page(own, "trials/NCT00000042/index.html").inside("md-content__button")
    assert deep[0] == f"{code}/edit/main/records/deep/NCT00000042.json"
    assert read_page(own, "trials/index.html").inside("md-content__button") == []


def test_the_edit_link_does_not_depend_on_where_the_command_runs(tmp_path: Path) -> None:
    config = make_site(
        tmp_path / "here",
        range(1, 2),
        theme={"name": "material", "features": ["content.action.edit"]},
        repo_url="https://code.example.org/us/site",
        edit_uri="edit/main/docs/",
    )
    (tmp_path / "there").mkdir()
    done = run("build", "-f", config, cwd=tmp_path / "there")
    assert done.returncode == 0, done.stderr
    page = read_page(tmp_path / "here/site", f"trials/{number(1)}/index.html")
    wanted = f"https://code.example.org/us/site/edit/main/records/{number(1)}.yml"
    assert page.inside("md-content__button") == [wanted]


def test_generated_pages_in_the_menu_have_their_titles(own: Path) -> None:
    for path in ("talk/index.html", "trials/index.html", f"trials/{number(1)}/index.html"):
        text = (own / path).read_text("utf-8").partition('class="md-nav md-nav--primary')[2]
        menu = re.sub(r"<[^>]+>|\s+", " ", text.partition("</nav>")[0])
        assert "All trials" in menu
        assert "Small site" in menu
        assert "ptx" not in (own / path).read_text("utf-8")


@pytest.mark.parametrize(
    ("link", "message"),
    [
        (f"trials/{number(77)}/index.md", f"'trials/{number(77)}/index.md', but the target"),
        ("understanding/index.md#nowhere", "does not contain an anchor '#nowhere'"),
    ],
)
def test_mkdocs_checks_links_of_written_pages_to_generated_ones(
    tmp_path: Path, link: str, message: str
) -> None:
    make_site(tmp_path, range(1, 3), validation={"anchors": "warn"})
    write(tmp_path / "docs/talk.md", f"[there]({link})\n")
    done = run("build", "--strict", cwd=tmp_path, module="mkdocs")
    assert done.returncode == 1
    assert message in done.stderr
    assert "Aborted with 1 warnings in strict mode!" in done.stdout


def test_a_bad_record_is_listed_at_the_end_and_on_the_page_for_operators(tmp_path: Path) -> None:
    make_site(tmp_path, range(1, 4))
    bad = write(tmp_path / f"records/{number(9)}.yml", yaml.safe_dump(record(9)))
    bad.write_text(bad.read_text("utf-8").replace("brief_title", "brief_titel"), "utf-8")
    done = run("build", cwd=tmp_path)
    assert done.returncode == 0
    *problems, last = done.stderr.splitlines()
    assert last == "3 trials. 2 errors, 0 warnings."
    assert f"error: records/{number(9)}.yml:4:3: identification.brief_titel: " in problems[1]
    site = tmp_path / "site"
    assert (site / "trials" / number(3) / "index.html").is_file()
    assert not (site / "trials" / number(9)).exists()
    page = (site / "operators/problems/index.html").read_text("utf-8")
    assert page.count(f"<code>records/{number(9)}.yml:4:3</code>") == 1
    assert "Did you mean" in page


def test_strict_with_a_bad_record_fails_and_keeps_the_last_site(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 4))
    before = contents(build_site(config).site_dir)
    write(tmp_path / f"records/{number(9)}.yml", "identification: {registry_id: [\n")
    for module in ("generator.cli", "mkdocs"):
        done = run("build", "--strict", cwd=tmp_path, module=module)
        assert done.returncode == 1
        assert f"records/{number(9)}.yml:" in done.stderr
        assert "Traceback" not in done.stderr
        assert contents(tmp_path / "site") == before
    left = {path.name for path in tmp_path.iterdir()} - {".cache"}
    assert left == {"docs", "mkdocs.yml", "records", "site"}


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("sections/short.md.jinja", "## A\n\n{% if %}\n", "short.md.jinja:3: "),
        ("sections/short.md.jinja", "## A\n\n{{ v.nothing_like_it }}\n", "short.md.jinja:3: "),
        ("sections/short.md.jinja", "[x](nowhere.md)\n", "'nowhere.md', which is not there"),
        ("sections/short.md.jinja", "[x](#nowhere)\n", "'#nowhere', which is not there"),
        ("listings/home.md.jinja", "\n{{ label('no.such') }}\n", "home.md.jinja:2: "),
        ("listings/trials.md.jinja", "\n{% for %}\n", "trials.md.jinja:2: "),
        ("listings/glossary.md.jinja", "{% include 'gone.jinja' %}", "glossary.md.jinja:1: "),
        ("macros/words.jinja", "\n\n{% macro %}\n", "words.jinja:3: "),
        ("wording/en.yml", "language: en\nlabels: {a: b: c}\n", "en.yml:2:"),
        ("glossary.yml", "terms:\n- {term: x}\n", "glossary.yml: "),
    ],
)
def test_a_broken_template_says_where_and_keeps_the_last_site(
    tmp_path: Path, few: Path, name: str, text: str, place: str
) -> None:
    config = make_site(tmp_path, range(1, 3), options={"templates": "ours"})
    write(tmp_path / "ours" / name, text)
    shutil.copytree(few, tmp_path / "site")
    with pytest.raises(SiteError) as caught:
        build_site(config)
    said = "\n".join([str(caught.value), *map(str, caught.value.problems)])
    assert place in said
    assert "the last site stays as it was" in said
    assert contents(tmp_path / "site") == contents(few)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  section.short: In short\n", "", "labels.section.short is missing"),
        ("  section.short: In short\n", "  section.short: [x]\n", "labels.section.short: expected"),
        ('Year: {one: "{n} year"', 'Year: {one: "{m} year"', "Year: nothing fills '{m}'"),
        (
            '"This {trial} is looking for people to join."',
            '"This {trial is looking for people to join."',
            "RECRUITING.sentence: expected '}'",
        ),
        ("nouns:\n", "nuons:\n", "nouns is missing"),
        ("language: en\n", "language: xx\n", "UnknownLocaleError"),
        (
            "language: en\n",
            "language: en\n\xff".encode("latin-1").decode("utf-8", "surrogateescape"),
            "UTF-8",
        ),
    ],
)
def test_words_that_do_not_fit_are_told_before_a_record_needs_them(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    config = make_site(tmp_path, range(1, 2), options={"templates": "ours"})
    words = (own_templates() / "wording/en.yml").read_text("utf-8")
    assert words.count(old) == 1
    changed = words.replace(old, new).encode("utf-8", "surrogateescape")
    write(tmp_path / "ours/wording/en.yml", changed)
    with pytest.raises(SiteError) as caught:
        build_site(config)
    assert "ours/wording/en.yml: " in str(caught.value)
    assert message in str(caught.value)


def test_a_broken_template_is_no_traceback(tmp_path: Path) -> None:
    make_site(tmp_path, range(1, 3), options={"templates": "ours", "workers": 2})
    write(tmp_path / "ours/sections/why.md.jinja", "\n{{ v.nothing_like_it }}\n")
    for module in ("generator.cli", "mkdocs"):
        done = run("build", cwd=tmp_path, module=module)
        assert done.returncode == 1
        assert re.search(r"ours/sections/why\.md\.jinja:2: .+ \[SITE-TEMPLATE\]", done.stderr)
        assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "settings", "message"),
    [
        ({}, {"theme": {"name": "mkdocs"}}, "theme: name: material"),
        ({}, {"plugins": ["search"]}, "expected 'plaintrials' under 'plugins', found none"),
        ({"records": 7}, {}, "'records'"),
        ({"records": [7]}, {}, "'records'"),
        ({"records": "nowhere"}, {}, "nowhere"),
        ({"templates": "nowhere"}, {}, "nowhere"),
        ({"as_of": "soon"}, {}, "expected a day such as 2026-03-31, found 'soon'"),
        ({"as_of": 7}, {}, "'as_of'"),
        ({"workers": 0}, {}, "'workers'"),
        ({"workers": -1}, {}, "'workers'"),
        ({}, {"nav": ["gone.md"], "strict": True}, "gone.md"),
        ({}, {"docs_dir": "nowhere"}, "nowhere"),
    ],
)
def test_a_wrong_setting_is_named(
    tmp_path: Path,
    options: dict[str, object],
    settings: dict[str, object],
    message: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    config = make_site(tmp_path, range(1, 3), options, **settings)
    with pytest.raises(SiteError) as caught:
        build_site(config)
    assert message in f"{caught.value}\n{caplog.text}"
    assert not (tmp_path / "site").exists()


def test_a_setting_that_does_not_exist_is_named(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(SiteError):
        build_site(make_site(tmp_path, range(1, 2), {"recrods": "records"}), strict=True)
    assert "recrods" in caplog.text


@pytest.mark.parametrize("name", ["", "records", "docs", "mine"])
def test_a_folder_with_other_work_is_never_replaced(tmp_path: Path, name: str) -> None:
    config = make_site(tmp_path, range(1, 3))
    write(tmp_path / "docs/talk.md", "# Talk\n")
    write(tmp_path / "mine/thesis.txt", "years of work")
    before = contents(tmp_path)
    with pytest.raises(SiteError, match="more than a site"):
        build_site(config, site_dir=tmp_path / name)
    assert contents(tmp_path) == before


def test_generated_pages_can_be_left_out(tmp_path: Path) -> None:
    hidden = f"operators/\ntrials/{number(2)}/\n"
    options = {"templates": "ours"}
    config = make_site(tmp_path, range(1, 4), options, exclude_docs=hidden, **ON_HOST)
    for name in ("trials", "values", "home"):  # they would link to what is left out
        write(tmp_path / f"ours/listings/{name}.md.jinja", "# {{ head }}\n")
    site = build_site(config).site_dir
    assert not (site / "operators").exists()
    assert not (site / "trials" / number(2)).exists()
    assert (site / "trials" / number(1) / "index.html").is_file()
    addresses = locations(site, ON_HOST["site_url"])
    assert not [url for url in addresses if "operators" in url or number(2) in url]


def test_a_link_to_a_page_that_is_left_out_is_told(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 3), exclude_docs="glossary.md\n")
    with pytest.raises(SiteError) as caught:
        build_site(config)
    assert "a link leads to 'glossary.md', which is not there" in str(caught.value.problems[0])


def test_a_broken_template_of_the_theme_is_no_traceback(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 3))
    tree = yaml.safe_load(config.read_text("utf-8"))
    tree["theme"]["custom_dir"] = "frame"
    write(config, yaml.safe_dump(tree))
    write(tmp_path / "frame/partials/footer.html", "<footer>\n{% if %}\n</footer>\n")
    with pytest.raises(SiteError, match=r"frame/partials/footer\.html:2: .*the last site stays"):
        build_site(config)


def test_a_site_replaces_the_last_one_whole(tmp_path: Path) -> None:
    config = make_site(tmp_path, range(1, 4))
    first = build_site(config)
    (tmp_path / f"records/{number(2)}.yml").unlink()
    write_record(tmp_path / "records", 8)
    second = build_site(config)
    assert first.site_dir == second.site_dir == tmp_path / "site"
    names = {path.name for path in (tmp_path / "site/trials").iterdir()}
    assert names == {number(1), number(3), number(8), "index.html"}


@pytest.mark.parametrize("module", ["generator.cli", "mkdocs"])
def test_records_that_are_all_gone_or_bad_never_empty_the_site(
    tmp_path: Path, few: Path, module: str
) -> None:
    make_site(tmp_path, ())
    shutil.copytree(few, tmp_path / "site")
    for text in (None, "identification: [\n"):
        if text:
            write(tmp_path / f"records/{number(1)}.yml", text)
        done = run("build", cwd=tmp_path, module=module)
        assert done.returncode == 1
        assert "there is no record to show" in done.stderr
        assert "Traceback" not in done.stderr
        assert contents(tmp_path / "site") == contents(few)


def test_records_and_day_of_the_command_go_before_those_of_the_settings(tmp_path: Path) -> None:
    config = make_site(tmp_path / "site", range(1, 3))
    other = write_record(tmp_path / "other", 8)
    built = build_site(config, [other], as_of=datetime.date(2031, 5, 4))
    assert built.trials == 1
    html = (built.site_dir / "trials" / number(8) / "index.html").read_text("utf-8")
    assert "4 May 2031" in html
    assert build_site(config).trials == 2
