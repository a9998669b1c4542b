import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Cloud } from '../../local/cloud.ts';
import { controlRoutes } from '../../local/control.ts';

it('docs/local-cloud.md names every call of the control surface, and no other', () => {
  const page = readFileSync(new URL('../../docs/local-cloud.md', import.meta.url), 'utf8');
  const named = [...page.matchAll(/^\| `([A-Z]+ \/_local\/[^`]+)` \|/gm)].map(([, call]) => call);
  expect(named.toSorted()).toEqual([...controlRoutes({} as Cloud).keys()].toSorted());
});
