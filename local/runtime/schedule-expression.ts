const seconds: Readonly<Record<string, number>> = { minute: 60, hour: 3600, day: 86400 };

/** When a `rate(…)` schedule fires next, in milliseconds: on the whole multiples of its period, and after `now`. */
export function nextFiring(expression: string, now: number): number {
  const [, count = '', unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const period = Number(count) * (seconds[unit] ?? 0) * 1000;
  if (period <= 0) throw new Error(`the local cloud does not know the schedule ${expression}`);
  return (Math.floor(now / period) + 1) * period;
}
