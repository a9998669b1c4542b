/** A moment as `<input type="datetime-local">` has it, on the clock of whoever looks: `2026-11-29T14:05`. */
export function toLocalInput(at: string | undefined): string {
  if (at === undefined) return '';
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}

/** And back: the moment at which the viewer's clock shows that; undefined where nothing is entered. */
export function fromLocalInput(text: string): string | undefined {
  const moment = text === '' ? Number.NaN : new Date(text).getTime();
  return Number.isNaN(moment) ? undefined : new Date(moment).toISOString();
}

const hasZone = /(Z|[+-]\d\d:?\d\d)$/;

/** A time of a zone's clock as a field has it: what names an offset or UTC is turned into the zone's clock. */
export function toWallInput(text: string, timezone: string): string {
  if (!hasZone.test(text)) return text.slice(0, 16);
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: timezone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(text));
  const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
  return `${of('year')}-${of('month')}-${of('day')}T${of('hour')}:${of('minute')}`;
}
