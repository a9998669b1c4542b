/** A property that should be an object; an empty one when it is not. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

/** A property that should be a list of objects; an empty list when it is not. */
export function records(value: unknown): Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : [];
}

/** A property that should be a list of texts. */
export function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}

/** A property that should be a text. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A property that should be a number; the CDK writes some of them as text. */
export function number(value: unknown): number | undefined {
  const converted = Number(value);
  return value === undefined || value === null || Number.isNaN(converted) ? undefined : converted;
}

/** `{ [name]: value }`, or nothing when there is no value. */
export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: Value });
}
