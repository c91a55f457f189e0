/**
 * Evidence of which only the hash is kept: what its claims name, date and relate, and where they
 * stand; none of its words, nor any that its report has of it.
 */
import type { Claim, Fact, RemarkFact } from "../model/claim.ts";
import type { ImportReport } from "../model/evidence.ts";
import { findKey } from "../model/key.ts";
import type { Time } from "../model/time.ts";

function bareTime<T extends Time>({ asWritten: _, ...time }: T): Omit<T, "asWritten"> {
  return time;
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const CODE = /^[\w-]{1,40}$/;

/** Remarks are words, but for numbers and the keys of things. */
function bareRemark(fact: RemarkFact): Fact[] {
  const { object, value, time, unit: _, ...rest } = fact;
  if (findKey(fact.subject) === undefined || !CODE.test(fact.relation)) return [];
  const isKey = object !== undefined && findKey(object) !== undefined;
  const isNumber = value !== undefined && NUMBER.test(value);
  if (!isKey && !isNumber && time === undefined) return [];
  return [
    {
      ...rest,
      ...(isKey ? { object } : {}),
      ...(isNumber ? { value } : {}),
      ...(time === undefined ? {} : { time: bareTime(time) }),
    },
  ];
}

function bareFact(fact: Fact): Fact[] {
  switch (fact.fact) {
    case "item": {
      const { title: _title, text: _text, language: _language, ...rest } = fact;
      return [rest];
    }
    case "account": {
      const { name: _, ...rest } = fact;
      return [rest];
    }
    case "time":
      return [bareTime(fact)];
    case "edge":
      return [fact.time === undefined ? fact : { ...fact, time: bareTime(fact.time) }];
    case "remark":
      return bareRemark(fact);
    default:
      return [fact];
  }
}

/**
 * Who says it; what a name has in brackets behind it may be the words of the evidence.
 */
function bareSource({ source, ...claim }: Claim): Claim {
  if (source === undefined) return claim;
  const name = source.name.replace(/\s*\(.*$/s, "");
  return { ...claim, source: { ...source, name: name === "" ? "not kept" : name } };
}

export const withoutWords = (claim: Claim): Claim => ({
  ...bareSource(claim),
  facts: claim.facts.flatMap(bareFact),
});

/** A place within a record may be named in the evidence's own words. */
const WITHIN = /^(.*?record \d+)\b.*$/;

/** A field that no format names may be named in the evidence's own words, too. */
const FIELD = /^[\w.:@$-]{1,80}$/;

export function reportWithoutWords(report: ImportReport): ImportReport {
  const fields = report.fieldsUnknown.flatMap(({ field }) =>
    FIELD.test(field) ? [{ field }] : [],
  );
  const { omitted } = report;
  const left = report.fieldsUnknown.length - fields.length;
  return {
    ...report,
    omitted: { ...omitted, fields: omitted.fields + left },
    diagnostics: report.diagnostics.map(({ code, severity, place }) => ({
      code,
      severity,
      place: WITHIN.exec(place)?.[1] ?? "the file",
      message: "the words are not kept",
    })),
    fieldsUnknown: fields,
    checks: report.checks.map(({ what, state }) => ({
      path: [],
      what,
      state,
      message: "the words are not kept",
    })),
    members: report.members.map((member) => ({
      ...member,
      message: member.message === null ? null : "not read: why is not kept",
    })),
  };
}
