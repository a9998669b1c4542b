import { number, record, records, text, texts } from './properties.ts';
import type { Resource } from './stack.ts';

type OfType = (...types: string[]) => readonly Resource[];

/** Identity policies by role ARN: inline ones and those attached by the template; AWS's own are left out. */
export function deployedRoles(ofType: OfType): ReadonlyMap<string, readonly object[]> {
  const roles = ofType('AWS::IAM::Role');
  const attached = ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy');
  return new Map(
    roles.map((role) => [
      role.arn,
      [
        ...records(role.properties.Policies).map((policy) => record(policy.PolicyDocument)),
        ...attached
          .filter((policy) => texts(policy.properties.Roles).includes(role.name))
          .map((policy) => record(policy.properties.PolicyDocument)),
      ],
    ]),
  );
}

/** Resource policies by the ARN of the resource they protect. */
export function deployedResourcePolicies(
  resources: readonly Resource[],
  ofType: OfType,
): ReadonlyMap<string, readonly object[]> {
  const byArn = new Map<string, object[]>();
  const add = (arn: string | undefined, document: object) => {
    if (arn) byArn.set(arn, [...(byArn.get(arn) ?? []), document]);
  };
  const arnByRef = new Map(resources.map((resource) => [resource.ref, resource.arn]));

  for (const { properties } of ofType('AWS::SQS::QueuePolicy')) {
    for (const queue of texts(properties.Queues)) add(arnByRef.get(queue), record(properties.PolicyDocument));
  }
  for (const { properties } of ofType('AWS::SNS::TopicPolicy')) {
    for (const topic of texts(properties.Topics)) add(arnByRef.get(topic), record(properties.PolicyDocument));
  }
  for (const { properties } of ofType('AWS::S3::BucketPolicy')) {
    add(arnByRef.get(text(properties.Bucket) ?? ''), record(properties.PolicyDocument));
  }
  for (const { properties } of ofType('AWS::Lambda::Permission')) {
    const functionArn = functionArnOf(text(properties.FunctionName) ?? '', arnByRef);
    add(functionArn, permissionDocument(properties, functionArn));
  }
  return byArn;
}

function functionArnOf(nameOrArn: string, arnByRef: ReadonlyMap<string, string>): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : (arnByRef.get(nameOrArn) ?? nameOrArn);
}

/** The statement that Lambda adds to a function's policy for a permission. */
function permissionDocument(properties: Readonly<Record<string, unknown>>, functionArn: string): object {
  const principal = text(properties.Principal) ?? '';
  const sourceArn = text(properties.SourceArn);
  const sourceAccount = text(properties.SourceAccount) ?? number(properties.SourceAccount)?.toString();
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal.includes('.') ? { Service: principal } : { AWS: principal },
        Action: properties.Action,
        Resource: functionArn,
        Condition: {
          ...(sourceArn ? { ArnLike: { 'aws:SourceArn': sourceArn } } : {}),
          ...(sourceAccount ? { StringEquals: { 'aws:SourceAccount': sourceAccount } } : {}),
        },
      },
    ],
  };
}
