/** The mapping that stands beside a person's file, as its manifest does. */
import { existsSync } from "node:fs";
import { mappingNameOf } from "../model/mapping-name.ts";
import { readMapping } from "./given.ts";
import { MAPPED } from "./recognise.ts";
import type { ImportChoices } from "./work.ts";

/**
 * The choices with the mapping beside the file, unless one is given or another importer is asked for.
 * @throws HeadwaterError `usage` when it is no mapping
 */
export async function withMappingBeside(
  file: string,
  choices: ImportChoices,
): Promise<ImportChoices> {
  const isOther = choices.as !== undefined && choices.as !== MAPPED;
  if (isOther || choices.given?.mapping !== undefined) return choices;
  const path = mappingNameOf(file, existsSync);
  if (path === undefined) return choices;
  return { ...choices, given: { ...choices.given, mapping: await readMapping(path) } };
}
