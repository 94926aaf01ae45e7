"""What a story remembers: who was last, and no more of it the longer the story is."""

import datetime

from eventcode.coding.who.memory import Deed, Memory
from eventcode.coding.who.names import Remembered
from eventcode.event import Mention

FRONT, GUARD = (Mention(0, 5, code, "Front", kind="group") for code in ("PERREB", "CHLREB"))


def test_memory_grows_with_who_is_named_and_not_with_how_often():
    memory = Memory(datetime.date(2019, 5, 13))
    for _ in range(100):
        memory.name_countries(["PER", "CHL"])
        memory.list_actors([FRONT, GUARD])
        memory.witness([Deed("190", FRONT, GUARD)])
        memory.names.update({("guard",): GUARD})
    kept = (memory.countries, memory.named, memory.roster, memory.deeds, memory.names.pieces)
    assert [len(one) for one in kept] == [2, 2, 2, 1, 1]
    assert memory.named == {"PER": 99, "CHL": 99}  # before this sentence


def test_the_last_is_remembered_last():
    memory = Memory(datetime.date(2019, 5, 13))
    for codes in (["PER", "CHL"], ["PER"], []):
        memory.name_countries(codes)
    assert list(memory.named) == ["PER", "CHL"]
    later = Mention(9, 14, "PERREB", "Front", kind="group")
    memory.list_actors([FRONT, GUARD, later])
    assert list(memory.roster.values()) == [GUARD, later]
    first, second, again = (Deed("190", *pair) for pair in ((FRONT, GUARD), (GUARD, FRONT), (later, GUARD)))
    memory.witness([first, second, again])
    assert list(memory.deeds.values()) == [second, again]
    assert memory.in_sight == {"PER", "CHL"}


def test_names_are_found_by_how_they_begin():
    names = Remembered()
    names.update({("ada", "quill"): FRONT, ("quill",): FRONT, ("ada", "quill", "dorn"): GUARD})
    assert names.lengths == {"ada quill": {2, 3}, "quill": {1}}
