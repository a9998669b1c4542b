import { describe, expect, it } from 'vitest';
import { closest } from '../../functions/domain/closest.ts';

const tools = ['PROMETHEUS', 'GRAFANA', 'GRAYLOG', 'DATADOG', 'API'];

describe('the name that somebody probably meant', () => {
  it.each<[string, string | undefined]>([
    ['Prometheus', 'PROMETHEUS'],
    ['pro-met_heus', 'PROMETHEUS'],
    ['Promethus', 'PROMETHEUS'],
    ['Prometsxus', 'PROMETHEUS'],
    ['Promxxxus', undefined],
    ['Grafxna', 'GRAFANA'],
    ['graxxog', 'GRAYLOG'],
    ['apx', 'API'],
    ['axx', undefined],
    ['ap', undefined],
    ['', undefined],
    ['--- ---', undefined],
    [`Grafana${' '.repeat(43)}x`, 'GRAFANA'],
    [`${' '.repeat(50)}Grafana`, undefined],
  ])('for "%s" is %s', (text, expected) => {
    expect(closest(text, tools)).toBe(expected);
  });

  it('is the nearest, not the first that is near', () => {
    expect(closest('colour', ['CALOUXR', 'COLOXR', 'COLOUR'])).toBe('COLOUR');
    expect(closest('colour', ['CXLOUXR', 'COLOXR'])).toBe('COLOXR');
  });
});
