/** Where ids and secrets come from; simulations inject their own. */
export interface Ids {
  /** A numeric id below 2^53 that sorts by creation (design.md §4). */
  next(): number;
  /** A ULID, for events and the string ids of the wire. */
  ulid(): string;
  /** Unguessable text of 256 bits, base64url. */
  secret(): string;
  /** A numeric code of so many digits, for verifying contacts. */
  digits(count: number): string;
}
