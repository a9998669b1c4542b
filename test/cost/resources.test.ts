import { expect, it } from 'vitest';
import { readCounted } from './counted.ts';
import { freeTypes, pricedTypes } from './prices.ts';
import { countResources, resourceTypes } from './resources.ts';

it('every type of resource in the stacks has a price, or a reason why it is free', () => {
  const unknown = resourceTypes.filter((type) => !(type in freeTypes) && !(type in pricedTypes));
  expect(unknown).toEqual([]);
});

it('the resources counted for docs/cost.md are those of the templates; `npm run cost -- --resources` counts them anew', () => {
  const { resources, withoutCalls } = readCounted();
  expect(countResources()).toEqual({ resources, withoutCalls });
});
