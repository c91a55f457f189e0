/** The question that an answer can be asked again of, without something that is named in it. */
import { createContext, type ReactNode, use, useMemo } from "react";
import type { WhatIfAnswer } from "../../model/reach-answer.ts";
import type { Fields } from "../site/address.ts";

/** How much hangs on a thing. */
export type Hinge = "mandatory" | "pivotal";

interface Striking {
  fields: Fields;
  /** By key of item or account; null while nobody asked. */
  hinges: ReadonlyMap<string, Hinge> | null;
}

const StrikingContext = createContext<Striking | null>(null);

/** Null where the answer is none from which things can be struck out. */
export const useStriking = (): Striking | null => use(StrikingContext);

/** Without a mandatory thing not even what is possible remains, so it is not called pivotal too. */
function hingesIn({ mandatory, pivotal }: WhatIfAnswer): Map<string, Hinge> {
  const keys = ({ items, accounts }: WhatIfAnswer["mandatory"]) =>
    [...items, ...accounts].map(({ key }) => key);
  return new Map([
    ...keys(pivotal).map((key) => [key, "pivotal"] as const),
    ...keys(mandatory).map((key) => [key, "mandatory"] as const),
  ]);
}

interface ProviderProps {
  fields: Fields;
  whatIf: WhatIfAnswer | null;
  children: ReactNode;
}

export function StrikingProvider({ fields, whatIf, children }: ProviderProps) {
  const value = useMemo(
    () => ({ fields, hinges: whatIf === null ? null : hingesIn(whatIf) }),
    [fields, whatIf],
  );
  return <StrikingContext value={value}>{children}</StrikingContext>;
}
