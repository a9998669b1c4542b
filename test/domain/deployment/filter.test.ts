import { describe, expect, it } from 'vitest';
import { leftOutBecause, matchesBranch } from '../../../functions/domain/deployment/filter.ts';
import { hasFilters, pipelineTypes } from '../../../functions/domain/deployment/pipeline-type.ts';

describe('a branch filter', () => {
  it.each<[pattern: string, branch: string, isMatch: boolean]>([
    ['main', 'main', true],
    ['main', 'Main', false],
    ['main', 'main2', false],
    ['main', 'feature/main', false],
    ['release/*', 'release/1.0', true],
    ['release/*', 'release/1.0/hotfix', true],
    ['release/*', 'release/', true],
    ['release/*', 'release', false],
    ['*', '', true],
    ['*', 'anything at all', true],
    ['*-prod', 'shop-prod', true],
    ['*-prod', 'shop-prod-old', false],
    ['a*b*c', 'aXXbYYc', true],
    ['a*b*c', 'abcbc', true],
    ['a*b*c', 'acb', false],
    ['**', 'x', true],
    ['feature.*', 'featureX1', false],
    ['(a+)+$', 'aaaa', false],
  ])('%s and %s: %s', (pattern, branch, isMatch) => expect(matchesBranch(pattern, branch)).toBe(isMatch));

  it('takes no longer for what never matches', () => {
    const started = performance.now();
    expect(matchesBranch(`${'a*'.repeat(127)}b`, 'a'.repeat(255))).toBe(false);
    expect(performance.now() - started).toBeLessThan(100);
  });
});

describe('the filters of a pipeline', () => {
  it('are there where its tool says what happened', () => {
    expect(pipelineTypes.filter(hasFilters)).toEqual(['GITHUB', 'GITLAB', 'ARGO_CD']);
  });

  const github = { integrationType: 'GITHUB', branchFilters: [], eventFilters: [] } as const;
  it.each<[string, Parameters<typeof leftOutBecause>[0], Parameters<typeof leftOutBecause>[1], string | undefined]>([
    ['none', github, { event: 'push', branch: 'x' }, undefined],
    ['that are absent', { integrationType: 'GITHUB' }, { event: 'push' }, undefined],
    ['of an event', { ...github, eventFilters: ['push'] }, { event: 'push', branch: 'x' }, undefined],
    ['of another event', { ...github, eventFilters: ['push'] }, { event: 'release' }, 'no event filter names release'],
    ['of a branch', { ...github, branchFilters: ['main'] }, { event: 'push', branch: 'main' }, undefined],
    ['of another branch', { ...github, branchFilters: ['main'] }, { branch: 'x' }, 'no branch filter matches x'],
    ['of a branch, for a tag', { ...github, branchFilters: ['*'] }, { event: 'push' }, 'it is of no branch'],
    ['of several', { ...github, branchFilters: ['main', 'rel*'] }, { event: 'push', branch: 'rel1' }, undefined],
    ['none of Argo CD', { integrationType: 'ARGO_CD' }, { event: 'Succeeded' }, undefined],
    [
      'none of Argo CD, for a failure',
      { integrationType: 'ARGO_CD' },
      { event: 'Failed' },
      'no event filter names Failed',
    ],
    ['of Argo CD', { integrationType: 'ARGO_CD', eventFilters: ['Failed'] }, { event: 'Failed' }, undefined],
    ['of the API', { integrationType: 'API' }, {}, undefined],
  ])('%s', (_name, filters, deployment, why) => expect(leftOutBecause(filters, deployment)).toBe(why));
});
