/* Some things have textual ids on the wire: a ULID that holds the number, so that it sorts as the number does and leads back to it. */

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const epoch = BigInt(Date.UTC(2026, 0, 1));
/** A number is milliseconds since the epoch and 12 bits; a ULID has 80 bits after its milliseconds. */
const ownBits = 12n;
const restBits = 80n - ownBits;
const length = 26;

/** The textual id of a number. */
export function wireIdOf(id: number): string {
  const number = BigInt(id);
  const milliseconds = (number >> ownBits) + epoch;
  let rest = (milliseconds << 80n) | ((number & 0xfffn) << restBits);
  let text = '';
  for (let index = 0; index < length; index += 1) {
    text = `${digits[Number(rest & 31n)]}${text}`;
    rest >>= 5n;
  }
  return text;
}

/** The number in a textual id; undefined when it holds none. */
export function numberOfWireId(text: string): number | undefined {
  if (text.length !== length) return undefined;
  let value = 0n;
  for (const letter of text.toUpperCase()) {
    const digit = digits.indexOf(letter);
    if (digit < 0) return undefined;
    value = (value << 5n) | BigInt(digit);
  }
  const milliseconds = (value >> 80n) - epoch;
  const id = Number((milliseconds << ownBits) | ((value >> restBits) & 0xfffn));
  return milliseconds >= 0n && Number.isSafeInteger(id) && wireIdOf(id) === text.toUpperCase() ? id : undefined;
}
