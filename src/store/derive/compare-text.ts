/** Orders texts by their code points, as databases do. */
export function compareText(a: string, b: string): number {
  const least = Math.min(a.length, b.length);
  for (let at = 0; at < least; at += 1) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    const halves = left >= 0xd800 && left <= 0xdfff;
    const otherHalves = right >= 0xd800 && right <= 0xdfff;
    return halves === otherHalves ? left - right : halves ? 1 : -1;
  }
  return a.length - b.length;
}
