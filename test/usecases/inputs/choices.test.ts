import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { AlertSourceInput } from '../../../functions/usecases/alert-source/inputs.ts';
import { MetricDataSourceInput, MetricInput } from '../../../functions/usecases/metric/inputs.ts';
import { AppInput } from '../../../functions/usecases/oauth/apps.ts';
import { StatusPageInput } from '../../../functions/usecases/page/inputs.ts';
import {
  AlertPreferenceInput,
  DutyPreferenceInput,
  SubscriptionPreferenceInput,
  UpdatePreferenceInput,
} from '../../../functions/usecases/preference/inputs.ts';
import { TeamInput } from '../../../functions/usecases/team/inputs.ts';
import { UserInput } from '../../../functions/usecases/user/inputs.ts';
import { items, takes, withValue } from './bounds.ts';

/** Tests that fields take each of the words that clients know (wire-api), and refuse any other by the name of the field. */
function choose(name: string, schema: ZodType, body: unknown, words: Readonly<Record<string, readonly unknown[]>>) {
  describe(name, () => {
    it.each(Object.entries(words))('takes for %s what clients know, and nothing else', (place, choices) => {
      const problems = (value: unknown) =>
        schema.safeParse(withValue(body, place.split('.'), value)).error?.issues ?? [];
      for (const choice of choices) expect(problems(choice)).toEqual([]);
      for (const other of ['OTHER', `${choices[0]}_`, 7.5]) {
        const named = problems(other).map(({ path }) => path.join('.'));
        expect(named.length).toBeGreaterThan(0);
        for (const one of named) expect(place.startsWith(one)).toBe(true);
      }
    });
  });
}

const source = { name: 'Mails', integrationType: 'EMAIL', escalationPolicy: { id: 1 } };
const groupings = [
  'ONE_ALERT_PER_EMAIL',
  'ONE_ALERT_PER_EMAIL_SUBJECT',
  'ONE_PENDING_ALERT_ALLOWED',
  'ONE_OPEN_ALERT_ALLOWED',
  'OPEN_RESOLVE_ON_EXTRACTION',
  'ONE_ALERT_GROUPED_PER_WINDOW',
  'INTELLIGENT_GROUPING',
];
const formerGroupings = [
  'ONE_INCIDENT_PER_EMAIL',
  'ONE_INCIDENT_PER_EMAIL_SUBJECT',
  'ONE_PENDING_INCIDENT_ALLOWED',
  'ONE_OPEN_INCIDENT_ALLOWED',
];
const priorityRules = ['HIGH', 'LOW', 'HIGH_DURING_SUPPORT_HOURS', 'LOW_DURING_SUPPORT_HOURS'];
const contains = ['CONTAINS_ANY_WORDS', 'CONTAINS_NOT_WORDS', 'CONTAINS_STRING', 'CONTAINS_NOT_STRING'];
const predicateCriteria = [...contains, 'IS_STRING', 'IS_NOT_STRING', 'MATCHES_REGEX', 'MATCHES_NOT_REGEX'];
const predicate = { field: 'EMAIL_BODY', criteria: 'IS_STRING', value: 'x' };
const extractor = { field: 'EMAIL_SUBJECT', criteria: 'MATCHES_REGEX', value: 'x' };
const mapped = { valueTemplate: { textTemplate: 'x' }, mappings: [{ value: 'x', priority: 'LOW' }] };
choose(
  'an alert source',
  AlertSourceInput,
  {
    ...source,
    ...{ emailPredicates: [predicate], emailResolvePredicates: [predicate], resolveKeyExtractor: extractor },
    priorityTemplate: mapped,
  },
  {
    alertCreation: [...groupings, null],
    incidentCreation: [...groupings, ...formerGroupings, null],
    alertPriorityRule: [...priorityRules, null],
    incidentPriorityRule: [...priorityRules, null],
    alertGroupingWindow: ['PT2M', 'PT5M', 'PT15M', 'PT30M', 'PT1H', 'PT2H', 'PT4H', 'PT8H', 'PT12H', 'PT24H', null],
    autoResolutionTimeout: [...[10, 20, 30, 40, 50, 60, 90].map((minutes) => `PT${minutes}M`), 'PT2H', 'PT24H', null],
    setupStatus: ['CREATED', 'CREATED_ADVANCED', 'CREATED_BIDIRECTIONAL', 'FINISHED', null],
    'emailPredicates.0.field': ['EMAIL_FROM', 'EMAIL_SUBJECT', 'EMAIL_BODY'],
    'emailPredicates.0.criteria': predicateCriteria,
    'emailResolvePredicates.0.criteria': predicateCriteria,
    'resolveKeyExtractor.field': ['EMAIL_SUBJECT', 'EMAIL_BODY'],
    'resolveKeyExtractor.criteria': ['ALL_TEXT_BEFORE', 'ALL_TEXT_AFTER', 'MATCHES_REGEX'],
    filterOperator: ['AND', 'OR', null],
    resolveFilterOperator: ['AND', 'OR', null],
    'priorityTemplate.mappings.0.priority': ['HIGH', 'LOW'],
  },
);

