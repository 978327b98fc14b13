"""How well records of one person are found: measured on made-up people with the faults that forms have.

The same people each time, so that the figures are the same each time. They stand in ADR 0059.
"""

import random
import sys
from datetime import date, timedelta
from subprocess import run as start

import pytest
from django.core.management import CommandError, call_command

from tests import build
from unstori.governance.models import LikelyPair
from unstori.governance.queries import likeness
from unstori.governance.rules.likeness import heard, words_of
from unstori.people.models import Person

FIRST = (
    "Siân Dafydd Gwilym Ieuan Mair Catrin Sioned Steffan Tomos Rhys Ffion Llinos Owain Elin Cadi Macsen Efa Osian Nia "
    "Gethin Ela Seren Ianto Daniel Amelia Oliver Noah Isla Grace Harry Mia Aisha Mohammed Zofia Kacper Lowri Beca Huw "
    "Emrys Alaw Twm Guto Mabli Leusa Deio Jac Caleb Ruby Poppy Leo"
).split()
LAST = (
    "Jones Williams Davies Evans Thomas Roberts Hughes Lewis Morgan Griffiths Edwards Owen James Morris Price Rees Parry "
    "Pritchard Ellis Lloyd Rowlands Humphreys Smith Khan Ahmed Kowalska Nowak Begum Taylor Brown Hussain Vaughan Probert "
    "Bowen Gwyn Llwyd Tudur Prys"
).split()
OTHERWISE = {
    "Dafydd": "David", "Gwilym": "William", "Catrin": "Catherine", "Tomos": "Thomas", "Daniel": "Dan", "Siân": "Shan",
    "Ieuan": "Evan", "Mair": "Mary", "Steffan": "Stephen",
}  # fmt: skip
ACCENTS = str.maketrans("âêîôûŵŷ", "aeiouwy")
FAULTS = (
    "none",
    "accent",
    "swapped",
    "day_month",
    "figure",
    "hyphen",
    "moved",
    "called",
    "sound",
    "part",
    "married",
)


def somebody(chance):
    born = date(2002, 1, 1) + timedelta(days=chance.randrange(20 * 365))
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    if chance.random() < 0.3:
        name += f" {chance.choice(LAST)}"
    return Person(full_name=name, born_on=born, postcode=code(chance), called=name.split()[0])


def code(chance):
    return f"LL{chance.randrange(20, 78)} {chance.randrange(1, 9)}{chance.choice('ABDEFGH')}{chance.choice('ABDEFGH')}"


def again(one, fault, chance):
    """The same person, as another office wrote them down."""
    name, born, postcode = one.full_name, one.born_on, one.postcode
    first, *rest = name.split()
    if fault == "accent":
        name = f"{first.translate(ACCENTS)} ap {' '.join(rest)}"
    elif fault == "swapped":
        name = f"{' '.join(rest)} {first}"
    elif fault == "day_month" and born.day <= 12:
        born = date(born.year, born.day, born.month)
    elif fault == "figure":
        born = born.replace(year=born.year + 1, day=min(born.day, 28))
    elif fault == "hyphen":
        name = f"{first} {'-'.join(rest)}".upper()
    elif fault == "moved":
        postcode = code(chance)
    elif fault == "called":
        name = f"{OTHERWISE.get(first, first)} {' '.join(rest)}"
    elif fault == "sound":
        name = name.replace("ff", "f").replace("w", "u", 1).replace("y", "i", 1).replace("ph", "ff")
    elif fault == "part":
        name, postcode = f"{first} {rest[-1]}", code(chance) if chance.random() < 0.5 else postcode
    elif fault == "married":
        name = f"{first} {chance.choice(LAST)}"
    return Person(full_name=name, born_on=born, postcode=postcode, called=first)


def region(size=1500, twice=220):
    """People, some of them written down twice, some of them twins."""
    chance = random.Random(59)
    people = [somebody(chance) for _ in range(size)]
    pairs = {}
    for number, one in enumerate(chance.sample(people, twice)):
        fault = FAULTS[number % len(FAULTS)]
        copy = again(one, fault, chance)
        people.append(copy)
        pairs[frozenset((str(one.pk), str(copy.pk)))] = fault
    for one in people[:30]:
        twin = Person(
            full_name=f"Mabon {' '.join(one.full_name.split()[1:])}",
            born_on=one.born_on,
            postcode=one.postcode,
        )
        people.append(twin)
    return people, pairs


def test_records_of_one_person_are_found_and_twins_are_not():
    people, pairs = region()
    found = {frozenset((one.left, one.right)) for one in likeness.alike(likeness.identities(people))}
    right = found & pairs.keys()
    precision, recall = len(right) / len(found), len(right) / len(pairs)
    missed = sorted(pairs[one] for one in pairs.keys() - right)
    print(f"precision {precision:.3f} recall {recall:.3f} missed {missed}")  # pytest -s
    assert recall >= 0.95, missed
    assert precision >= 0.9


def test_the_same_records_are_found_each_time():
    people, _pairs = region(200, 22)
    assert likeness.alike(likeness.identities(people)) == likeness.alike(likeness.identities(people[::-1]))


def test_one_record_or_none_is_no_pair():
    assert likeness.alike([]) == [] and likeness.alike(likeness.identities([Person(full_name="Siân")])) == []


def test_records_of_which_little_is_known_are_compared_by_what_there_is():
    bare = [
        Person(full_name="Siân Tudur"),
        Person(full_name="Sian Tudur"),
        Person(full_name="", postcode="LL55 1AA"),
    ]
    assert likeness.alike(likeness.identities(bare)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ffion", "Fion"),
        ("Rhys", "Rees"),
        ("Siân", "Shan"),
        ("Llŷr", "Lyr"),
        ("Philip", "Ffilip"),
        ("Gwenllian", "Gwenlian"),
    ],
)
def test_names_that_sound_alike(one, other):
    assert heard(words_of(one)[0]) == heard(words_of(other)[0])


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Siân ap Rhys-Jones", ["sian", "rhys", "jones"]),
        ("Mrs Nia ferch O’Neill", ["nia", "oneill"]),
        ("Ab", ["ab"]),
        ("  ", []),
        ("李小龍", ["李小龍"]),
    ],
)
def test_what_a_name_is_made_of(name, words):
    assert words_of(name) == words


def test_pages_start_without_what_only_the_job_needs():
    said = "import os; os.environ['UNSTORI_DEMO']='1'; os.environ['DJANGO_SETTINGS_MODULE']='unstori.config.settings'; "
    said += "import django; django.setup(); import unstori.config.urls, sys; print('splink' in sys.modules, 'duckdb' in sys.modules)"
    done = start([sys.executable, "-c", said], capture_output=True, text=True, check=False)
    assert done.stdout.split()[-2:] == ["False", "False"], done.stderr[-500:]


def test_what_is_here_is_shown_beside_the_definition_and_changes_nothing(world, capsys):
    with pytest.raises(CommandError, match="too few"):
        call_command("estimate_likeness")
    for number in range(4):
        build.person(f"Un Enw{number}", world.authority, born_on=date(2010, 5, 1 + number))
    call_command("estimate_likeness", "--few")
    assert "born" in capsys.readouterr().out and not LikelyPair.objects.exists()
