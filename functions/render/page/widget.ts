import type { PageView } from '../../domain/page/view.ts';
import { type ServiceStatus, worst } from '../../domain/service/status.ts';
import type { Language } from '../../domain/user/user.ts';
import { incidentPath, maintenancePath } from './events.tsx';
import { escaped, markdownToText } from './markdown.ts';
import { pageWords } from './words.ts';

/** White on these holds 4.5:1. */
const colours: Readonly<Record<ServiceStatus, string>> = {
  OPERATIONAL: '#1a7f37',
  UNDER_MAINTENANCE: '#0a5cad',
  DEGRADED: '#7d5800',
  PARTIAL_OUTAGE: '#a8410a',
  MAJOR_OUTAGE: '#b3261e',
};

/** The page's status as a picture to put into READMEs and footers. */
export function badgeSvg(view: PageView): string {
  const [label, state] = ['status', pageWords.en.status[view.status].toLowerCase()];
  const [left, right] = [label, state].map((text) => text.length * 7 + 20) as [number, number];
  const title = escaped(`${view.page.name}: ${state}`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${title}"><title>${title}</title>`,
    `<rect width="${left + right}" height="20" rx="4" fill="#3d444d"/>`,
    `<path d="M${left} 0h${right - 4}a4 4 0 0 1 4 4v12a4 4 0 0 1-4 4H${left}z" fill="${colours[view.status]}"/>`,
    '<g fill="#fff" text-anchor="middle" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">',
    `<text x="${left / 2}" y="14">${label}</text><text x="${left + right / 2}" y="14">${state}</text></g></svg>`,
  ].join('');
}

interface WidgetItem {
  readonly name: string;
  readonly url: string;
  readonly state: string;
}

/** What the embedded box shows, in every language; `show` says whether it appears at all. */
export function widgetData(view: PageView): object {
  const { page, incidents } = view;
  const running = view.maintenances.filter(({ status }) => status === 'in_progress');
  const items = (language: Language): WidgetItem[] => [
    ...incidents.map(({ id, summary, status }) => ({
      name: summary,
      url: `${page.url}${incidentPath(id).slice(1)}`,
      state: pageWords[language].incident[status],
    })),
    ...running.map(({ id, summary, status }) => ({
      name: summary,
      url: `${page.url}${maintenancePath(id).slice(1)}`,
      state: pageWords[language].window[status],
    })),
  ];
  // What is said is as bad as what is going on, also where somebody has set a status beside it.
  const status = worst([view.status, ...incidents.flatMap(({ affected }) => affected.map(({ impact }) => impact))]);
  const texts = (language: Language) => ({ title: pageWords[language].overall[status], items: items(language) });
  return {
    page: { id: String(page.id), name: page.name, url: page.url },
    updated_at: view.now,
    status,
    colour: colours[status],
    show: incidents.length > 0 || running.length > 0 || page.announcementInWidget !== undefined,
    announcement: page.announcementInWidget === undefined ? null : markdownToText(page.announcementInWidget),
    en: texts('en'),
    de: texts('de'),
  };
}

/**
 * The box itself: `<script async src="…/widget.js?lng=de"></script>`. It appears while something is going on, asks again each minute,
 * and puts in what it was told as text only. Its shadow keeps the host page's styles and its own apart.
 */
export const widgetScript = `(() => {
  const source = new URL(document.currentScript.src);
  const asked = source.searchParams.get('lng') || navigator.language || 'en';
  const language = asked.slice(0, 2).toLowerCase() === 'de' ? 'de' : 'en';
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'closed' });
  let closed;
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };
  const style = element('style', { textContent: ':host{all:initial}aside{position:fixed;right:16px;bottom:16px;z-index:2147483000;box-sizing:border-box;width:min(340px,calc(100vw - 32px));padding:14px 44px 14px 18px;border-radius:12px;border-left:6px solid var(--c);background:#fff;color:#1b1f24;box-shadow:0 4px 24px #0004;font:15px/1.45 system-ui,sans-serif;overflow-wrap:anywhere}@media(prefers-color-scheme:dark){aside{background:#191d21;color:#e8eaed}}strong{display:block}p{margin:6px 0 0}a{color:inherit}button{position:absolute;top:6px;right:6px;width:36px;height:36px;border:0;background:none;color:inherit;font-size:20px;cursor:pointer}' });
  const show = (data) => {
    const texts = data[language];
    const key = JSON.stringify([texts, data.announcement]);
    if (!data.show || key === closed) return void host.remove();
    const close = element('button', { type: 'button', textContent: '\\u00d7', ariaLabel: language === 'de' ? 'Schließen' : 'Close' });
    close.onclick = () => { closed = key; host.remove(); };
    const lines = texts.items.map(({ name, url, state }) => element('p', {}, element('a', { href: url, target: '_blank', rel: 'noopener', textContent: name }), ' \\u00b7 ' + state));
    const title = element('a', { href: data.page.url, target: '_blank', rel: 'noopener', textContent: texts.title });
    const box = element('aside', { role: 'status', ariaLabel: data.page.name }, element('strong', {}, title), ...(data.announcement ? [element('p', { textContent: data.announcement })] : []), ...lines, close);
    box.style.setProperty('--c', data.colour);
    root.replaceChildren(style, box);
    document.body.append(host);
  };
  const ask = () => fetch(new URL('widget.json', source)).then((answer) => answer.json()).then(show).catch(() => undefined);
  ask();
  setInterval(ask, 60000);
})();
`;
