/** Sentences that the server words: the instants in them in the zone that is chosen. */
import { useZone } from "../site/zone.tsx";
import { Words } from "./text.tsx";
import { toldIn } from "./told-in.ts";

interface ToldProps {
  text: string;
  length?: number;
}

/** What is wholly of evidence is put on the page by `Words`, never by this. */
export function Told({ text, length = 300 }: ToldProps) {
  const { zone } = useZone();
  return <Words text={toldIn(text, zone)} length={length} />;
}
