import { badInputFixture } from './fixture.ts';

const { ids, refuses } = badInputFixture();

const pipeline = (facts: object = {}) => ({ name: 'P', integrationType: 'GITHUB', ...facts });
const params = (facts: object) => pipeline({ params: facts });

refuses('POST', () => '/api/deployment-pipelines', [
  ['no name', () => pipeline({ name: undefined }), 'name'],
  ['a blank name', () => pipeline({ name: ' ' }), 'name'],
  ['no type', () => pipeline({ integrationType: undefined }), 'integrationType'],
  ['an unknown type', () => pipeline({ integrationType: 'JENKINS' }), 'integrationType'],
  ['a type in small letters', () => pipeline({ integrationType: 'github' }), 'integrationType'],
  ['params that are a list', () => params([]), 'params'],
  ['branches that are a text', () => params({ branchFilters: 'main' }), 'params.branchFilters'],
  ['a branch that is a number', () => params({ branchFilters: [1] }), 'params.branchFilters[0]'],
  ['an empty branch', () => params({ branchFilters: ['main', ''] }), 'params.branchFilters[1]'],
  ['an endless branch', () => params({ branchFilters: ['x'.repeat(256)] }), 'params.branchFilters[0]'],
  ['too many branches', () => params({ branchFilters: Array.from({ length: 51 }, () => 'x') }), 'params.branchFilters'],
  ['an unknown event', () => params({ eventFilters: ['push', 'issues'] }), 'params.eventFilters[1]'],
  ['an event of another tool', () => params({ eventFilters: ['Push Hook'] }), 'params.eventFilters[0]'],
  ['a secret that is a number', () => params({ signingSecret: 7 }), 'params.signingSecret'],
  ['an endless secret', () => params({ signingSecret: 'x'.repeat(256) }), 'params.signingSecret'],
  [
    'filters of what has none',
    () => ({ name: 'P', integrationType: 'API', params: { branchFilters: ['main'] } }),
    'params.branchFilters',
  ],
  [
    'events of what has none',
    () => ({ name: 'P', integrationType: 'API', params: { eventFilters: ['push'] } }),
    'params.eventFilters',
  ],
  ['an unknown team', () => pipeline({ teams: [{ id: 999 }] }), 'teams[0].id'],
]);

refuses('PUT', () => `/api/deployment-pipelines/${ids.pipeline}`, [
  ['another type', () => pipeline(), 'integrationType'],
  [
    'an unknown event',
    () => ({ ...pipeline({ integrationType: 'GITLAB' }), params: { eventFilters: ['push'] } }),
    'params.eventFilters[0]',
  ],
]);
