/** A number: whole ones beyond 2^53 are bigints, so that a JavaScript number beyond it is always a float. */
export type Numeric = number | bigint;

const wholePattern = /^-?\d+$/;
const floatPattern = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Longer texts are no numbers that anybody wrote. */
const longest = 400;

const smallest64 = -(2n ** 63n);
const largest64 = 2n ** 63n - 1n;

/** The whole number that a text of digits says, exactly; undefined beyond 64 bits. */
export function wholeNumber(digits: string): Numeric | undefined {
  const number = Number(digits);
  if (Number.isSafeInteger(number)) return number === 0 ? 0 : number;
  if (digits.length > 30) return undefined;
  const exact = BigInt(digits);
  return exact >= smallest64 && exact <= largest64 ? exact : undefined;
}

/** The number that a text is, whole ones of 64 bits exactly; undefined when it is none. */
export function numberIn(text: string): Numeric | undefined {
  if (text.length > longest || !floatPattern.test(text)) return undefined;
  const whole = wholePattern.test(text) ? wholeNumber(text) : undefined;
  if (whole !== undefined) return whole;
  const float = Number(text);
  return Number.isFinite(float) ? float : undefined;
}

/** Negative, zero or positive; whole numbers are compared exactly, a whole one and a float as floats. */
export function compareNumbers(a: Numeric, b: Numeric): number {
  const isExact = isWhole(a) && isWhole(b);
  const [left, right] = isExact ? [a, b] : [Number(a), Number(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

const isWhole = (number: Numeric): boolean => typeof number === 'bigint' || Number.isSafeInteger(number);
