/** Which names are platforms here. */
import { useAnswer } from "../site/api.ts";
import { COVERAGE } from "../site/endpoints.ts";
import type { IsPlatform } from "./named.ts";

/** Whether a name is a platform of the evidence loaded, or holds one. */
export function useIsPlatform(): IsPlatform {
  const coverage = useAnswer(COVERAGE, []);
  const platforms =
    coverage.state === "answered" ? coverage.answer.coverage.map(({ platform }) => platform) : [];
  return (name) => platforms.some((one) => one === name || one.startsWith(`${name}/`));
}