const metric = { name: 'Latency', aggregationType: 'AVG', displayType: 'GRAPH' };
choose('a metric', MetricInput, metric, {
  aggregationType: ['AVG', 'SUM', 'MIN', 'MAX', 'LAST'],
  displayType: ['GRAPH', 'SINGLE'],
});
const dataSource = { name: 'Prometheus', type: 'PROMETHEUS', metadata: {} };
choose('a data source', MetricDataSourceInput, dataSource, {
  type: ['DATADOG', 'PROMETHEUS'],
  'metadata.authType': ['NONE', 'BASIC', 'HEADER', '', null],
});

const element = { id: 1, type: 'GROUP', options: ['expand'], children: [{ id: 2, type: 'SERVICE' }] };
const page = { name: 'Acme', subdomain: 'acme', visibility: 'PUBLIC', structure: { elements: [element] } };
choose('a status page', StatusPageInput, page, {
  visibility: ['PUBLIC', 'PRIVATE'],
  pageLayout: ['SINGLE_COLUMN', 'RESPONSIVE', '', null],
  appearance: ['LIGHT', 'DARK', '', null],
  themeMode: ['light', 'dark', '', null],
  'structure.elements.0.type': ['SERVICE', 'GROUP'],
  'structure.elements.0.options.0': ['expand', 'no-graph'],
  'structure.elements.0.children.0.type': ['SERVICE'],
});

choose(
  'a rule for alerts',
  AlertPreferenceInput,
  { method: 'SMS', type: 'HIGH_PRIORITY' },
  {
    method: ['EMAIL', 'SMS', 'VOICE', 'PUSH'],
    type: ['HIGH_PRIORITY', 'LOW_PRIORITY'],
  },
);
choose(
  'a rule for shifts',
  DutyPreferenceInput,
  { method: 'SMS' },
  {
    method: ['EMAIL', 'SMS', 'PUSH'],
    beforeMin: [0, 15, 30, 60, 180, 360, 720, 1440, null],
    type: ['ON_CALL', null],
  },
);
choose(
  'a rule for updates',
  UpdatePreferenceInput,
  { method: 'SMS', type: 'ALERT_ACCEPTED' },
  {
    method: ['EMAIL', 'SMS', 'PUSH'],
    type: ['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED'],
  },
);
choose(
  'a rule for subscriptions',
  SubscriptionPreferenceInput,
  { method: 'SMS' },
  {
    method: ['EMAIL', 'SMS', 'PUSH'],
  },
);

choose('a team', TeamInput, { name: 'Platform' }, { visibility: ['PUBLIC', 'PRIVATE', null] });
choose(
  'a person',
  UserInput,
  { email: 'ada@example.com', firstName: 'Ada', lastName: 'King' },
  {
    region: ['DE', 'GB', 'CH', 'CN', 'IN', 'US', 'FR', 'ES', 'CA', 'IE', null],
  },
);

const app = { name: 'Deployer', redirectUris: ['https://app.example.com/callback'] };
takes('an app that acts for people', AppInput, app, {
  redirectUris: items(20, 'https://app.example.com/callback', 1),
});
