/** What the page may hold, whatever the evidence is. */

/** In the page: what there is that no page of ours has. */
export const LOOK = `(() => ({
  attacked: "attacked" in window,
  foreign: [...document.querySelectorAll("script:not([src^='/assets/']),script:not(:empty),img,iframe,style,base,object,embed,meta[http-equiv],[onload],[onerror],[onfocus],[srcdoc]")].map((e) => e.outerHTML.slice(0, 100)),
  away: [...document.querySelectorAll("[href],[action],[src]")].map((e) => e.href ?? e.action ?? e.src).filter((to) => new URL(to).origin !== location.origin),
  hidden: /[\\u202a-\\u202e\\u2066-\\u2069\\u200b-\\u200f\\ufeff]/.test(document.body.innerText),
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  mains: document.querySelectorAll("body > #page > main").length,
}))()`;
export const SOUND = {
  attacked: false,
  foreign: [],
  away: [],
  hidden: false,
  overflow: 0,
  mains: 1,
};
