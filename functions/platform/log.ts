import type { Log } from '../ports/log.ts';

const readable = (value: unknown): unknown =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

function write(level: string, message: string, fields: Readonly<Record<string, unknown>> = {}): void {
  const entries = Object.entries(fields).map(([name, value]) => [name, readable(value)]);
  const line = { level, message, function: process.env.AWS_LAMBDA_FUNCTION_NAME, ...Object.fromEntries(entries) };
  console.log(JSON.stringify(line));
}

/** One JSON object a line, on standard output, where Lambda collects it. */
export const jsonLog: Log = {
  info: (message, fields) => write('INFO', message, fields),
  warn: (message, fields) => write('WARN', message, fields),
  error: (message, fields) => write('ERROR', message, fields),
};
