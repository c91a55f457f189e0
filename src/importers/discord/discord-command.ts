/** Who ran the command that a program's message answers, as remarks, with the names of that account. */
import type { Fact } from "../../model/claim.ts";
import type { Key } from "../../model/key.ts";
import { type Fields, findFields, findText } from "../reading/records.ts";
import { findPerson } from "./discord-people.ts";

export function commandFacts(subject: Key, message: Fields): Fact[] {
  const interaction = findFields(message["interaction"]);
  if (interaction === undefined) return [];
  const remark = { fact: "remark", kind: "attribute", subject } as const;
  const facts: Fact[] = [];
  const name = findText(interaction["name"]);
  if (name !== undefined) {
    facts.push({ ...remark, relation: "command", value: name, at: "/interaction/name" });
  }
  const user = findFields(interaction["user"]);
  const person = user && findPerson(user, "/interaction/user");
  if (person?.kind === "user") {
    const at = "/interaction/user/id";
    facts.push(...person.facts);
    facts.push({ ...remark, relation: "command run by", object: person.account, at });
  } else if (person?.name !== undefined) {
    const at = "/interaction/user/name";
    facts.push({ ...remark, relation: "command run by", value: person.name, at });
  }
  return facts;
}
