const two = (value: number): string => String(value).padStart(2, '0');

/** What the viewer's clock shows at an instant, as `<input type="datetime-local">` has it: `2026-11-29T14:05`. */
export function toWallTime(at: string): string {
  const time = new Date(at);
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** The instant of what the viewer's clock shows; what is no time stays as it is, for the API to say so. */
export const fromWallTime = (wall: string): string =>
  Number.isNaN(Date.parse(wall)) ? wall : new Date(wall).toISOString();
