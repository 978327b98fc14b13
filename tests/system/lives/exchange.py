"""An administrator with tables in every state: to explain, with faults, taken in."""

from django.urls import reverse

from tests import build
from unstori.directory import actions as directory
from unstori.exchange.actions import bringing, loading, opening, sources
from unstori.exchange.loading.columns import guessed
from unstori.exchange.models import Load
from unstori.exchange.queries import loading as queries
from unstori.people.models import Capacity

PEOPLE = "Cyfeirnod;Enw llawn;Dyddiad geni;Iaith;Tîm\n{};{};{};Cymraeg;Tîm y Tablau\n"
CIRCLE = "Cyfeirnod;Enw;Perthynas;E-bost\nL1;Nesta Prys;mam;nesta.prys@example.org\n"
WORKERS = "Enw;E-bost;Swydd\nFfion Wyn;ffion.wyn@example.org;gweithiwr cymdeithasol\n"


def live(world: build.World) -> list[str]:
    """Returns addresses that no link leads to."""
    by = build._actor(build.user("Bethan Lloyd", is_demo=True), kind=Capacity.Kind.ADMINISTRATOR,
                      organisation=world.authority)  # fmt: skip
    directory.add_team(
        by=build.system(), organisation=world.authority, name_en="Tables Team", name_cy="Tîm y Tablau"
    )
    good = PEOPLE.format("L1", "Geraint Prys", "14/02/2015")
    taken = _sent(by, {"people": good, "circle": CIRCLE, "workers": WORKERS})
    _done(by, taken, "check", loading.check)
    _done(by, taken, "take_in", loading.carry_in)
    faulty = _sent(by, {"people": PEOPLE.format("L2", "Nia Prys", "31/02/2015")})
    _done(by, faulty, "check", loading.check)
    return [
        reverse("exchange:load_one", args=[taken.pk]),
        reverse("exchange:load_columns", args=[faulty.pk]),
        reverse("exchange:load_faults", args=[faulty.pk, "people"]),
        reverse("exchange:load_template", args=["people"]),
        *_services(by, world),
    ]


def _services(by: build.Actor, world: build.World) -> list[str]:
    """A feed that nobody has read yet; a table that is looked at, one that was tried with faults, one taken in."""
    said = {"organisation": world.authority, "every": "week"}
    source = sources.add_source(
        by=by, name="Cyfeiriadur y Cyngor", address="http://127.0.0.1:9/services", **said
    )
    table = "Enw’r gwasanaeth;Sefydliad;Oedrannau\nClwb {0};Menter;{1}\nClwb {0} Bach;Menter;18-8\n"
    new, tried, taken = (
        sources.bring_files(by=by, files=[(f"{name}.csv", table.format(name, "8-11").encode())])
        for name in ("Golwg", "Cais", "Taclus")
    )
    for one, what in ((tried, "try"), (taken, "try"), (taken, "take")):
        sources.ask(by=by, bringing=one, what=what)
        bringing.run(by=build.system(), bringing_id=one.pk)
    opening.make_open_file(by=build.system())
    return [
        reverse("exchange:source", args=[source.pk]),
        reverse("exchange:source_change", args=[source.pk]),
        reverse("exchange:bringing_columns", args=[new.pk]),
        reverse("exchange:bringing_columns", args=[tried.pk]),
        reverse("exchange:bringing", args=[taken.pk]),
        reverse("exchange:bringing_report", args=[tried.pk]),
        reverse("open_data:index"),
        reverse("open_data:services"),
    ]


def _sent(by: build.Actor, files: dict[str, str]) -> Load:
    load = loading.keep_tables(by=by, files={of: text.encode() for of, text in files.items()})
    said = {of: guessed(of, sheet.headings, {}) for of, sheet in queries.sheets(load).items()}
    loading.say(by=by, load=load, settings={"columns": said})
    return load


def _done(by: build.Actor, load: Load, what: str, work: object) -> None:
    loading.ask(by=by, load=load, what=what)
    loading.run(by=build.system(), load_id=load.pk, work=work)  # type: ignore[arg-type]
    load.refresh_from_db()
