/** The page around its views: where one can go, the box to ask with, the zone of times. */
import { useEffect, useRef } from "react";
import { type PageName, pageAt } from "../../model/pages.ts";
import { AskBox } from "../ask/box.tsx";
import { JobsNote } from "../jobs/note.tsx";
import { focusHeading, Page } from "./page.tsx";
import { Link, useWhere } from "./router.tsx";
import { VIEWS } from "./routes.tsx";
import { ZonePicker, ZoneProvider } from "./zone.tsx";
import "./frame.css";

const MENU: readonly (readonly [page: PageName, to: string, says: string])[] = [
  ["ask", "/", "Trace"],
  ["first", "/first", "First"],
  ["reach", "/reach", "Reach"],
  ["whatIf", "/what-if", "What if"],
  ["crossings", "/crossings", "Crossings"],
  ["latency", "/latency", "Latency"],
  ["adoption", "/adoption", "Adoption"],
  ["case", "/case", "Case"],
  ["evidence", "/evidence", "Evidence"],
  ["load", "/load", "Load"],
  ["note", "/note", "Note"],
];

/** Where the tabs do not all fit, the one of this page is in view. */
function useTabInView(here: PageName | undefined) {
  const tabs = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another tab
  useEffect(() => {
    const list = tabs.current;
    const tab = list?.querySelector("[aria-current]");
    if (!list || !tab) return;
    const [around, box] = [list.getBoundingClientRect(), tab.getBoundingClientRect()];
    list.scrollLeft += (box.left + box.right - around.left - around.right) / 2;
  }, [here]);
  return tabs;
}

const Top = ({ here }: { here: PageName | undefined }) => {
  const tabs = useTabInView(here);
  return (
    <header className="top">
      <p className="site">
        <Link href="/">Headwater</Link>
      </p>
      <AskBox />
      <nav className="pages" aria-label="Pages">
        <ul ref={tabs}>
          {MENU.map(([page, to, says]) => (
            <li key={page}>
              <Link href={to} aria-current={page === here ? "page" : undefined}>
                {says}
              </Link>
            </li>
          ))}
          <li>
            <a href="/api/docs">API</a>
          </li>
        </ul>
        <JobsNote />
      </nav>
      <ZonePicker />
    </header>
  );
};

const Nowhere = () => (
  <Page title="Nothing is here" failed>
    <p>
      This address leads nowhere. <Link href="/">Ask a question</Link>.
    </p>
  </Page>
);

/** Whoever goes on to another page is told so: the focus comes to its heading. */
function useFocusOnMove(address: string) {
  const before = useRef(address);
  useEffect(() => {
    if (before.current === address) return;
    before.current = address;
    focusHeading();
  }, [address]);
}

export function App() {
  const { path, query, address } = useWhere();
  const place = pageAt(path);
  const View = place === undefined ? Nowhere : VIEWS[place.page];
  useFocusOnMove(address);
  return (
    <ZoneProvider>
      <a className="skip" href="#main">
        To the content
      </a>
      <Top here={place?.page} />
      <main id="main" tabIndex={-1}>
        <View about={place?.about ?? ""} query={query} />
      </main>
      <footer>
        <p>Headwater orders what sources say; it does not say that they are right.</p>
      </footer>
    </ZoneProvider>
  );
}
