import { warningKeptFor } from '../domain/alert-source/warning-terms.ts';
import { type KnownWarning, SourceWarning, seenAgain, warningKinds } from '../domain/alert-source/warnings.ts';
import { millisecondsOf } from '../domain/instants.ts';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { SourceWarningStore } from '../ports/source-warnings.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { keys } from './keys.ts';
import type { Item, Table } from './table.ts';

const form: Form<SourceWarning> = { type: 'SOURCE_WARNING', schema: SourceWarning };
const quietMilliseconds = 60_000;
/** Within that time a source may go wrong in so many other ways that are told at once. */
const mostChanges = 5;
/** A flood of sources cannot fill the memory. */
const mostRemembered = 5_000;

/** Warnings about sources, an item per source and kind. How often it writes is decided in this process's memory. */
export function createSourceWarningStore(table: Table, clock: Clock): SourceWarningStore {
  const written = new Map<string, { readonly at: number; unwritten: number; subject: string; changes: number }>();

  const read = (item: Item | undefined): SourceWarning | undefined =>
    item !== undefined && isLive(item, clock.now()) ? entityOf(form, item) : undefined;

  /** How many sightings to write now; 0 while the kind was written within the last minute and says nothing else. */
  function due(name: string, subject: string, now: number): number {
    const last = written.get(name);
    const isRecent = last !== undefined && Math.abs(now - last.at) < quietMilliseconds;
    if (isRecent && (last.subject === subject || last.changes >= mostChanges)) {
      last.unwritten += 1;
      return 0;
    }
    if (written.size >= mostRemembered) written.clear();
    written.set(name, {
      at: isRecent ? last.at : now,
      unwritten: 0,
      subject,
      changes: isRecent ? last.changes + 1 : 0,
    });
    return (last?.unwritten ?? 0) + 1;
  }

  async function noteOne(sourceId: number, note: KnownWarning, at: Instant): Promise<void> {
    const times = due(`${sourceId} ${note.kind}`, note.subject ?? '', millisecondsOf(clock.now()));
    if (times === 0) return;
    const key = keys.sourceWarning(sourceId, note.kind);
    const warning = seenAgain(read(await table.get(key)), note, at, times);
    const expiresAt = epochSecondsOf(plus(warning.lastSeenAt, warningKeptFor(note.kind)));
    await table.write([{ put: itemAt(key, attributesOf(form, warning), { expiresAt }) }]);
  }

  return {
    async note(sourceId, notes, at) {
      for (const note of notes) await noteOne(sourceId, note, at);
    },
    async ofSource(sourceId) {
      const items = await table.batchGet(warningKinds.map((kind) => keys.sourceWarning(sourceId, kind)));
      return items
        .map(read)
        .filter((warning) => warning !== undefined)
        .sort((one, other) => one.kind.localeCompare(other.kind));
    },
  };
}
