/** Imports, takes back and replaces the files of `kill-files.ts` until it is killed, telling what it does. */
import { storeAddressSchema } from "../../src/store/open.ts";
import { importFile, takeBack } from "./check.ts";
import { KILL_FILES } from "./kill-files.ts";
import { openToBeKilled } from "./kill-store.ts";

const [address, mode] = process.argv.slice(2);
if (address === undefined) throw new Error("give a store");
const tell = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const store = await openToBeKilled(storeAddressSchema.parse(JSON.parse(address)));
tell("ready");
const there = async (): Promise<Set<string>> =>
  new Set((await store.evidence()).map(({ hash }) => hash));

async function complete(): Promise<void> {
  for (const file of KILL_FILES) {
    if ((await there()).has(file.hash)) continue;
    tell(`in ${file.hash}`);
    // Another process may have taken it in meanwhile.
    await importFile(store, file, { replaces: [file.hash], batch: 5 });
    tell(`done ${file.hash}`);
  }
}

await complete();
for (let turn = 0; mode === "for ever"; turn += 1) {
  const file = KILL_FILES[turn % KILL_FILES.length];
  if (file === undefined) throw new Error("no files");
  tell(`out ${file.hash}`);
  await takeBack(store, file.hash);
  tell(`done ${file.hash}`);
  const other = KILL_FILES[(turn + 1) % KILL_FILES.length] ?? file;
  tell(`again ${other.hash}`);
  await importFile(store, other, { replaces: [other.hash], batch: 5 });
  tell(`done ${other.hash}`);
  await complete();
}
await store.close();
tell("closed");
