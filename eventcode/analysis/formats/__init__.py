"""Other people's event data: readers to the table of events, and writers, so that analyses run on either.

Each reader gives the contract's columns (`eventcode.analysis.table.COLUMNS`) with the file's further columns to their
right; `report` tells what a data set lacks and what was found in a file. Each writer takes events, or a table of them,
to a file of the published layout.

    gdelt = read_gdelt("20130401.export.CSV.zip")
    print(report(gdelt))
    write_gdelt(events, "ours.tsv", version="1.0")

`read_any` and `write_any` do the same for a form given by name, or seen in the file.
"""

from eventcode.analysis.formats.files import FormatError
from eventcode.analysis.formats.forms import READERS, WRITERS, form_of, read_any, write_any
from eventcode.analysis.formats.frames import report
from eventcode.analysis.formats.gdelt import read_gdelt, write_gdelt
from eventcode.analysis.formats.icews import read_icews, write_icews
from eventcode.analysis.formats.petrarch import read_petrarch, write_petrarch
from eventcode.analysis.formats.phoenix import read_phoenix, write_phoenix
from eventcode.analysis.formats.plover import read_plover, write_plover
from eventcode.analysis.formats.polecat import expand_actors, read_polecat, write_polecat

__all__ = [
    "READERS", "WRITERS", "FormatError", "expand_actors", "form_of", "read_any", "read_gdelt", "read_icews",
    "read_petrarch", "read_phoenix", "read_plover", "read_polecat", "report", "write_any", "write_gdelt", "write_icews",
    "write_petrarch", "write_phoenix", "write_plover", "write_polecat",
]  # fmt: skip
