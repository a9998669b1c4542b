import * as z from 'zod';
import { VersionConflictError } from '../domain/errors.ts';
import type { Publication } from '../domain/page/publication.ts';
import { epochSecondsOf, Instant } from '../domain/time.ts';
import type { PageFileStore, Placed } from '../ports/page-publishing.ts';
import { allOf, anyOf, ifAbsent, ifEquals } from './conditions.ts';
import { itemAt } from './items.ts';
import { allOf as allOfPartition } from './pages.ts';
import type { Key, Table } from './table.ts';

const Files = z.record(z.string(), z.string());
const StoredPlaced = z.object({
  variants: z.array(z.string()),
  hosts: z.record(z.string(), z.string()),
  salt: z.string().optional(),
  leaving: z.record(z.string(), Instant).optional(),
});

/** Beside the page's timer, in a partition that outlives the page. */
const publishedKey = (pageId: number): Key => ({ PK: `PAGE_FILES#${pageId}`, SK: 'PUBLISHED' });
const variantKey = (pageId: number, variant: string): Key => ({
  PK: `PAGE_FILES#${pageId}`,
  SK: `VARIANT#${variant}`,
});

const demandKey = (pageId: number, variant: string): Key => ({
  PK: `PAGE_FILES#${pageId}`,
  SK: `${demandPrefix}${variant}`,
});
const demandPrefix = 'DEMAND#';

const nothing: Placed = { variants: [], hosts: {} };

/** Enough for whoever comes between two reads. */
const attempts = 10;

/** What is published of pages, beside the pages: it outlives them until it is withdrawn. Paths and hosts are of people's own making. */
export function createPageFileStore(table: Table): PageFileStore {
  const lost = (pageId: number) => new VersionConflictError(`what is published of status page ${pageId}`);
  const placedIn = (text: unknown): Placed =>
    text === undefined ? nothing : StoredPlaced.parse(JSON.parse(String(text)));

  return {
    async claim(pageId, id, now, until) {
      const key = publishedKey(pageId);
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const item = await table.get(key, { consistent: true });
        const before = item === undefined ? ifAbsent : ifEquals('claimId', String(item.claimId));
        const isTaken = item?.claimedUntil !== undefined && Instant.parse(item.claimedUntil) > now;
        const refusals = await table.write([
          isTaken
            ? {
                update: key,
                set: { again: true },
                condition: allOf(before, ifEquals('claimedUntil', String(item.claimedUntil))),
              }
            : {
                update: key,
                set: { type: 'PUBLISHED', claimId: id, claimedUntil: until, again: false },
                condition: before,
              },
        ]);
        if (refusals.length > 0) continue;
        return isTaken ? undefined : { pageId, id, placed: placedIn(item?.placed) };
      }
      throw lost(pageId);
    },

    async note({ pageId, id }, placed) {
      const refusals = await table.write([
        { update: publishedKey(pageId), set: { placed: JSON.stringify(placed) }, condition: ifEquals('claimId', id) },
      ]);
      if (refusals.length > 0) throw lost(pageId);
    },

    async release({ pageId, id }) {
      const update = publishedKey(pageId);
      const isOurs = ifEquals('claimId', id);
      const released = await table.write([
        { update, remove: ['claimedUntil'], condition: allOf(isOurs, ifEquals('again', false)) },
      ]);
      if (released.length === 0) return true;
      const again = await table.write([{ update, set: { again: false }, condition: isOurs }]);
      if (again.length > 0) throw lost(pageId);
      return false;
    },

    async letGo({ pageId, id }) {
      await table.write([
        { update: publishedKey(pageId), remove: ['claimedUntil'], condition: ifEquals('claimId', id) },
      ]);
    },

    async forget({ pageId, id }) {
      const condition = anyOf(ifAbsent, allOf(ifEquals('claimId', id), ifEquals('again', false)));
      await table.write([{ delete: publishedKey(pageId), condition }]);
    },

    async publication(pageId, variant) {
      const item = await table.get(variantKey(pageId, variant), { consistent: true });
      if (item === undefined) return undefined;
      const { files, toldAt, made } = item;
      return {
        files: Files.parse(JSON.parse(String(files))),
        ...(toldAt !== undefined && { toldAt: Instant.parse(toldAt) }),
        ...(made !== undefined && { made: String(made) }),
      };
    },

    async savePublication(pageId, variant, { files, toldAt, made }: Publication) {
      const told = { ...(toldAt !== undefined && { toldAt }), ...(made !== undefined && { made }) };
      const put = {
        ...variantKey(pageId, variant),
        type: 'PUBLICATION',
        files: JSON.stringify(files),
        ...told,
      };
      await table.write([{ put }]);
    },

    async deletePublication(pageId, variant) {
      await table.write([{ delete: variantKey(pageId, variant) }]);
    },

    async placed(pageId) {
      return placedIn((await table.get(publishedKey(pageId), { consistent: true }))?.placed);
    },

    async demand(pageId, variant, until) {
      const put = itemAt(
        demandKey(pageId, variant),
        { type: 'PAGE_DEMAND', until },
        { expiresAt: epochSecondsOf(until) },
      );
      await table.write([{ put }]);
    },

    async demandedUntil(pageId, variant) {
      const item = await table.get(demandKey(pageId, variant), { consistent: true });
      return item === undefined ? undefined : Instant.parse(item.until);
    },

    async demanded(pageId, now) {
      const items = await allOfPartition(table, {
        partition: publishedKey(pageId).PK,
        sort: { beginsWith: demandPrefix },
      });
      const alive = items.filter(({ until }) => Instant.parse(until) > now);
      return new Set(alive.map(({ SK }) => SK.slice(demandPrefix.length)));
    },
  };
}
