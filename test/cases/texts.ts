const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;
const weekdays = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

/** What earlier steps of a case have kept, by name. */
export type Kept = ReadonlyMap<string, unknown>;

/** The member at a path such as `alerts[-1].summary`; undefined when there is none. */
export function lookUp(kept: Kept, path: string): unknown {
  const [name = '', ...members] = path.split(/[.[]/).map((part) => part.replace(/\]$/, ''));
  if (!kept.has(name)) throw new Error(`no step has kept "${name}"`);
  return members.reduce<unknown>(memberOf, kept.get(name));
}

function memberOf(value: unknown, member: string): unknown {
  if (value === undefined || value === null) return undefined;
  if (Array.isArray(value) && /^-?\d+$/.test(member)) return value.at(Number(member));
  return (value as Record<string, unknown>)[member];
}

/** `now`, `now+2h`, `now.local`, `now+90m.local`, `now.date`, `now.day`. Undefined when it is no moment. */
function moment(expression: string, now: string): string | undefined {
  const match = /^now(?:([+-]\d+)([smhd]))?(?:\.(local|date|day))?$/.exec(expression);
  if (match === null) return undefined;
  const [, amount = '0', unit = 's', form] = match;
  const instant = new Date(Date.parse(now) + Number(amount) * units[unit as keyof typeof units] * 1000);
  if (form === 'day') return weekdays[instant.getUTCDay()];
  const text = instant.toISOString().replace('.000Z', 'Z');
  return form === 'local' ? text.slice(0, 16) : form === 'date' ? text.slice(0, 10) : text;
}

/** A value with what its texts name in `${…}` put in; a text that is nothing else becomes the named value itself. */
export function filled(value: unknown, kept: Kept, now: string): unknown {
  const named = (expression: string) => moment(expression, now) ?? lookUp(kept, expression);
  if (typeof value === 'string') {
    const whole = /^\$\{([^}]+)\}$/.exec(value)?.[1];
    if (whole !== undefined) return named(whole);
    return value.replaceAll(/\$\{([^}]+)\}/g, (_text, expression: string) => String(named(expression)));
  }
  if (Array.isArray(value)) return value.map((one) => filled(one, kept, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, filled(one, kept, now)]));
}
