/** The one table of views: every address of `model/pages.ts` has its view here. */
import type { ComponentType } from "react";
import type { PageName } from "../../model/pages.ts";
import { AskView } from "../ask/ask-view.tsx";
import { fetched } from "./fetched.tsx";

export interface ViewProps {
  /** Selector or hash in the path; "" where the page is about no one thing. */
  about: string;
  query: URLSearchParams;
}

type View = ComponentType<ViewProps>;

const room = <K extends string>(load: () => Promise<Record<K, View>>, name: K) =>
  fetched(async () => (await load())[name], "Loading…");

export const VIEWS: Readonly<Record<PageName, View>> = {
  ask: AskView,
  first: room(() => import("../first/first-view.tsx"), "FirstView"),
  whatIf: room(() => import("../what-if/what-if-view.tsx"), "WhatIfView"),
  reach: room(() => import("../reach/reach-view.tsx"), "ReachView"),
  crossings: room(() => import("../crossings/crossings-view.tsx"), "CrossingsView"),
  latency: room(() => import("../latency/latency-view.tsx"), "LatencyView"),
  adoption: room(() => import("../adoption/adoption-view.tsx"), "AdoptionView"),
  search: room(() => import("../search/search-view.tsx"), "SearchView"),
  evidence: room(() => import("../evidence/list-view.tsx"), "EvidenceListView"),
  evidenceFile: room(() => import("../evidence/file-view.tsx"), "EvidenceFileView"),
  item: room(() => import("../item/item-view.tsx"), "ItemView"),
  load: room(() => import("../load/load-view.tsx"), "LoadView"),
  note: room(() => import("../note/note-view.tsx"), "NoteView"),
  case: room(() => import("../case/case-view.tsx"), "CaseView"),
};
