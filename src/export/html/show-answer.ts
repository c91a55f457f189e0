/** All that is known of one thing, on its page. */
import type { ItemRef, ShowAnswer } from "../../model/answer.ts";
import { RELATIONS, type Relation } from "../../model/edge.ts";
import { spokenTime, WRITTEN_EDGE, WRITTEN_JOIN } from "../../model/plain-text.ts";
import { itemJsonAddress, traceAddress } from "./addresses.ts";
import { absence, closing } from "./closing.ts";
import { type Address, type Html, html } from "./html.ts";
import { listed, section } from "./section.ts";
import { basisLabel, cites, itemLink, keyLink, label } from "./things.ts";
import { joined, keyText, lines, name, words } from "./words.ts";

const TEXT_LENGTH = 20_000;

const known = (keys: readonly string[]): Html =>
  keys.length === 0
    ? html``
    : html`<p>Also known as ${joined(
        keys.map((key) => html`<span class="key">${keyText(key)}</span>`),
        ", ",
      )}.</p>`;

function itemHeading(item: ItemRef, cannotChange: boolean | null): Html {
  return html`<h1>${itemLink(item, "The")}</h1>
<p>Published ${spokenTime(item.published)}.${
    cannotChange === null
      ? ""
      : cannotChange
        ? " It cannot change once published."
        : " It can change."
  }</p>
${
  item.attested
    ? null
    : html`<p>${label("known only by reference", "warn")} No evidence has it as its subject.</p>`
}${known(item.alsoKnownAs)}`;
}

function heading({ item, account, asked, memberCount, cannotChange }: ShowAnswer): Html {
  if (item) return itemHeading(item, cannotChange);
  if (account) {
    const names = account.names.map((one) => name(one));
    return html`<h1>Account <span class="key">${keyText(account.key)}</span>${
      names.length === 0 ? null : html`, ${joined(names, ", ")}`
    }</h1>
<p>${account.items} items in evidence${account.platform === null ? null : html`, on ${keyLink(account.platform)}`}.</p>
${known(account.alsoKnownAs)}`;
  }
  return memberCount > 0
    ? html`<h1><span class="key">${keyText(asked)}</span></h1>
<p>${memberCount} items.</p>`
    : html`<h1><span class="key">${keyText(asked)}</span></h1>${absence(asked)}`;
}

const trails = (selector: string): Html =>
  html`<p class="trails"><a href="${traceAddress({ to: selector })}">How did it get here?</a> <a href="${traceAddress({ from: selector })}">Where did it go?</a></p>`;

function zoneOf({ fromId, zone, zoneReason }: ShowAnswer["times"][number]): Html {
  if (fromId) return html`decoded from the id that the source writes`;
  if (zoneReason === null) return html`not told`;
  return html`${zone === null ? null : html`${name(zone)} `}${zoneReason}`;
}

const timeRow = (
  one: ShowAnswer["times"][number],
): Html => html`<tr><th scope="row" class="own">${one.kind}</th><td>${spokenTime(one.time)}</td><td data-label="as written">${
  one.asWritten === null ? "" : html`“${words(one.asWritten)}”`
}</td><td class="own" data-label="zone">${zoneOf(one)}</td><td>${basisLabel(one.basis)} ${cites([one.claim])}</td></tr>
`;

const timeSection = (times: ShowAnswer["times"]): Html =>
  times.length === 0
    ? html``
    : section(
        "times",
        "Times",
        html`<table><thead><tr><th scope="col">Kind</th><th scope="col">When</th><th scope="col">As written</th><th scope="col">Zone</th><th scope="col">Source</th></tr></thead><tbody>
${times.map(timeRow)}</tbody></table>`,
      );

/** Edges of one relation; the thing that the page is about is "this". */
function relationPart(
  relation: Relation,
  edges: ShowAnswer["edges"],
  own: ReadonlySet<string>,
): Html {
  const end = (key: string, self: "This" | "this"): Html =>
    own.has(key) ? html`${self}` : keyLink(key);
  return html`<h3>${relation} <small>(${edges.length})</small></h3>
<ul>${edges.map(
    (edge) =>
      html`<li>${end(edge.subject, "This")} ${WRITTEN_EDGE[relation]} ${end(edge.object, "this")}${
        edge.time === null ? "" : `, ${spokenTime(edge.time)}`
      } ${basisLabel(edge.basis)} ${cites(edge.claims)}</li>`,
  )}</ul>`;
}

function edgeSection({ edges, item, account }: ShowAnswer): Html {
  if (edges.length === 0) return html``;
  const self = item ?? account;
  const own = new Set<string>(self === null ? [] : [self.key, ...self.alsoKnownAs]);
  const parts = RELATIONS.map((relation) => ({
    relation,
    those: edges.filter((edge) => edge.relation === relation),
  })).filter(({ those }) => those.length > 0);
  return section(
    "edges",
    "Edges",
    html`${parts.map(({ relation, those }) => relationPart(relation, those, own))}`,
  );
}

const joinSection = ({ joins }: ShowAnswer): Html =>
  listed(
    "joins",
    "Joins",
    joins.map(
      ({ relation, subject, object, basis, claim }) =>
        html`${keyLink(subject)} ${WRITTEN_JOIN[relation]} ${keyLink(object)} ${basisLabel(basis)} ${cites([claim])}`,
    ),
  );

function memberSection({ members, memberCount }: ShowAnswer): Html {
  const unshown = memberCount - members.length;
  return listed("items", "Items", [
    ...members.map((item) => html`${itemLink(item, "The")}, ${spokenTime(item.published)}`),
    ...(unshown > 0 ? [html`… and ${unshown} more`] : []),
  ]);
}

/** No evidence names it. */
const isEmpty = (answer: ShowAnswer): boolean =>
  answer.item === null && answer.account === null && answer.memberCount === 0;

/** Programs ask for one item or account; sets have no such address. */
function jsonOf({ item, account }: ShowAnswer): Address | null {
  if (item) return itemJsonAddress("items", item.key);
  return account ? itemJsonAddress("accounts", account.key) : null;
}

export function showAnswer(answer: ShowAnswer): Html {
  const { text, asked, account, item, findings } = answer;
  return html`<article class="answer">
${heading(answer)}
${isEmpty(answer) ? null : trails(item?.key ?? account?.key ?? asked)}
${
  text === null
    ? null
    : section("text", "Text", html`<div class="said">${lines(text, TEXT_LENGTH)}</div>`)
}${memberSection(answer)}${timeSection(answer.times)}${edgeSection(answer)}${joinSection(answer)}${listed(
  "findings",
  "Findings",
  findings.map(({ kind, says }) => html`${kind}: ${words(says, 600)}`),
)}${closing(answer, jsonOf(answer))}
</article>`;
}
