import { Command } from "commander";
import { plain } from "../export/plain-text.ts";
import { tellEvidence, tellEvidenceList, tellOutcome } from "../export/tell-evidence.ts";
import { getEvidence, purgeEvidence, retractEvidence } from "../ingest/custody.ts";
import { readManifest } from "../ingest/files.ts";
import { amendEvidence } from "../ingest/import-file.ts";
import { HeadwaterError } from "../model/errors.ts";
import { type Hash, hashSchema } from "../model/evidence.ts";
import type { CustodyAnswer, EvidenceList, OutcomeAnswer, VerifyAnswer } from "../model/report.ts";
import { EXIT, jsonOption, storeOption, withSite, write, writeJson } from "./program.ts";

interface CommonOptions {
  store: string;
  json?: true;
}

function parseHash(text: string): Hash {
  const parsed = hashSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new HeadwaterError("usage", `"${text}" is not a hash: write sha256:<64 hex digits>`, {
    where: text,
  });
}

const subcommand = (name: string, description: string): Command =>
  new Command(name).description(description).addOption(storeOption()).addOption(jsonOption());

const list = (): Command =>
  subcommand("list", "lists the evidence loaded").action(async (options: CommonOptions) => {
    const evidence = await withSite(options.store, ({ store }) => store.evidence());
    const answer: EvidenceList = { kind: "evidence", evidence };
    if (options.json) writeJson(answer);
    else write(tellEvidenceList(evidence));
  });

const show = (): Command =>
  subcommand("show", "shows one evidence file: manifest, importer, report")
    .argument("<hash>")
    .action(async (hash: string, options: CommonOptions) => {
      const record = await withSite(options.store, (site) => getEvidence(site, parseHash(hash)));
      if (options.json) writeJson({ kind: "evidence", evidence: [record] });
      else write(tellEvidence(record));
    });

const verify = (): Command =>
  subcommand("verify", "hashes the kept bytes again; 2 if any differ or are missing")
    .argument("[hash]")
    .action(async (hash: string | undefined, options: CommonOptions) => {
      const answer = await withSite(options.store, async (site): Promise<VerifyAnswer> => {
        const records =
          hash === undefined
            ? await site.store.evidence()
            : [await getEvidence(site, parseHash(hash))];
        const evidence: VerifyAnswer["evidence"] = [];
        for (const record of records) {
          const bytes = await site.folder.verify(record.hash);
          evidence.push({ hash: record.hash, name: record.name, bytes });
        }
        return { kind: "verify", evidence };
      });
      if (options.json) writeJson(answer);
      else {
        for (const one of answer.evidence) write(`${one.bytes}  ${one.hash}  ${plain(one.name)}\n`);
      }
      const sound = answer.evidence.every(({ bytes }) => bytes === "intact");
      process.exitCode = sound ? EXIT.answered : EXIT.badInput;
    });

const amend = (): Command =>
  subcommand("amend", "gives evidence another manifest and reads its claims again under it")
    .argument("<hash>")
    .requiredOption("--manifest <file>", "the manifest that takes the place of the former")
    .action(async (hash: string, options: CommonOptions & { manifest: string }) => {
      const manifest = await readManifest(options.manifest);
      const outcome = await withSite(options.store, async (site) =>
        amendEvidence(site, await getEvidence(site, parseHash(hash)), manifest),
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
      const answer = await withSite(options.store, (site) =>
        retractEvidence(site, parseHash(hash), options.reason),
      );
      tellCustody(answer, options);
    });

const purge = (): Command =>
  subcommand("purge", "takes the claims back and destroys the bytes; the journal keeps the hash")
    .argument("<hash>")
    .option("--reason <words>", "kept in the journal")
    .action(async (hash: string, options: ReasonOptions) => {
      const answer = await withSite(options.store, (site) =>
        purgeEvidence(site, parseHash(hash), options.reason),
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
