/** What made records have in common: a clock that ticks, and ids that encode it. */
const START = Date.UTC(2017, 4, 5, 12);

const STEP_MS = 400;
export const msOf = (index: number): number => START + index * STEP_MS;

export const snowflake = (index: number, epoch: bigint): string =>
  (((BigInt(msOf(index)) - epoch) << 22n) | BigInt(index % 4096)).toString();

export const json = (value: unknown): string => JSON.stringify(value);
