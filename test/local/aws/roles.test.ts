import { describe, expect, it } from 'vitest';
import { createRoleCheck } from '../../../local/aws/roles.ts';
import type { AwsRequest } from '../../../local/aws/service.ts';
import type { DeployedFunction } from '../../../local/deployment.ts';

const account = '123456789012';
const role = `arn:aws:iam::${account}:role/ingest`;
const table = `arn:aws:dynamodb:us-east-1:${account}:table/tocsin`;
const queue = `arn:aws:sqs:us-east-1:${account}:events.fifo`;
const fn = `arn:aws:lambda:us-east-1:${account}:function:tick`;
const rule = `arn:aws:events:us-east-1:${account}:rule/minute`;

const allow = (Action: string | string[], Resource: string | string[]) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource }],
});

const roles = createRoleCheck({
  accountId: account,
  functions: [{ name: 'ingest', roleArn: role } as DeployedFunction],
  roles: new Map([
    [
      role,
      [
        allow(['dynamodb:GetItem', 'dynamodb:Query'], [table, `${table}/index/*`]),
        allow('sqs:SendMessage', queue),
        allow('sns:Publish', 'arn:aws:sns:*:*:operators'),
      ],
    ],
    [`${role}-texts`, [allow('sns:Publish', '*')]],
  ]),
  resourcePolicies: new Map([
    [
      queue,
      [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Deny',
              Principal: '*',
              Action: 'sqs:*',
              Resource: queue,
              Condition: { Bool: { 'aws:SecureTransport': 'false' } },
            },
          ],
        },
      ],
    ],
    [
      fn,
      [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'lambda:InvokeFunction',
              Resource: fn,
              Condition: { ArnLike: { 'aws:SourceArn': rule } },
            },
          ],
        },
      ],
    ],
  ]),
});

const from = (principal: string) => ({ principal }) as AwsRequest;

describe('the role check of a function', () => {
  it.each([
    ['what its policy grants', 'dynamodb:GetItem', table, true],
    ['an index its policy grants', 'dynamodb:Query', `${table}/index/due`, true],
    ['an action its policy leaves out', 'dynamodb:PutItem', table, false],
    ['another table', 'dynamodb:GetItem', `${table}-other`, false],
    ['a queue whose own policy does not object', 'sqs:SendMessage', queue, true],
    ['a text message, with a grant for a topic only', 'sns:Publish', '*', false],
  ])('decides on %s', async (_case, action, resource, isAllowed) => {
    const refusal = await roles.refusal(from('ingest'), [{ action, resource }]);
    if (isAllowed) expect(refusal).toBeUndefined();
    else expect(refusal).toContain(`assumed-role/ingest/ingest is not authorized to perform: ${action} on resource`);
  });

  it('refuses a call when one of its permissions is missing', async () => {
    const permissions = [
      { action: 'dynamodb:GetItem', resource: table },
      { action: 'dynamodb:ConditionCheckItem', resource: table },
    ];
    expect(await roles.refusal(from('ingest'), permissions)).toContain('dynamodb:ConditionCheckItem');
  });

  it('refuses who is no function, and lets the local cloud itself do everything', async () => {
    expect(await roles.refusal(from('anonymous'), [])).toContain('anonymous');
    expect(await roles.refusal(from('local'), [{ action: 'dynamodb:PutItem', resource: table }])).toBeUndefined();
  });
});

describe('the role check of the local cloud', () => {
  it('lets a service do what the resource allows it, for that source only', async () => {
    const invoke = (source: string) =>
      roles.check('events.amazonaws.com', 'lambda:InvokeFunction', fn, { 'aws:SourceArn': source });
    expect(await invoke(rule)).toBe(true);
    expect(await invoke(`${rule}-other`)).toBe(false);
    expect(await roles.check('sns.amazonaws.com', 'lambda:InvokeFunction', fn, { 'aws:SourceArn': rule })).toBe(false);
  });

  it('lets a role text any phone only with a grant on everything', async () => {
    expect(await roles.check(`${role}-texts`, 'sns:Publish', '*')).toBe(true);
  });
});
