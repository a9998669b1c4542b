import type { Template } from 'aws-cdk-lib/assertions';

/** What a version's templates promise to those that come after it. Recorded for each version that is (test/upgrade). */
export interface Described {
  /** By stack: the names of exports and the expression behind each, without the stage. */
  readonly exports: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What has a name of its own, `type name`, and where it is: `stack logical id`. */
  readonly named: Readonly<Record<string, string>>;
  /** The indexes of the table, with everything that cannot be changed in place. */
  readonly indexes: Readonly<Record<string, unknown>>;
}

interface Resource {
  readonly Type: string;
  // biome-ignore lint/suspicious/noExplicitAny: templates have as many shapes as there are resources
  readonly Properties?: any;
}

export type Templates = Readonly<Record<string, Template>>;

export const resourcesIn = (template: Template): [id: string, resource: Resource][] =>
  Object.entries(template.toJSON().Resources as Record<string, Resource>);

/** Properties that hold a name, and those that cannot change while the name stays: CloudFormation would have to make a second one of that name. */
export const namedTypes: Readonly<Record<string, { readonly name: string; readonly lasting: readonly string[] }>> = {
  'AWS::CloudWatch::Alarm': { name: 'AlarmName', lasting: [] },
  'AWS::Connect::ContactFlow': { name: 'Name', lasting: ['Type'] },
  'AWS::Lambda::Function': { name: 'FunctionName', lasting: ['PackageType'] },
  'AWS::Logs::LogGroup': { name: 'LogGroupName', lasting: [] },
  'AWS::SES::ConfigurationSet': { name: 'Name', lasting: [] },
  'AWS::SES::ReceiptRuleSet': { name: 'RuleSetName', lasting: [] },
  'AWS::SMSVOICE::ConfigurationSet': { name: 'ConfigurationSetName', lasting: [] },
  'AWS::SNS::Topic': { name: 'TopicName', lasting: ['FifoTopic'] },
  'AWS::SQS::Queue': { name: 'QueueName', lasting: ['FifoQueue'] },
  'AWS::SSM::Parameter': { name: 'Name', lasting: ['Type'] },
  'AWS::StepFunctions::StateMachine': { name: 'StateMachineName', lasting: ['StateMachineType'] },
};

/** Describes the templates of one deployment of the stage `test`. */
export function describeTemplates(templates: Templates): Described {
  const stacks = Object.entries(templates);
  const all = stacks.flatMap(([stack, template]) =>
    resourcesIn(template).map(([id, resource]) => ({ stack, id, ...resource })),
  );
  const named = all.flatMap(({ stack, id, Type, Properties }) => {
    const name = Properties?.[namedTypes[Type]?.name ?? ''];
    return name === undefined ? [] : [[`${Type} ${JSON.stringify(name)}`, `${stack} ${id}`] as const];
  });
  const table = all.find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
  const indexes: readonly { IndexName: string }[] = table?.Properties.GlobalSecondaryIndexes ?? [];
  return {
    exports: Object.fromEntries(stacks.map(([stack, template]) => [stack, exportsOf(template)])),
    named: Object.fromEntries(named.sort()),
    indexes: Object.fromEntries(indexes.map(({ IndexName, ...index }) => [IndexName, index])),
  };
}

interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: string };
}

function exportsOf(template: Template): Record<string, string> {
  const outputs = Object.values((template.toJSON().Outputs ?? {}) as Record<string, Output>);
  const entries = outputs.flatMap(({ Value, Export }) =>
    Export === undefined ? [] : [[Export.Name.replace('tocsin-test-', ''), JSON.stringify(Value)] as const],
  );
  return Object.fromEntries(entries.sort());
}

/** The exports of other stacks that a template uses, named as in `exports`. */
export const importsOf = (template: Template): string[] => {
  const names = JSON.stringify(template.toJSON()).matchAll(/"Fn::ImportValue":"tocsin-test-([^"]+)"/g);
  return [...new Set([...names].map(([, name = '']) => name))].sort();
};

/** All of it together, as deployments with different options have it. */
export function joined(all: readonly Described[]): Described {
  const stacks = [...new Set(all.flatMap(({ exports }) => Object.keys(exports)))];
  return {
    exports: Object.fromEntries(
      stacks.map((stack) => [stack, Object.assign({}, ...all.map(({ exports }) => exports[stack]))]),
    ),
    named: Object.assign({}, ...all.map(({ named }) => named)),
    indexes: Object.assign({}, ...all.map(({ indexes }) => indexes)),
  };
}
