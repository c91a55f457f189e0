import { Command } from "commander";
import { tellEvidence, tellEvidenceList, tellOutcome } from "../export/tell-evidence.ts";
import { tellVerified } from "../export/tell-verified.ts";
import { getEvidence, purgeEvidence, retractEvidence } from "../ingest/custody.ts";
import { readManifest } from "../ingest/files.ts";
import type { ImportSite } from "../ingest/import-file.ts";
import { amendEvidence } from "../ingest/import-file.ts";
import { isSound, verifyEvidence } from "../ingest/verify.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Hash, hashSchema } from "../model/evidence.ts";
import { plain } from "../model/plain-text.ts";
import {
  type CustodyAnswer,
  casesIn,
  type EvidenceList,
  type OutcomeAnswer,
} from "../model/report.ts";
import { EXIT, jsonOption, storeOption, withExistingSite, write, writeJson } from "./program.ts";

interface CommonOptions {
  store: string;
  json?: true;
}

const PREFIX = /^(?:sha256:)?([0-9a-f]{7,64})$/;

/** The hash of evidence here that begins so; a whole hash stands for itself. */
async function hashOf(site: ImportSite, text: string): Promise<Hash> {
  const whole = hashSchema.safeParse(text);
  if (whole.success) return whole.data;
  const digits = PREFIX.exec(text)?.[1];
  const known = (await site.store.evidence()).map(({ hash }) => hash);
  const [found, another] =
    digits === undefined ? [] : known.filter((hash) => hash.startsWith(`sha256:${digits}`));
  if (found !== undefined && another === undefined) return found;
  const wrong = another ? "begins several hashes" : "is no hash of evidence here";
  throw new HeadwaterError("usage", `"${text}" ${wrong}: see \`headwater evidence list\``, {
    where: text,
  });
}

const subcommand = (name: string, description: string): Command =>
  new Command(name).description(description).addOption(storeOption()).addOption(jsonOption());

const list = (): Command =>
  subcommand("list", "lists the evidence loaded").action(async (options: CommonOptions) => {
    const evidence = await withExistingSite(options.store, ({ store }) => store.evidence());
    const answer: EvidenceList = {
      ...{ kind: "evidence", evidence, total: evidence.length },
      cases: casesIn(evidence),
    };
    if (options.json) writeJson(answer);
    else write(tellEvidenceList(evidence));
  });

const show = (): Command =>
  subcommand("show", "shows one evidence file: manifest, importer, report")
    .argument("<hash>")
    .action(async (hash: string, options: CommonOptions) => {
      const record = await withExistingSite(options.store, async (site) =>
        getEvidence(site, await hashOf(site, hash)),
      );
      const answer: EvidenceList = {
        ...{ kind: "evidence", evidence: [record], total: 1 },
        cases: casesIn([record]),
      };
      if (options.json) writeJson(answer);
      else write(tellEvidence(record));
    });

const verify = (): Command =>
  subcommand(
    "verify",
    "hashes the kept bytes again, and checks the journal and what web archives say of themselves; 2 if anything differs or is missing",
  )
    .argument("[hash]")
    .action(async (hash: string | undefined, options: CommonOptions) => {
      const answer = await withExistingSite(options.store, async (site) =>
        verifyEvidence(site, hash === undefined ? undefined : await hashOf(site, hash)),
      );
      if (options.json) writeJson(answer);
      else write(tellVerified(answer));
      process.exitCode = isSound(answer) ? EXIT.answered : EXIT.badInput;
    });

const amend = (): Command =>
  subcommand("amend", "gives evidence another manifest and reads its claims again under it")
    .argument("<hash>")
    .requiredOption("--manifest <file>", "the manifest that takes the place of the former")
    .action(async (hash: string, options: CommonOptions & { manifest: string }) => {
      const manifest = await readManifest(options.manifest);
      const outcome = await withExistingSite(options.store, async (site) =>
        amendEvidence(site, await getEvidence(site, await hashOf(site, hash)), manifest),
      );
      const answer: OutcomeAnswer = { kind: "amend", outcome };
      if (options.json) writeJson(answer);
      else write(`${tellOutcome(outcome)}\n`);
      process.exitCode = (outcome.report?.failed ?? 0) > 0 ? EXIT.badInput : EXIT.answered;
    });

function tellCustody(answer: CustodyAnswer, options: CommonOptions): void {
  if (options.json) {
    writeJson(answer);
    return;
  }
  const done = answer.kind === "retract" ? "retracted" : "purged";
  write(`${done}  ${answer.hash}  ${plain(answer.name)}\n`);
  for (const one of answer.left) write(`  left: ${one}\n`);
}

type ReasonOptions = CommonOptions & { reason?: string };

const retract = (): Command =>
  subcommand("retract", "takes the claims of evidence back, as if never seen; its bytes stay")
    .argument("<hash>")
    .option("--reason <words>", "kept in the journal")
    .action(async (hash: string, options: ReasonOptions) => {
      const answer = await withExistingSite(options.store, async (site) =>
        retractEvidence(site, await hashOf(site, hash), options.reason),
      );
      tellCustody(answer, options);
    });

const purge = (): Command =>
  subcommand("purge", "takes the claims back and destroys the bytes; the journal keeps the hash")
    .argument("<hash>")
    .option("--reason <words>", "kept in the journal")
    .action(async (hash: string, options: ReasonOptions) => {
      const answer = await withExistingSite(options.store, async (site) =>
        purgeEvidence(site, await hashOf(site, hash), options.reason),
      );
      tellCustody(answer, options);
    });

export const evidenceCommand = (): Command =>
  new Command("evidence")
    .summary("list, check, amend and take back evidence")
    .description("Evidence files: what is loaded, and custody of it.")
    .addCommand(list())
    .addCommand(show())
    .addCommand(verify())
    .addCommand(amend())
    .addCommand(retract())
    .addCommand(purge());
