import { Feed } from 'feed';
import ical, { escape as escapeText, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { IncidentView, MaintenanceView, PageView } from '../../domain/page/view.ts';
import type { Instant } from '../../domain/time.ts';
import { incidentPath, maintenancePath } from './events.tsx';
import { escaped, markdownToHtml, markdownToText } from './markdown.ts';
import { fullTime } from './times.ts';
import { pageWords } from './words.ts';

/** Feeds and calendars have one language; readers of several subscribe to one address. */
const words = pageWords.en;
const entries = 50;

/** XML 1.0 has no control characters, whatever they are written as. */
const noControls = (text: string): string => text.replaceAll(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '');
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ');

interface Entry {
  readonly id: string;
  readonly title: string;
  readonly link: string;
  readonly at: Instant;
  readonly updatedAt: Instant;
  readonly content: string;
}

function incidentEntry({ page }: PageView, one: IncidentView): Entry {
  const link = `${page.url}${incidentPath(one.id).slice(1)}`;
  const parts = one.updates.map(
    ({ status, at, body }) =>
      `<p><strong>${words.incident[status]}</strong>, ${fullTime(at, page.timezone, words)}</p>${markdownToHtml(body)}`,
  );
  return { id: link, link, title: one.summary, at: one.createdAt, updatedAt: one.updatedAt, content: parts.join('') };
}

function maintenanceEntry({ page }: PageView, one: MaintenanceView): Entry {
  const link = `${page.url}${maintenancePath(one.id).slice(1)}`;
  const [from, until] = [fullTime(one.start, page.timezone, words), fullTime(one.end, page.timezone, words)];
  const content = `<p><strong>${words.window[one.status]}</strong>: ${words.from} ${from} ${words.until} ${until}</p>${markdownToHtml(one.description)}`;
  return { id: link, link, title: one.summary, at: one.createdAt, updatedAt: one.updatedAt, content };
}

/** A recurring window is one entry, of its earliest occurrence that is not over. */
const firstOfEach = (windows: readonly MaintenanceView[]): MaintenanceView[] => [
  ...new Map(windows.toReversed().map((one) => [one.id, one])).values(),
];

/** Incidents and maintenance windows, one entry each, what was last heard of first. Ids are the permalinks and stay. */
export function feedsOf(view: PageView): { readonly atom: string; readonly rss: string } {
  const { page } = view;
  const windows = firstOfEach([...view.maintenances, ...view.pastMaintenances]);
  const all = [
    ...[...view.incidents, ...view.pastIncidents].map((one) => incidentEntry(view, one)),
    ...windows.map((one) => maintenanceEntry(view, one)),
  ]
    .sort((a, b) => (a.updatedAt < b.updatedAt ? 1 : -1))
    .slice(0, entries);
  // RSS has to have a description.
  const { description, title, name } = page;
  // Titles of Atom are HTML, as the library writes them; those of RSS are text, and shown as they are.
  return {
    atom: feedOf(view, all, { description, titled: escaped }).atom1(),
    rss: feedOf(view, all, { description: description || title || name, titled: (text) => text }).rss2(),
  };
}

interface FeedForm {
  readonly description: string | undefined;
  readonly titled: (title: string) => string;
}

function feedOf({ page }: PageView, all: readonly Entry[], { description, titled }: FeedForm): Feed {
  const feed = new Feed({
    id: page.url,
    link: page.url,
    title: noControls(page.title ?? page.name),
    ...(description && { description: noControls(description) }),
    updated: new Date(all[0]?.updatedAt ?? page.updatedAt),
    copyright: '',
    generator: 'Tocsin',
    feedLinks: { atom: `${page.url}history.atom`, rss: `${page.url}history.rss` },
  });
  for (const { id, title, link, at, updatedAt, content } of all)
    feed.addItem({
      id,
      guid: id,
      link,
      title: titled(noControls(title)),
      published: new Date(at),
      date: new Date(updatedAt),
      // Readers of RSS show the one or the other.
      description: noControls(content),
      content: noControls(content),
    });
  return feed;
}

/** A window that is moved is the same entry; occurrences of one that recurs are told apart by their start. */
const uidOf = ({ id, isRecurring, start }: MaintenanceView, host: string): string =>
  `maintenance-${id}${isRecurring ? `-${start.replaceAll(/[-:.]/g, '')}` : ''}@${host}`;

/** Windows that run or come, as RFC 5545: a UID that stays, exact times in UTC. */
export function maintenanceCalendar(view: PageView): string {
  const { page } = view;
  const { host } = new URL(page.url);
  return ical({
    name: escapeText(oneLine(page.title ?? page.name), false), // the library escapes texts of events only
    prodId: { company: 'Tocsin', product: 'Maintenance', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 15 * 60,
    events: view.maintenances.map((one) => ({
      id: uidOf(one, host),
      stamp: new Date(one.updatedAt),
      lastModified: new Date(one.updatedAt),
      start: new Date(one.start),
      end: new Date(one.end),
      summary: oneLine(one.summary),
      description: markdownToText(one.description),
      url: `${page.url}${maintenancePath(one.id).slice(1)}`,
      status: ICalEventStatus.CONFIRMED,
    })),
  }).toString();
}
