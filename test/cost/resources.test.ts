import { expect, it } from 'vitest';
import { everything, templatesOf } from '../infra/synthesize.ts';
import { flood } from './cost-besides.ts';
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

it('a flood is reckoned with the throttles and the alarm of the templates', () => {
  const { edge } = templatesOf(everything);
  const [stage] = Object.values(edge.findResources('AWS::ApiGatewayV2::Stage'));
  const { DefaultRouteSettings, RouteSettings } = stage?.Properties ?? {};
  const rates = Object.values<{ ThrottlingRateLimit: number }>(RouteSettings).map((route) => route.ThrottlingRateLimit);
  const ofSigningIn = rates.filter((rate) => rate < flood.othersPerSecond);
  expect(ofSigningIn).toEqual(Array.from({ length: flood.signInRoutes }, () => flood.signInsPerSecond));
  const ofEvents = rates.filter((rate) => rate >= flood.othersPerSecond);
  expect(ofEvents).toEqual(Array.from({ length: flood.throttledRoutes }, () => flood.eachPerSecond));
  expect(DefaultRouteSettings.ThrottlingRateLimit).toBe(flood.othersPerSecond);
  edge.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: 'tocsin-test-requests-many',
    Threshold: flood.alarmInFiveMinutes,
    Period: 300,
  });
});
