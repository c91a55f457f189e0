/** Things on the page: each by what is known of it, its key leading to its own page. */
import type { ItemRef } from "../../model/answer.ts";
import type { Basis } from "../../model/basis.ts";
import { findKey } from "../../model/key.ts";
import { spokenBeside } from "../../model/plain-text.ts";
import type { Tier } from "../../model/platform.ts";
import { itemAddress } from "../site/address.ts";
import { Link } from "../site/router.tsx";
import { Joined, KeyText, Words } from "./text.tsx";

/** Servers take no longer address; such a key is shown and leads nowhere. */
const MAX_LINKED = 2000;
const KEY_LENGTH = 120;

/** A key, platform or other selector. */
export function KeyLink({ of }: { of: string }) {
  const text = <KeyText text={of} length={KEY_LENGTH} />;
  return of.length > MAX_LINKED ? (
    <span className="key">{text}</span>
  ) : (
    <Link className="key" href={itemAddress(of)}>
      {text}
    </Link>
  );
}

/** The subject or object of a remark: a key, or only words. */
export const KeyOrWords = ({ text }: { text: string }) =>
  text.length <= MAX_LINKED && findKey(text) !== undefined ? (
    <KeyLink of={text} />
  ) : (
    <Words text={text} />
  );

const links = (keys: readonly string[]) => keys.map((key) => <KeyLink key={key} of={key} />);

export const KeyList = ({ keys }: { keys: readonly string[] }) => (
  <Joined parts={links(keys)} between=", " />
);

/** A key, with what it is called where it is one of these accounts. */
export const KeyCalled = ({ of, called }: { of: string; called: readonly AccountRef[] }) => (
  <>
    <KeyLink of={of} />
    <bdi>{spokenBeside(of, called)}</bdi>
  </>
);

export const KeyPath = ({ keys }: { keys: readonly string[] }) => (
  <Joined parts={links(keys)} between=" → " />
);

/** A small mark; its kind chooses the colour. */
export const Label = ({ text, kind = "" }: { text: string; kind?: string }) => (
  <span className={`label ${kind}`}>{text}</span>
);

export const BasisLabel = ({ basis }: { basis: Basis }) => (
  <Label text={`basis ${basis}`} kind={`basis-${basis}`} />
);

export const TierLabel = ({ tier }: { tier: Tier | null }) =>
  tier === null ? null : <Label text={`tier ${tier}`} kind={`tier-${tier}`} />;

type AccountRef = NonNullable<ItemRef["account"]>;

export function AccountName({ account: { key, handle, name } }: { account: AccountRef }) {
  const named = name === null || name.toLowerCase() === handle ? null : name;
  const at = handle === null || key.endsWith(`@${handle}`) ? null : handle;
  return (
    <>
      {named !== null && (
        <>
          <Words text={named} length={60} />,{" "}
        </>
      )}
      {at !== null && (
        <>
          @<KeyText text={at} length={60} />,{" "}
        </>
      )}
      <KeyLink of={key} />
    </>
  );
}

interface ItemProps {
  item: ItemRef;
  article?: "The" | "the";
  /** Its marks stand beside it. */
  marked?: boolean;
}

/** `the post “…” by …, on twitter (twitter:status/…)`, with its tier. */
export function ItemName({ item, article = "the", marked = false }: ItemProps) {
  const { title, account, platform, tier, type, key, attested } = item;
  return (
    <>
      {article} {type ?? "item"}
      {title !== null && (
        <>
          {" "}
          “<Words text={title} length={120} />”
        </>
      )}
      {account !== null && (
        <>
          {" "}
          by <AccountName account={account} />
          {platform !== null && ","}
        </>
      )}
      {platform !== null && (
        <>
          {" "}
          on{" "}
          <Link href={itemAddress(platform)}>
            <KeyText text={platform} />
          </Link>
        </>
      )}{" "}
      <TierLabel tier={tier} />
      {tier !== null && " "}
      {!attested && !marked && (
        <>
          <Label text="known only by reference" kind="warn" />{" "}
        </>
      )}
      (<KeyLink of={key} />)
    </>
  );
}
