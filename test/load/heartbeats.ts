import { aTick } from '../bench/heartbeats.ts';
import { duration, figure, type Section } from './report.ts';

const sizes = [10, 1_000, 10_000] as const;

/** What a tick costs for so many heartbeats, all healthy or all overdue, in calls to the table and the queue. */
export async function heartbeats(): Promise<Section> {
  const rows: string[][] = [];
  const violations: string[] = [];
  const healthy: number[] = [];
  for (const overdueShare of [0, 1])
    for (const size of sizes) {
      const { counts, messages, milliseconds } = await aTick(size, size * overdueShare);
      const calls = Object.values(counts).reduce((sum, count) => sum + count, 0);
      if (overdueShare === 0) healthy.push(calls);
      if (messages !== size * overdueShare) violations.push(`${messages} of ${size} overdue heartbeats were told`);
      const per = overdueShare === 0 ? '–' : figure(calls / size);
      rows.push([
        figure(size),
        overdueShare === 0 ? 'healthy' : 'overdue',
        figure(calls),
        per,
        figure(messages),
        duration(milliseconds),
      ]);
    }
  if (new Set(healthy).size > 1) violations.push(`healthy heartbeats cost ${healthy.join(', ')} calls a tick`);
  const head = ['heartbeats', 'which are', 'calls of the tick', 'per heartbeat', 'alerts asked for', 'own time'];
  return { tables: [{ title: 'One tick over heartbeats', head, rows }], violations };
}
