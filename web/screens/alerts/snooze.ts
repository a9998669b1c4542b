export type SnoozeFor = { readonly minutes: number } | 'tomorrow';

/** For how long alerts are put off, usually. */
export const snoozeChoices: readonly SnoozeFor[] = [{ minutes: 15 }, { minutes: 60 }, { minutes: 4 * 60 }, 'tomorrow'];

/** Until when, as an instant. Tomorrow begins at nine where this browser is; before four in the morning it is today. */
export function snoozeUntil(choice: SnoozeFor, now: number): string {
  if (choice !== 'tomorrow') return new Date(now + choice.minutes * 60_000).toISOString();
  const morning = new Date(now);
  if (morning.getHours() >= 4) morning.setDate(morning.getDate() + 1);
  morning.setHours(9, 0, 0, 0);
  return morning.toISOString();
}

/** A moment as the clock on the wall of this browser has it, `2026-11-29T14:05`. */
export function wallTime(at: number): string {
  const moment = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [moment.getFullYear(), two(moment.getMonth() + 1), two(moment.getDate())].join('-');
  return `${day}T${two(moment.getHours())}:${two(moment.getMinutes())}`;
}
