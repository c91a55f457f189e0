/** All that is known of one thing, or of a set of things. */

import type { ReactNode } from "react";
import type { ItemRef } from "../../model/answer.ts";
import { many, WRITTEN_JOIN } from "../../model/plain-text.ts";
import type { ShowAnswer } from "../../model/show-answer.ts";
import { Absent } from "../answer/absence.tsx";
import { Cites } from "../answer/cites.tsx";
import { AnswerFrame } from "../answer/frame.tsx";
import { Listed, Section } from "../answer/section.tsx";
import { Problem } from "../ask/problem.tsx";
import { Help } from "../ask/start.tsx";
import { ItemGraph } from "../graph/asked.tsx";
import { address, itemAddress } from "../site/address.ts";
import { useAnswer } from "../site/api.ts";
import { SHOW } from "../site/endpoints.ts";
import { Page } from "../site/page.tsx";
import { Link } from "../site/router.tsx";
import type { ViewProps } from "../site/routes.tsx";
import { Joined, KeyText, Lines, Name } from "../words/text.tsx";
import { BasisLabel, ItemName, KeyLink, Label } from "../words/things.tsx";
import { When } from "../words/time.tsx";
import { Told } from "../words/told.tsx";
import { Edges } from "./edges.tsx";
import { LookAlikes } from "./look-alikes.tsx";
import { NearCopies } from "./near-copies.tsx";
import { Times } from "./times.tsx";
import "./item.css";

const TEXT_LENGTH = 20_000;

const Known = ({ keys }: { keys: readonly string[] }) =>
  keys.length === 0 ? null : (
    <p>
      Also known as{" "}
      <Joined
        parts={keys.map((key) => (
          <span key={key} className="key">
            <KeyText text={key} />
          </span>
        ))}
        between=", "
      />
      .
    </p>
  );

function ItemHeading({ item, cannotChange }: { item: ItemRef; cannotChange: boolean | null }) {
  return (
    <>
      <h1 tabIndex={-1}>
        <ItemName item={item} article="The" marked />
      </h1>
      <p>
        Published <When interval={item.published} />.
        {cannotChange !== null &&
          (cannotChange ? " It cannot change once published." : " It can change.")}
      </p>
      {!item.attested && (
        <p>
          <Label text="known only by reference" kind="warn" /> No evidence has it as its subject.
        </p>
      )}
      <Known keys={item.alsoKnownAs} />
    </>
  );
}

function AccountHeading({ account }: { account: NonNullable<ShowAnswer["account"]> }) {
  const { key, names, items, platform, alsoKnownAs } = account;
  return (
    <>
      <h1 tabIndex={-1}>
        Account{" "}
        <span className="key">
          <KeyText text={key} />
        </span>
        {names.length > 0 && (
          <>
            , <Joined parts={names.map((name) => <Name key={name} text={name} />)} between=", " />
          </>
        )}
      </h1>
      <p>
        {many(items, "item")} in evidence
        {platform !== null && (
          <>
            , on <KeyLink of={platform} />
          </>
        )}
        .
      </p>
      <Known keys={alsoKnownAs} />
    </>
  );
}

function Heading({ answer }: { answer: ShowAnswer }) {
  const { item, account, asked, memberCount, cannotChange } = answer;
  if (item) return <ItemHeading item={item} cannotChange={cannotChange} />;
  if (account) return <AccountHeading account={account} />;
  return (
    <>
      <h1 tabIndex={-1}>
        <span className="key">
          <KeyText text={asked} />
        </span>
      </h1>
      {memberCount > 0 ? <p>{many(memberCount, "item")}.</p> : <Absent asked={asked} />}
    </>
  );
}

/** No evidence names it. */
const isEmpty = ({ item, account, memberCount }: ShowAnswer): boolean =>
  item === null && account === null && memberCount === 0;

const TRAILS: readonly (readonly [says: string, path: string, field: string])[] = [
  ["How did it get here?", "/", "to"],
  ["Where did it go?", "/", "from"],
  ["What did it reach?", "/reach", "from"],
  ["Where did it appear first?", "/first", "of"],
  ["Write down what a source says of it", "/note", "subject"],
];

const Trails = ({ selector }: { selector: string }) => (
  <p className="trails">
    {TRAILS.map(([says, path, field]) => (
      <Link key={says} href={address(path, [[field, selector]])}>
        {says}
      </Link>
    ))}
  </p>
);

const Joins = ({ joins }: Pick<ShowAnswer, "joins">) => (
  <Listed
    id="joins"
    title="Joins"
    of={joins.map(({ relation, subject, object, basis, claim }) => (
      <span key={claim}>
        <KeyLink of={subject} /> {WRITTEN_JOIN[relation]} <KeyLink of={object} />{" "}
        <BasisLabel basis={basis} /> <Cites of={[claim]} />
      </span>
    ))}
  />
);

function jsonOf({ item, account, asked }: ShowAnswer): string {
  const key = item?.key ?? account?.key ?? asked;
  return address("/api/show", [["of", key]]);
}

function Shown({ answer }: { answer: ShowAnswer }): ReactNode {
  const { text, asked, account, item, members, memberCount, findings } = answer;
  return (
    <AnswerFrame answer={answer} json={jsonOf(answer)}>
      <Heading answer={answer} />
      {!isEmpty(answer) && <Trails selector={item?.key ?? account?.key ?? asked} />}
      {text !== null && (
        <Section id="text" title="Text">
          <div className="said">
            <Lines text={text} length={TEXT_LENGTH} />
          </div>
        </Section>
      )}
      <Listed
        id="items"
        title="Items"
        of={members.map((member) => (
          <span key={member.key}>
            <ItemName item={member} article="The" />, <When interval={member.published} />
          </span>
        ))}
        more={memberCount - members.length}
      />
      <Times times={answer.times} />
      <Edges answer={answer} />
      <NearCopies answer={answer} />
      <LookAlikes answer={answer} />
      <ItemGraph answer={answer} />
      <Joins joins={answer.joins} />
      <Listed
        id="findings"
        title="Findings"
        of={findings.map(({ kind, says, about }) => (
          <span key={`${kind} ${says} ${about.join(" ")}`}>
            {kind}: <Told text={says} length={600} />
          </span>
        ))}
      />
    </AnswerFrame>
  );
}

export function ItemView({ about }: ViewProps) {
  const asked = useAnswer(SHOW, [["of", about]]);
  const title = asked.state === "refused" ? "What is known of this?" : about;
  return (
    <Page title={title} failed={asked.state === "refused"} heading={asked.state !== "answered"}>
      {asked.state === "asking" && <p className="asking">Asking…</p>}
      {asked.state === "refused" && (
        <>
          <Problem id="problem" refusal={asked.refusal} again={itemAddress} retry={asked.again} />
          <Help />
        </>
      )}
      {asked.state === "answered" && <Shown answer={asked.answer} />}
    </Page>
  );
}
