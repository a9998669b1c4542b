import type { Log } from '../ports/log.ts';

/** What strangers send ends up in messages of errors; a line stays far below what CloudWatch takes, and costs little. */
const longest = { text: 2_000, stack: 6_000 };

const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1)}…`.toWellFormed();

function readable(value: unknown): unknown {
  if (value instanceof Error) {
    const { name, message, stack = '' } = value;
    return { name: cut(name, longest.text), message: cut(message, longest.text), stack: cut(stack, longest.stack) };
  }
  if (typeof value === 'string') return cut(value, longest.text);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? String(value) : value;
  return cut(asJson(value), longest.text);
}

/** Objects are logged as text, so that none can be too deep, too long or refuse to be written. */
function asJson(value: object): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch (error) {
    return `not writable as JSON: ${error}`;
  }
}

/** JSON escapes the controls below U+0020; terminals and tools obey these as well. */
const escaped = (json: string): string =>
  json.replace(/[\u007f-\u009f\u2028\u2029]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);

function write(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const entries = Object.entries(fields).map(([name, value]) => [name, readable(value)]);
  const line = { ...Object.fromEntries(entries), level, message, function: process.env.AWS_LAMBDA_FUNCTION_NAME };
  // Not `console.log`: Lambda puts the time, the request's id and a level before what that writes, and no filter reads JSON then.
  process.stdout.write(`${escaped(JSON.stringify(line))}\n`);
}

/** One JSON object a line, and nothing else on it, on standard output, where Lambda collects it. */
export const jsonLog: Log = {
  info: (message, fields) => write('INFO', message, fields),
  warn: (message, fields) => write('WARN', message, fields),
  error: (message, fields) => write('ERROR', message, fields),
};
