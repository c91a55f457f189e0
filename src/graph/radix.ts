/**
 * Orders of columns by radix sort: stable, linear, no comparator (Knuth, TAOCP 3, 5.2.5); of few
 * numbers by comparing them, which is done before the counts of all digits would be cleared.
 */

const DIGIT = 16;
const SIZE = 1 << DIGIT;
/** Up to so many are compared. */
const FEW = 256;

/** One stable pass: `from` reordered into `to` by a digit of the key that each index has. */
function pass(from: Uint32Array, to: Uint32Array, digitOf: Uint16Array, stride: number): void {
  const next = new Uint32Array(SIZE);
  for (let i = 0; i < from.length; i += 1) {
    const digit = digitOf[(from[i] ?? 0) * stride] ?? 0;
    next[digit] = (next[digit] ?? 0) + 1;
  }
  let sum = 0;
  for (let digit = 0; digit < SIZE; digit += 1) {
    const count = next[digit] ?? 0;
    next[digit] = sum;
    sum += count;
  }
  for (let i = 0; i < from.length; i += 1) {
    const index = from[i] ?? 0;
    const digit = digitOf[index * stride] ?? 0;
    const at = next[digit] ?? 0;
    to[at] = index;
    next[digit] = at + 1;
  }
}

/** Whether all keys share a digit, so that a pass by it would change nothing. */
function isConstant(digits: Uint16Array, stride: number): boolean {
  const first = digits[0];
  for (let at = stride; at < digits.length; at += stride) if (digits[at] !== first) return false;
  return true;
}

/** 0, 1, … */
export function identity(length: number): Uint32Array {
  const order = new Uint32Array(length);
  for (let i = 0; i < length; i += 1) order[i] = i;
  return order;
}

/** `order` (or 0, 1, …) sorted by 16-bit digits, least significant first; equal keys keep their order. */
function byDigits(digits: Uint16Array, stride: number, order: Uint32Array): Uint32Array {
  let from = order;
  let to: Uint32Array = new Uint32Array(order.length);
  for (let digit = 0; digit < stride; digit += 1) {
    const column = digits.subarray(digit);
    if (isConstant(column, stride)) continue;
    pass(from, to, column, stride);
    [from, to] = [to, from];
  }
  return from;
}

/** `order` sorted by what each index has; equal ones keep their order. */
const byComparing = (values: Int32Array | Float64Array, order: Uint32Array): Uint32Array =>
  order.sort((a, b) => {
    const [one, other] = [values[a] ?? 0, values[b] ?? 0];
    return one < other ? -1 : Number(one > other);
  });

/**
 * Indexes of non-negative integers in ascending order, equal ones as in `order` (default: as given).
 * `order` may be overwritten.
 */
export function orderOfCodes(codes: Int32Array, order = identity(codes.length)): Uint32Array {
  if (order.length <= FEW) return byComparing(codes, order);
  const digits = new Uint16Array(codes.buffer, codes.byteOffset, codes.length * 2);
  return byDigits(digits, 2, order);
}

/** Indexes of numbers in ascending order, ±Infinity too; none of them NaN. */
export function orderOfNumbers(numbers: Float64Array): Uint32Array {
  if (numbers.length <= FEW) return byComparing(numbers, identity(numbers.length));
  const bits = new Uint32Array(numbers.length * 2);
  const read = new Uint32Array(numbers.buffer, numbers.byteOffset, numbers.length * 2);
  // IEEE 754: with the sign bit turned over, or all bits of negative numbers, bits order as numbers do.
  for (let i = 0; i < numbers.length; i += 1) {
    const [low, high] = [read[2 * i] ?? 0, read[2 * i + 1] ?? 0];
    const negative = high >>> 31 === 1;
    bits[2 * i] = negative ? ~low : low;
    bits[2 * i + 1] = negative ? ~high : high ^ 0x8000_0000;
  }
  return byDigits(new Uint16Array(bits.buffer), 4, identity(numbers.length));
}
