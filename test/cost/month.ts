import { billOf, type Line } from './bill.ts';
import type { Counted } from './counts.ts';
import type { PriceName } from './prices.ts';
import {
  addUsage,
  timesUsage,
  type Usage,
  usageOfMonth,
  usageOfResources,
  type Variation,
  type Workload,
} from './usage.ts';
import { idle } from './workloads.ts';

/** The bill of a month in which nothing happens. */
export const idleBill = (counted: Counted, variation?: Variation): readonly Line[] =>
  billOf(addUsage(usageOfResources(counted.resources), usageOfMonth(counted, idle, variation)));

const inTheUs: Readonly<Partial<Record<PriceName, PriceName>>> = {
  'SMS to Germany': 'SMS to the US',
  'Telephony to Germany': 'Telephony to the US',
};

/** The same messages, to numbers in the US instead of Germany. */
export const movedToTheUs = (usage: Usage): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, amount]) => [inTheUs[name as PriceName] ?? name, amount]));

/** So many of a workload, without what a month costs anyway: metrics are billed by the hour and stay out. */
export function usageOfMany(counted: Counted, workload: Workload, times: number, variation?: Variation): Usage {
  const { 'CloudWatch custom metrics': _byTheHour, ...usage } = usageOfMonth(counted, workload, variation);
  return timesUsage(usage, times);
}
