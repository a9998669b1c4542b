import { billOf, listTotal } from './bill.ts';
import { type EventUse, type FeatureCounts, steps } from './features.ts';
import { dollars, table } from './words.ts';

const million = 1e6;

/** The section on what features of a source add: calls and units of the table for each event, and what these cost. */
export function featureSection(counted: FeatureCounts): string {
  const rows = Object.entries(counted).map(([name, uses]) => [
    name,
    ...steps.map((step) => {
      const { reads, writes, readUnits, writeUnits } = uses[step];
      return `${reads} + ${writes} / ${readUnits} + ${writeUnits}`;
    }),
    ...steps.map((step) => dollars(tableDollars(uses[step]))),
  ]);
  return `## Features of a source

What the table does for one event from its arrival to its outcome: calls (reads + writes) / units (read + write), and what a million of such
events cost of the table, in dollars. With grouping, the repeat has another key. A source
without features keeps to two reads and one transaction for a new alert and a read and a write for a repeat; a feature adds a read at
most, a filter with a counter also a write; flows, and routes and services that templates name, take two reads, grouping up to four, and mails and texts find their source. \`npm run cost -- --features\` counts anew, and fails beyond that.

${table(['Feature', '>opens', '>repeats', '>ends', '>1 M open', '>1 M repeat', '>1 M end'], rows)}`;
}

const tableDollars = ({ readUnits, writeUnits }: EventUse): number =>
  listTotal(billOf({ 'DynamoDB reads': readUnits * million, 'DynamoDB writes': writeUnits * million }));
