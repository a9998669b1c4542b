import { expect } from 'vitest';
import { answers } from '../../functions/handlers/api/description/answers.ts';
import { operations } from '../../functions/handlers/api/description/operations.ts';
import { findRoute } from '../../functions/handlers/api/routes.ts';
import type { ApiAnswer } from './api-harness.ts';

/** Calls that were answered as they are described, by method and path of the table. */
export const seen = new Set<string>();

/** Holds a successful answer against its description: the status, each member, and none besides. */
export async function expectDocumented(method: string, path: string, answer: ApiAnswer): Promise<void> {
  if (answer.status >= 300 || !path.startsWith('/api/') || path.startsWith('/api/api-docs')) return;
  const asked = method.toUpperCase();
  if (asked === 'HEAD') return expect(answer.text).toBe('');
  const { route } = await findRoute(asked, path);
  const name = `${route.method} ${route.path}`;
  const operation = operations[name];
  if (operation === undefined) throw new Error(`${name} is not described`);
  if (name.endsWith('/user-on-call') && answer.status === 204) return;
  expect(answer.status, name).toBe(operation.status);
  seen.add(name);
  const type = String(answer.headers['content-type']);
  if (operation.alsoMedia !== undefined && type.startsWith(operation.alsoMedia)) return;
  if (operation.media !== undefined) return expect(type).toContain(operation.media);
  if (operation.answer === undefined) return expect(answer.text, name).toBe('');
  const isList = typeof operation.answer !== 'string';
  expect(Array.isArray(answer.body), name).toBe(isList);
  const schema = answers[typeof operation.answer === 'string' ? operation.answer : operation.answer[0]];
  for (const one of isList ? answer.body : [answer.body]) {
    const read = schema.safeParse(one);
    const told = `${name}: ${JSON.stringify(read.error?.issues.slice(0, 3))} in ${JSON.stringify(one).slice(0, 600)}`;
    expect(read.success, told).toBe(true);
    // What a schema does not name it leaves out: then the description does not tell all.
    expect(read.data, name).toEqual(one);
  }
}
