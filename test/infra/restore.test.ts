import { describe, expect, it } from 'vitest';
import { appWith, everything, templatesOf } from './synthesize.ts';

const tableArn = 'arn:aws:dynamodb:eu-central-1:111122223333:table/tocsin-restored';
const restoredTable = `${tableArn}/stream/2026-11-21T10:00:00.000`;

const usual = templatesOf(everything);
const restored = templatesOf({ ...everything, restoredTable });
const paused = templatesOf({ ...everything, paused: true });

const functionsOf = (template: (typeof usual)['core']) =>
  Object.values(template.findResources('AWS::Lambda::Function')).map(({ Properties }) => Properties);

/** Every place in a template that names something of the data stack. */
const importsOf = (template: (typeof usual)['core']) =>
  new Set([...JSON.stringify(template.toJSON()).matchAll(/"Fn::ImportValue":"([^"]+)"/g)].map(([, name]) => name));

describe('a deployment that uses a restored table', () => {
  it('satisfies cdk-nag', () => {
    expect(() => appWith({ ...everything, restoredTable }).app.synth()).not.toThrow();
  });

  it('changes nothing in the data stack: what CloudFormation has exported it cannot take back', () => {
    expect(restored.data.toJSON()).toEqual(usual.data.toJSON());
  });

  it.each(['core', 'edge'] as const)(
    '%s: every function has the restored table, and nothing names the own one',
    (part) => {
      const tables = functionsOf(restored[part]).map(({ Environment }) => Environment.Variables.TABLE_NAME);
      expect(new Set(tables.filter(Boolean))).toEqual(new Set(['tocsin-restored']));
      const own = [...importsOf(usual[part])].filter((name) => !importsOf(restored[part]).has(name));
      expect(own.length).toBeGreaterThan(0);
      expect(own.every((name) => name?.includes('Table'))).toBe(true);
      expect([...importsOf(restored[part])].filter((name) => /(Ref|GetAtt)Table/.test(name ?? ''))).toEqual([]);
    },
  );

  it('reads the stream that the restored table was given', () => {
    restored.core.hasResourceProperties('AWS::Lambda::EventSourceMapping', { EventSourceArn: restoredTable });
  });
});

describe('a deployment that is paused', () => {
  it('keeps every message, and neither ticks nor takes steps', () => {
    const mappings = Object.values(paused.core.findResources('AWS::Lambda::EventSourceMapping'));
    const queues = mappings.filter(({ Properties }) => Properties.StartingPosition === undefined);
    expect(queues.map(({ Properties }) => Properties.Enabled)).toEqual([false, false, false, false]);
    paused.core.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'DISABLED',
    });
    paused.core.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'tocsin-test-advance-escalation',
      ReservedConcurrentExecutions: 0,
    });
  });

  it('accepts events all the same', () => {
    expect(paused.edge.toJSON()).toEqual(usual.edge.toJSON());
  });

  it('goes on with the same resources', () => {
    expect(Object.keys(paused.core.toJSON().Resources)).toEqual(Object.keys(usual.core.toJSON().Resources));
  });
});
