import { AutomationRuleInput } from '../../../functions/usecases/automation/inputs.ts';
import {
  IncidentChangeInput,
  IncidentInput,
  IncidentTemplateInput,
  PublishInfoInput,
} from '../../../functions/usecases/incident/inputs.ts';
import { MaintenanceInput } from '../../../functions/usecases/maintenance/inputs.ts';
import { MetricDataSourceInput, MetricInput } from '../../../functions/usecases/metric/inputs.ts';
import { AudienceInput, PageGroupInput, StatusPageInput } from '../../../functions/usecases/page/inputs.ts';
import { ServiceInput, SubscriberInput, SubscribersInput } from '../../../functions/usecases/service/inputs.ts';
import { ManageInput, SubscribeInput, SubscribersImport } from '../../../functions/usecases/subscriber/inputs.ts';
import { CalendarImportInput } from '../../../functions/usecases/support-hours/inputs.ts';
import { around, chars, items, named, numbers, takes, words } from './bounds.ts';

const one = { id: 1 };
const teams = items(60, one);
const ids = numbers(1, Number.MAX_SAFE_INTEGER);
const idsOrNone = numbers(0, Number.MAX_SAFE_INTEGER);
const address = (longest: number) => chars(longest, around('https://a.example/'), 20);

const affected = { impact: 'DEGRADED', service: one };
const incident = { summary: 'Shop is slow', status: 'INVESTIGATING', affectedServices: [affected] };
takes('an incident', IncidentInput, incident, {
  summary: chars(500),
  message: chars(20_000),
  affectedServices: items(60, affected, 1),
  templateId: idsOrNone,
  alertId: idsOrNone,
});
takes('an update of an incident', IncidentChangeInput, incident, {
  summary: words(500),
  message: chars(20_000),
  affectedServices: items(60, affected, 1),
});
takes(
  'a question of who hears of it',
  PublishInfoInput,
  { affectedServices: [affected] },
  {
    id: idsOrNone,
    affectedServices: items(60, affected, 1),
  },
);
takes(
  'a template of incidents',
  IncidentTemplateInput,
  { name: 'Slow' },
  {
    name: words(255),
    summary: chars(500),
    message: chars(20_000),
    teams,
  },
);

takes(
  'an automation rule',
  AutomationRuleInput,
  { service: one, alertSource: one, template: {} },
  {
    'template.id': idsOrNone,
    'service.id': ids,
  },
);

takes(
  'a maintenance window',
  MaintenanceInput,
  { start: 'x', end: 'x', summary: 'Move' },
  {
    timezone: chars(100),
    start: chars(50),
    end: chars(50),
    recurrence: chars(500),
    summary: words(255),
    description: chars(10_000),
    alertSources: items(60, one),
    services: items(100, one),
  },
);

const metric = { name: 'Load', aggregationType: 'AVG', displayType: 'GRAPH' };
takes('a metric', MetricInput, metric, {
  name: words(255),
  description: chars(5000),
  unitLabel: chars(50),
  mouseOverDecimal: numbers(0, 6),
  'dataSource.id': idsOrNone,
  'metadata.query': chars(10_000),
  teams,
});
const members = ['region', 'apiKey', 'applicationKey', 'url', 'basicUser', 'basicPass', 'headerKey', 'headerValue'];
takes(
  'a source of metrics',
  MetricDataSourceInput,
  { name: 'Prometheus', type: 'PROMETHEUS', metadata: {} },
  {
    name: words(255),
    teams,
    ...Object.fromEntries(members.map((member) => [`metadata.${member}`, chars(2000)])),
  },
);

const element = { id: 1, type: 'SERVICE' };
takes(
  'a status page',
  StatusPageInput,
  { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', structure: { elements: [{ id: 1, type: 'GROUP' }] } },
  {
    name: words(255),
    subdomain: chars(253),
    domain: chars(253),
    timezone: chars(100),
    pageTitle: chars(255),
    pageDescription: chars(5000),
    customCss: chars(50_000),
    logoRedirectUrl: chars(2000),
    announcement: chars(10_000),
    'ipWhitelist.0': chars(100),
    'emailWhitelist.0': chars(254),
    services: items(1000, one),
    metrics: items(1000, one),
    'structure.elements': items(300, element),
    'structure.elements.0.children': items(200, element),
    'structure.elements.0.options': items(10, 'expand'),
    teams,
  },
);
takes('a group of a page', PageGroupInput, { name: 'Shops' }, { name: words(255) });
takes('an audience', AudienceInput, { services: [1, one] }, { services: items(1000, 1), metrics: items(1000, one) });

const service = { name: 'Shop', links: [{ href: 'https://a.example' }] };
takes('a service', ServiceInput, service, {
  name: words(255),
  alias: chars(255),
  description: chars(10_000),
  labels: words(100, named('x')),
  'labels.colour': chars(500),
  iconUrl: address(2000),
  links: items(30, { text: 'x' }),
  'links.0.href': address(2000),
  'links.0.text': chars(255),
  teams,
});
const labels = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_none, index) => [`l${index}`, 'x']));
takes('the labels of a service', ServiceInput, service, { labels: chars(50, labels) });
/** Links of so many characters altogether. */
const linksOf = (length: number) => {
  const links = Array.from({ length: 11 }, () => ({ href: `https://a.example/${'x'.repeat(1_760)}` }));
  const { href } = { href: 'https://a.example/' };
  const short = JSON.stringify([...links, { href }]).length;
  return [...links, { href: `${href}${'x'.repeat(length - short)}` }];
};
takes('the links of a service', ServiceInput, service, { links: chars(20_000, linksOf, 19_990) });
takes('a subscriber of a service', SubscriberInput, one, { id: ids });
takes('subscribers of a service', SubscribersInput, [one], { '': items(1000, one) });

takes(
  'somebody who wants to be told',
  SubscribeInput,
  { target: 'ada@example.com' },
  {
    target: chars(2000),
    services: items(200, '11'),
  },
);
takes('many who want to be told', SubscribersImport, [{ target: 'x' }], { '': items(1000, { target: 'x' }, 1) });
takes('what they want to hear of', ManageInput, {}, { services: items(200, 11) });

takes('the text of a calendar', CalendarImportInput, { calendar: 'x' }, { calendar: words(900_000) });
takes('the address of a calendar', CalendarImportInput, { url: 'x' }, { url: chars(2048, undefined, 1) });
