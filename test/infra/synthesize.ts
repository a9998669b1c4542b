import { readFileSync } from 'node:fs';
import { App, type AppProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { parseOptions } from '../../lib/context.ts';
import { buildStacks, createStacks } from '../../lib/tocsin.ts';

/** A deployment with every option in use. */
export const everything = {
  stage: 'test',
  domain: 'tocsin.example.com',
  certificateArn: 'arn:aws:acm:eu-central-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000000',
  consoleDomain: 'console.example.com',
  consoleCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000002',
  pagesDomain: 'status.example.com',
  pagesCertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/0a1b2c3d-0000-4000-8000-000000000001',
  pagesTenants: true,
  mailFrom: 'alerts@example.com',
  replyDomain: 'reply.example.com',
  smsIdentity: 'phone-0a1b2c3d',
  voice: 'connect',
  voiceIdentity: 'pool-0a1b2c3d',
  connectInstanceId: '11111111-2222-4333-8444-555555555555',
  connectSourceNumber: '+498912345678',
  push: '0123456789abcdef0123456789abcdef',
  ownerEmail: 'owner@example.com',
  operatorEmail: 'operator@example.com',
  operatorPhone: '+491701234567',
  deadManUrl: 'https://dead-man.example.com/ping',
  reservedConcurrency: true,
};

/** The same where nobody is called. */
export const everythingButCalls = (({ voice, voiceIdentity, connectInstanceId, connectSourceNumber, ...rest }) => rest)(
  everything,
);

export const parts = ['data', 'core', 'edge'] as const;
type Part = (typeof parts)[number];

/** The app with these options, as `cdk synth` would build and check it, but for the functions' code. */
export function appWith(input: Readonly<Record<string, unknown>>) {
  return build(createStacks, input);
}

const made = new Map<string, Record<Part, Template>>();

/** The templates of a deployment with these options, made once. Nothing has checked them: that takes most of the time. */
export function templatesOf(input: Readonly<Record<string, unknown>>): Record<Part, Template> {
  const options = JSON.stringify(input);
  const templates = made.get(options) ?? synthesize(input);
  made.set(options, templates);
  return templates;
}

function synthesize(input: Readonly<Record<string, unknown>>): Record<Part, Template> {
  const { stacks } = unchecked(input, { builtinCloudFormationValidation: false, stackTraces: false });
  return {
    data: Template.fromStack(stacks.data),
    core: Template.fromStack(stacks.core),
    edge: Template.fromStack(stacks.edge),
  };
}

/** The app with these options, which nothing checks. */
export const unchecked = (input: Readonly<Record<string, unknown>>, props: AppProps = {}) =>
  build(buildStacks, input, props);

function build(stacksOf: typeof buildStacks, input: Readonly<Record<string, unknown>>, props: AppProps = {}) {
  // Where each construct is made is kept with it, and is of no use here.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const { context } = JSON.parse(readFileSync(new URL('../../cdk.json', import.meta.url), 'utf8'));
  const app = new App({ ...props, context, analyticsReporting: false });
  const stacks = stacksOf(app, parseOptions({ ...input, bundling: false }));
  Error.stackTraceLimit = stackTraceLimit;
  return { app, stacks };
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

/** What a function's own role allows: each action with the resources it may be done on, as compact JSON. */
export function rightsOf(template: Template, functionId: string): Map<string, string[]> {
  const policies = Object.entries(template.findResources('AWS::IAM::Policy'));
  const policy = policies.find(([id]) => id.startsWith(`${functionId}PartsRoleDefaultPolicy`))?.[1];
  const statements: readonly Statement[] = policy?.Properties.PolicyDocument.Statement ?? [];
  const rights = new Map<string, string[]>();
  for (const { Effect, Action, Resource } of statements) {
    if (Effect !== 'Allow') continue;
    for (const action of [Action].flat()) {
      const resources = [Resource].flat().map((resource) => JSON.stringify(resource));
      rights.set(action, [...(rights.get(action) ?? []), ...resources]);
    }
  }
  return rights;
}
