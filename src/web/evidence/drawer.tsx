/** The evidence drawer: what one hop, or one sentence, rests on, over the answer, which stays as it stands. */
import { type ReactNode, type RefObject, useEffect, useEffectEvent, useId, useRef } from "react";
import type { Citation, Hop } from "../../model/answer.ts";
import { RELATION } from "../../model/edge.ts";
import { type Opened, useOpenAnswer } from "../answer/open-answer.tsx";
import { Marks, Relation } from "../answer/path.tsx";
import { address } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { ItemName } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { AllTimes, SameRelation } from "./agreement.tsx";
import { ClaimCard } from "./claim-card.tsx";
import "./drawer.css";

/** There is room for it beside what is read: both can be used. */
const BESIDE = "(min-width: 68rem)";

/** Wherever the focus is on the page, for what the drawer lies over. */
function useEscape(
  dialog: RefObject<HTMLDialogElement | null>,
  isOpen: boolean,
  close: () => void,
) {
  const onEscape = useEffectEvent((event: KeyboardEvent) => {
    const over = event.target instanceof Element ? event.target.closest("dialog") : null;
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (over !== null && over !== dialog.current) return;
    event.preventDefault();
    close();
  });
  useEffect(() => {
    if (!isOpen) return;
    document.addEventListener("keydown", onEscape);
    return () => document.removeEventListener("keydown", onEscape);
  }, [isOpen]);
}

function useShown(opened: Opened | null) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    const shown = dialog.current;
    if (shown === null) return;
    if (opened === null) {
      if (shown.open) shown.close();
      return;
    }
    if (!shown.open) {
      before.current = document.activeElement;
      if (matchMedia(BESIDE).matches) shown.show();
      else shown.showModal();
    }
    shown.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [opened]);
  const back = () => {
    if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
  };
  return { dialog, heading, back };
}

export function Drawer() {
  const { opened, open } = useOpenAnswer();
  const { dialog, heading, back } = useShown(opened);
  const title = useId();
  const close = () => {
    open(null);
    back();
  };
  useEscape(dialog, opened !== null, close);
  return (
    <dialog ref={dialog} className="drawer" aria-labelledby={title} onClose={close}>
      {opened !== null && (
        <>
          <div className="drawer-top">
            <h2 id={title} ref={heading} tabIndex={-1}>
              {opened.on === "hop"
                ? `Evidence of hop ${opened.index + 1} of ${opened.hops.length}`
                : "Evidence"}
            </h2>
            <button type="button" onClick={close}>
              Close
            </button>
          </div>
          {opened.on === "hop" ? (
            <OfHop hops={opened.hops} index={opened.index} />
          ) : (
            <Claims numbers={opened.numbers} />
          )}
        </>
      )}
    </dialog>
  );
}

function Claims({ numbers, title = null }: { numbers: readonly number[]; title?: ReactNode }) {
  const { citations } = useOpenAnswer();
  const cited = numbers.flatMap((number): Citation[] => {
    const citation = citations.get(number);
    return citation === undefined ? [] : [citation];
  });
  if (cited.length === 0) return null;
  return (
    <>
      {title}
      <ul className="claims">
        {cited.map((citation) => (
          <li key={citation.number}>
            <ClaimCard citation={citation} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Steps({ hops, index }: { hops: readonly Hop[]; index: number }) {
  const { open, select } = useOpenAnswer();
  const to = (next: number) => () => {
    select(hops[next]?.to.key ?? null);
    open({ on: "hop", hops, index: next });
  };
  if (hops.length === 1) return null;
  return (
    <p className="drawer-steps">
      <button type="button" disabled={index === 0} onClick={to(index - 1)}>
        Hop before
      </button>{" "}
      <button type="button" disabled={index === hops.length - 1} onClick={to(index + 1)}>
        Hop after
      </button>
    </p>
  );
}

/** The form in which both sides are written down, this one filled in. */
function wrongLink({ relation, from, to }: Hop): string {
  const along = RELATION[relation].flow === "subject-to-object";
  const [subject, object] = along ? [from.key, to.key] : [to.key, from.key];
  return address("/note", [
    ["kind", "wrong-link"],
    ["subject", subject],
    ["relation", relation],
    ["object", object],
  ]);
}

function OfHop({ hops, index }: { hops: readonly Hop[]; index: number }) {
  const hop = hops[index];
  if (hop === undefined) return null;
  const times = hop.timeClaims.filter((number) => !hop.claims.includes(number));
  return (
    <>
      <Steps hops={hops} index={index} />
      <p className="drawer-hop">
        <ItemName item={hop.from} article="The" marked /> <Relation edge={hop} />{" "}
        <ItemName item={hop.to} marked />, <When interval={hop.time} />. <Marks of={hop.marks} />
      </p>
      <p className="ground">
        Order <b>{hop.order}</b>: <Told text={hop.because} length={600} />. Basis <b>{hop.basis}</b>
        ; {hop.independentSources}{" "}
        {hop.independentSources === 1 ? "independent source" : "independent sources"} of the
        relation.
      </p>
      <SameRelation hop={hop} />
      <AllTimes key={hop.to.key} hop={hop} />
      {hop.inferred === null && (
        <p>
          <Link href={wrongLink(hop)}>A source says otherwise: write it down</Link>
        </p>
      )}
      <Claims numbers={hop.claims} title={<h3>That it was so</h3>} />
      <Claims numbers={times} title={<h3>When it was</h3>} />
    </>
  );
}
