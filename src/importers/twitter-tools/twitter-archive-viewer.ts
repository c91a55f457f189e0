/**
 * "Your archive.html" of an account's archive from Twitter: the page alone by which a browser shows what stands in the
 * scripts beside it. It asks for `data/manifest.js`, and says so where that is missing.
 */
const MANIFEST = /<script\b[^<>]{0,200}\bsrc="(?:\.\/)?data\/manifest\.js"/;
const ROOT = /<div\b[^<>]{0,200}\bid="root"/;
const MOST = 65_536;

export const isArchiveViewer = (page: string): boolean =>
  page.length <= MOST && MANIFEST.test(page) && ROOT.test(page);
