/** One box for everything: a sentence, a selector, a URL, words. */
import { useState } from "react";
import type { Completion } from "../../model/search-answer.ts";
import { go } from "../site/router.tsx";
import { Combobox, type Offer } from "./combobox.tsx";
import { useCompletions } from "./completions.ts";
import { useIsPlatform } from "./platforms.ts";
import { offerOf } from "./selector-field.tsx";
import { addressOf, type Gap, gapAt, pattern, SENTENCES } from "./sentences.ts";

const MAX_OFFERS = 9;

/** The beginning of each sentence, in the order in which they are asked most. */
const beginnings = (text: string): Offer[] =>
  SENTENCES.filter(({ words: [head] }) => head.toLowerCase().startsWith(text.toLowerCase())).map(
    (sentence) => ({
      value: sentence.words[0],
      shown: pattern(sentence),
      hint: "",
    }),
  );

/** What the thing that was typed can be followed by. */
const continued = ({ before, typed, after }: Gap): Offer[] => {
  const thing = typed.trim();
  if (thing === "") return [];
  const followed = before === "" ? [] : after;
  return followed.map((next) => ({
    value: `${before}${thing}${next}`,
    shown: `${before}${thing}${next}`,
    hint: next.endsWith("?") ? "ask this" : "and then",
  }));
};

/** Questions about a thing that was named without one. */
const about = ({ selector }: Completion): Offer[] =>
  SENTENCES.filter(({ words }) => words.length === 2).map(({ words }) => ({
    value: words.join(selector),
    shown: words.join(selector),
    hint: "ask this",
  }));

function offersAt(text: string, completions: readonly Completion[]): Offer[] {
  const gap = gapAt(text);
  const starts = beginnings(text);
  if (text === "") return starts.map((start) => ({ ...start, goesOn: true }));
  if (gap === undefined) return [];
  // Behind the last thing a question mark may follow at once.
  const space = gap.before === "" || gap.after.some((next) => next.startsWith("?")) ? "" : " ";
  const named = completions.map((one) => offerOf(one, `${gap.before}${one.selector}${space}`));
  const [best] = completions;
  const asks = gap.before === "" && best?.selector === text.trim() ? about(best) : [];
  return [...starts, ...uniqueOf([...asks, ...continued(gap), ...named])]
    .filter(({ value }) => value.trimEnd() !== text.trimEnd())
    .slice(0, MAX_OFFERS)
    .map((offer) => ({ ...offer, goesOn: !offer.value.endsWith("?") }));
}

const uniqueOf = (offers: readonly Offer[]): Offer[] =>
  offers.filter(({ value }, i) => offers.findIndex((other) => other.value === value) === i);

export function AskBox() {
  const [text, setText] = useState("");
  const completions = useCompletions(gapAt(text)?.typed ?? "");
  const isPlatform = useIsPlatform();
  const leave = (typed: string) => {
    const to = addressOf(typed, isPlatform);
    if (to !== undefined) go(to);
  };
  return (
    <form
      className="ask-box"
      aria-label="Ask"
      onSubmit={(event) => {
        event.preventDefault();
        leave(text);
      }}
    >
      <label htmlFor="ask">Ask</label>
      <Combobox
        id="ask"
        value={text}
        onValue={setText}
        offers={offersAt(text, completions)}
        onTaken={(taken) => {
          if (taken.endsWith("?")) leave(taken);
        }}
        placeholder="How did … reach …?"
      />
      <button type="submit" className="primary">
        Ask
      </button>
    </form>
  );
}
