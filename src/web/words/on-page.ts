/** Messages that name commands and options, as whoever is on the page can follow them. */
const WAYS: readonly (readonly [RegExp, string])[] = [
  [/see `headwater importers`/g, "see “Formats that are read” under Load"],
  [/: see `headwater evidence list`/g, ": see the list under Evidence"],
  [/use `headwater evidence amend \S+ --manifest <file>`/g, "amend its manifest under Evidence"],
  [
    /keep (it|the page|the original beside it)(?: as it is)? with --as file/g,
    "keep $1 as a file without an importer",
  ],
  [/needs a manifest or --as file/g, "needs a manifest, or to be kept as a file"],
  [/say --as /g, "choose the importer "],
  [/with --mapping, as/g, "where it is loaded, as"],
  [/what --zone said before/g, "the zone said before"],
  [/say which with --zone UTC/g, "choose the zone UTC where it is loaded if it is that"],
  [/, --zone that it is/g, ", and the zone said here that it is"],
];

export const onPage = (message: string): string =>
  WAYS.reduce((text, [command, way]) => text.replaceAll(command, way), message);
