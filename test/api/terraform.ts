import { expect } from 'vitest';
import type { ApiHarness } from './api-harness.ts';

/** What the Terraform provider does with any resource of the API that `current` answers, each answer as it has to be. */
export const terraform = (current: () => ApiHarness) => ({
  async created(path: string, body: unknown, query = '') {
    const answer = await current().call('POST', path, { body, query });
    expect(answer.status, answer.text).toBe(201);
    expect(answer.headers.location).toBe(`https://tocsin.example.com${path}/${answer.body.id}`);
    expect(answer.headers['content-type']).toBe('application/json');
    return answer.body;
  },
  async read(path: string, query = '') {
    const answer = await current().call('GET', path, { query });
    expect(answer.status, answer.text).toBe(200);
    return answer.body;
  },
});
