import type { MetricView, PageView, SeriesView } from '../../domain/page/view.ts';
import type { Language } from '../../domain/user/user.ts';
import {
  monthsOf,
  renderHistoryPage,
  renderIncidentPage,
  renderMaintenancePage,
  renderNotFoundPage,
} from './event-pages.tsx';
import { incidentPath, maintenancePath } from './events.tsx';
import { feedsOf, maintenanceCalendar } from './feeds.ts';
import { renderStatusPage } from './status-page.tsx';
import { statuspageDocuments } from './statuspage-json.ts';
import { styleOfPage } from './style.ts';
import { badgeSvg, widgetData, widgetScript } from './widget.ts';

export interface PageFile {
  readonly type: string;
  readonly body: string;
}

const languages: readonly Language[] = ['en', 'de'];
const html = (body: string): PageFile => ({ type: 'text/html; charset=utf-8', body });
const json = (document: object): PageFile => ({ type: 'application/json', body: JSON.stringify(document) });

const series = ({ from, step, value, values }: SeriesView) => ({ from, step, value, values });

const metricDocument = (metrics: readonly MetricView[]) =>
  metrics.map(({ id, name, unitLabel, displayType, aggregationType, series: { day, week, month } }) => ({
    id,
    name,
    unitLabel: unitLabel ?? null,
    displayType,
    aggregationType,
    day: series(day),
    week: series(week),
    month: series(month),
  }));

/** Documents for people, in each language: `index.en.html` and `index.de.html` in the folder of their path. */
function documents(view: PageView, language: Language, styleHref: string): [path: string, PageFile][] {
  const { page } = view;
  const file = (path: string, body: string): [string, PageFile] => [`${path}index.${language}.html`, html(body)];
  const incidents = [...view.incidents, ...view.pastIncidents];
  const windows = Map.groupBy([...view.maintenances, ...view.pastMaintenances], ({ id }) => id);
  const months = page.hasHistory ? monthsOf(view) : [];
  return [
    file('', renderStatusPage(view, language, styleHref)),
    file('404/', renderNotFoundPage(view, language, styleHref)),
    ...incidents.map((one) =>
      file(`${incidentPath(one.id).slice(1)}/`, renderIncidentPage(view, one, language, styleHref)),
    ),
    ...[...windows].flatMap(([id, [first, ...others]]) =>
      first === undefined
        ? []
        : [
            file(
              `${maintenancePath(id).slice(1)}/`,
              renderMaintenancePage(view, [first, ...others], language, styleHref),
            ),
          ],
    ),
    ...months.map((month) => file(`history/${month}/`, renderHistoryPage(view, month, language, styleHref))),
    ...months.slice(0, 1).map((month) => file('history/', renderHistoryPage(view, month, language, styleHref))),
  ];
}

/** All that a page serves to one audience: path under the audience's folder → file (pages-contract §2). */
export function pageFiles(view: PageView): ReadonlyMap<string, PageFile> {
  const { page } = view;
  const feeds = feedsOf(view);
  const style = 'style.css';
  return new Map<string, PageFile>([
    ...languages.flatMap((language) => documents(view, language, `/${style}`)),
    [style, { type: 'text/css; charset=utf-8', body: styleOfPage(page) }],
    ...[...statuspageDocuments(view)].map(([path, document]): [string, PageFile] => [path, json(document)]),
    ['metrics.json', json(metricDocument(view.metrics))],
    ['history.atom', { type: 'application/atom+xml; charset=utf-8', body: feeds.atom }],
    ['history.rss', { type: 'application/rss+xml; charset=utf-8', body: feeds.rss }],
    ['maintenances.ics', { type: 'text/calendar; charset=utf-8', body: maintenanceCalendar(view) }],
    ['badge.svg', { type: 'image/svg+xml', body: badgeSvg(view) }],
    ['widget.json', json(widgetData(view))],
    ['widget.js', { type: 'text/javascript; charset=utf-8', body: widgetScript }],
    [
      'robots.txt',
      {
        type: 'text/plain; charset=utf-8',
        body: page.isHiddenFromSearch || !page.isPublic ? 'User-agent: *\nDisallow: /\n' : 'User-agent: *\nAllow: /\n',
      },
    ],
  ]);
}
