import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { placeOf, regionOf } from '../../bin/aws/place.ts';
import { readDeployed } from '../../bin/stage/deployed.ts';
import { parseOptions } from '../../lib/context.ts';
import { everything, templatesOf } from '../infra/synthesize.ts';

const cloudformation = mockClient(CloudFormationClient);
const ssm = mockClient(SSMClient);
const sts = mockClient(STSClient);

const named = (name: string, message = name) => Object.assign(new Error(message), { name });

/** The stacks there are, by the last word of their names. */
function thereAre(stacks: Readonly<Record<string, string>>) {
  cloudformation.on(DescribeStacksCommand).callsFake(({ StackName }) => {
    const StackStatus = stacks[StackName.replace('tocsin-prod-', '')];
    if (StackStatus === undefined) throw named('ValidationError', `Stack with id ${StackName} does not exist`);
    return { Stacks: [{ StackName, StackStatus }] };
  });
}

beforeEach(() => {
  for (const client of [cloudformation, ssm, sts]) client.reset();
});

describe('what is deployed', () => {
  it('is what the templates write down: every option but the stage', async () => {
    const record = Object.values(templatesOf(everything).core.findResources('AWS::SSM::Parameter'))[0];
    expect(record?.Properties.Name).toBe('/tocsin/test/options');
    expect(record?.Properties.Value.length).toBeLessThan(3000);
    thereAre({ core: 'UPDATE_COMPLETE' });
    ssm.on(GetParameterCommand).resolves({ Parameter: { Value: record?.Properties.Value } });
    const { stage: _stage, bundling: _bundling, ...options } = parseOptions(everything);
    const deployed = await readDeployed('prod', 'eu-central-1');
    expect(deployed).toMatchObject({ kind: 'RECORDED', options: JSON.parse(JSON.stringify(options)) });
    expect(ssm.commandCalls(GetParameterCommand)[0]?.args[0].input.Name).toBe('/tocsin/prod/options');
  });

  it.each([
    ['nothing', {}, 'NONE'],
    ['a data stack alone', { data: 'CREATE_COMPLETE' }, 'UNFINISHED'],
    ['a core stack that was rolled back', { data: 'CREATE_COMPLETE', core: 'ROLLBACK_COMPLETE' }, 'UNFINISHED'],
    ['an edge stack that lives on alone', { edge: 'CREATE_COMPLETE' }, 'UNFINISHED'],
    ['a core stack without a record', { core: 'UPDATE_ROLLBACK_COMPLETE' }, 'UNRECORDED'],
  ])('%s: %j is %s', async (_case, stacks, kind) => {
    thereAre(stacks);
    ssm.on(GetParameterCommand).rejects(named('ParameterNotFound'));
    expect((await readDeployed('prod', 'eu-central-1')).kind).toBe(kind);
  });

  it.each(['', 'null', '{"v":2}', 'options'])('is not known by the record %j', async (Value) => {
    thereAre({ core: 'CREATE_COMPLETE' });
    ssm.on(GetParameterCommand).resolves({ Parameter: { Value } });
    expect((await readDeployed('prod', 'eu-central-1')).kind).toBe('UNRECORDED');
  });

  it('is not taken for nothing when it may not be read', async () => {
    cloudformation.on(DescribeStacksCommand).rejects(named('AccessDenied', 'not authorized to DescribeStacks'));
    expect(await readDeployed('prod', 'eu-central-1')).toMatchObject({
      kind: 'UNKNOWN',
      why: expect.stringContaining('lack cloudformation:DescribeStacks'),
    });
    thereAre({ core: 'CREATE_COMPLETE' });
    ssm.on(GetParameterCommand).rejects(named('AccessDeniedException', 'not authorized'));
    expect((await readDeployed('prod', 'eu-central-1')).kind).toBe('UNKNOWN');
  });
});

describe('where a stage is', () => {
  it.each([
    ['its file', { region: 'eu-west-1' }, { AWS_REGION: 'us-east-1' }, 'eu-west-1'],
    ['the shell', {}, { AWS_REGION: 'us-east-1' }, 'us-east-1'],
    ['the shell, by the older name', {}, { AWS_DEFAULT_REGION: 'us-west-2' }, 'us-west-2'],
  ])('is said by %s', (_case, file, environment, region) => {
    expect(regionOf(file, environment)).toBe(region);
  });

  it('is nowhere else: credentials of another account are refused', async () => {
    sts
      .on(GetCallerIdentityCommand)
      .resolves({ Account: '999988887777', Arn: 'arn:aws-us-gov:iam::999988887777:user/ada' });
    await expect(placeOf('prod', { account: '111122223333' }, 'eu-central-1')).rejects.toThrow(
      'stages/prod.json says account 111122223333, and your credentials are for 999988887777',
    );
    expect(await placeOf('prod', {}, 'eu-central-1')).toEqual({
      account: '999988887777',
      region: 'eu-central-1',
      partition: 'aws-us-gov',
    });
  });

  it.each([
    ['no credentials', named('CredentialsProviderError', 'Could not load credentials'), 'has no valid credentials'],
    ['old credentials', named('ExpiredToken', 'expired'), 'has no valid credentials'],
    ['no network', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' }), 'does not reach it'],
    ['a proxy that hangs', named('TimeoutError'), 'does not reach it'],
    ['something else', named('InternalFailure', 'oops\nand more'), 'AWS cannot be asked: oops'],
  ])('cannot be asked with %s, which is said in one line', async (_case, error, words) => {
    sts.on(GetCallerIdentityCommand).rejects(error);
    const said = await placeOf('prod', {}, 'eu-central-1').then(String, ({ message }: Error) => message);
    expect(said).toContain(words);
    expect(said).not.toContain('\n');
  });
});
