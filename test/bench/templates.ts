import Handlebars from 'handlebars';
import { parseTemplate } from '../../functions/domain/template/parse.ts';
import { render } from '../../functions/domain/template/render.ts';
import { printTable } from './table.ts';

const body = {
  title: '[FIRING:1] DiskFull (db1 critical)',
  status: 'firing',
  commonLabels: { severity: 'critical', team: 'shop' },
  alerts: Array.from({ length: 20 }, (_, index) => ({ name: `Alert ${index}`, labels: { host: `db${index}` } })),
};

/** The same template in both languages; a function of ours is a helper there. */
const templates: readonly (readonly [name: string, ours: string, theirs: string])[] = [
  [
    'three values',
    '{{ status }}: {{ title }} for {{ commonLabels.team }}',
    '{{{status}}}: {{{title}}} for {{{commonLabels.team}}}',
  ],
  ['a function', '{{ title.splitTakeAt(" ", 1) }}', '{{{splitTakeAt title " " 1}}}'],
  [
    'twenty items',
    '{{#alerts}}\n- {{ name }} on {{ labels.host }}\n{{/alerts}}',
    '{{#alerts}}\n- {{{name}}} on {{{labels.host}}}\n{{/alerts}}',
  ],
];

/** Ours is also read anew for every event; so many a second at least. */
const budgetPerSecond = 2_000;
const measuredMs = 400;

function perSecond(work: () => unknown): number {
  for (let warmed = performance.now() + measuredMs / 4; performance.now() < warmed; ) work();
  const started = performance.now();
  let times = 0;
  for (; performance.now() - started < measuredMs; times++) work();
  return Math.round((times * 1_000) / (performance.now() - started));
}

function read(text: string) {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.template;
}

/** Templates a second on one core, beside a general-purpose library: read once and rendered, and read for each rendering. */
export function benchTemplates(): string[] {
  const handlebars = Handlebars.create();
  handlebars.registerHelper('splitTakeAt', (text: string, by: string, at: number) => text.split(by)[at] ?? '');
  const over: string[] = [];
  const rows = templates.map(([name, ours, theirs]) => {
    const template = read(ours);
    const compiled = handlebars.compile(theirs);
    if (render(template, [body]) !== compiled(body)) throw new Error(`${name}: the two templates say different things`);
    const together = perSecond(() => render(read(ours), [body]));
    if (together < budgetPerSecond) over.push(`template ${name}`);
    return [
      name,
      perSecond(() => render(template, [body])),
      perSecond(() => compiled(body)),
      together,
      perSecond(() => handlebars.compile(theirs)(body)),
    ].map(String);
  });
  printTable(
    'Templates a second, on one core',
    ['template', 'ours', 'handlebars', 'ours, read each time', 'handlebars, compiled each time'],
    rows,
  );
  return over;
}

if (import.meta.main) console.log(benchTemplates());
