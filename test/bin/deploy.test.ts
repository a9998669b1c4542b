import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runDeploy } from '../../bin/deploy.ts';
import type { Deployed } from '../../bin/stage/deployed.ts';
import { HelpAsked, UsageError } from '../../bin/usage.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-stages-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = path.join(folder, 'prod.json');
const place = { account: '111122223333', region: 'eu-central-1' };
const inUse = { ...place, mailFrom: 'alerts@example.com', operatorEmail: 'ops@example.com' };
const recorded = {
  kind: 'RECORDED' as const,
  options: { mailFrom: inUse.mailFrom, operatorEmail: inUse.operatorEmail },
};

beforeEach(() => write(inUse));
const write = (content: object) => writeFileSync(file, JSON.stringify(content));
const written = () => JSON.parse(readFileSync(file, 'utf8'));

/** Runs the command in a world in which this is deployed; what it said, and what it had the CDK do. */
async function deploy(args: string[], deployed: Deployed = recorded, code = 0) {
  const said: string[] = [];
  const ran: string[] = [];
  const regions: (string | undefined)[] = [];
  const answer = await runDeploy(args, {
    folder,
    environment: {},
    placeOf: async (_stage, _where, region) => ({ ...place, region, partition: 'aws' }),
    readDeployed: async () => deployed,
    cdk: async (cdkArgs, environment) => {
      ran.push(cdkArgs.join(' '));
      regions.push(environment.AWS_REGION);
      return code;
    },
    say: (text) => said.push(text),
  }).catch((error: Error) => error);
  return { answer, said: said.join('\n'), ran, regions };
}

const whole = 'deploy --all --no-notices -c stage=prod';

describe('npm run deploy', () => {
  it("deploys by the stage's file, in its Region", async () => {
    expect(await deploy(['prod'])).toMatchObject({ answer: 0, ran: [whole], regions: ['eu-central-1'] });
    expect(written()).toEqual(inUse);
  });

  it('answers what the CDK answered', async () => {
    expect((await deploy(['prod'], recorded, 7)).answer).toBe(7);
  });

  it('does not ask before permissions change when told so', async () => {
    expect((await deploy(['prod', '--yes'])).ran).toEqual([`${whole} --require-approval never`]);
  });

  it.each([
    ['no stage', []],
    ['two stages', ['prod', 'dev']],
    ['no name of a stage', ['../prod']],
    ['an unknown flag', ['prod', '--force']],
    ['options that the next deploy would forget', ['prod', '-c', 'push=x']],
    ['a setting without a value', ['prod', '--set', 'push']],
  ])('refuses %s and says how it is meant', async (_case, args) => {
    const { answer, ran } = await deploy(args);
    expect(answer).toBeInstanceOf(UsageError);
    expect(String(answer)).toContain('npm run deploy -- <stage>');
    expect(ran).toEqual([]);
  });

  it('explains itself', async () => {
    expect((await deploy(['--help'])).answer).toBeInstanceOf(HelpAsked);
  });

  it("refuses to go on without the stage's file, or with a wrong one", async () => {
    const without = await deploy(['test']);
    expect(String(without.answer)).toContain('There is no stages/test.json');
    write({ mailFrm: 'alerts@example.com' });
    const wrong = await deploy(['prod']);
    expect(String(wrong.answer)).toContain('did you mean mailFrom?');
    expect([...without.ran, ...wrong.ran]).toEqual([]);
  });

  it('shows what it would take away, names what agrees to it, and deploys nothing', async () => {
    write({ ...place, mailFrom: inUse.mailFrom });
    const { answer, said, ran } = await deploy(['prod']);
    expect(said).toContain('LOST: nobody is told by e-mail when Tocsin itself is in trouble');
    expect(String(answer)).toMatch(/npm run deploy -- prod --drop operatorEmail\nNothing was deployed/);
    expect(ran).toEqual([]);
  });

  it('goes on when the loss is agreed to, and takes the option out of the file', async () => {
    expect((await deploy(['prod', '--drop', 'operatorEmail'])).ran).toEqual([whole]);
    expect(written()).toEqual({ ...place, mailFrom: inUse.mailFrom });
  });

  it('does not take one agreement for another', async () => {
    write(place);
    const { answer, ran } = await deploy(['prod', '--drop', 'mailFrom']);
    expect(String(answer)).toContain('--drop operatorEmail');
    expect(ran).toEqual([]);
    expect(written()).toEqual(place);
  });

  it('pauses and goes on by the command line, and the file remembers', async () => {
    expect((await deploy(['prod', '--set', 'paused=true'])).ran).toEqual([whole]);
    expect(written()).toEqual({ ...inUse, paused: true });
    const paused: Deployed = {
      kind: 'RECORDED',
      options: { ...inUse, paused: true, account: undefined, region: undefined },
    };
    expect((await deploy(['prod', '--drop', 'paused'], paused)).ran).toEqual([whole]);
    expect(written()).toEqual(inUse);
  });

  it('does not end a pause that another file knows nothing of: in a restore, that would page people', async () => {
    const paused: Deployed = { kind: 'RECORDED', options: { ...recorded.options, paused: true } };
    const { answer, ran } = await deploy(['prod'], paused);
    expect(String(answer)).toContain('npm run deploy -- prod --drop paused');
    expect(ran).toEqual([]);
  });

  it('does not pause because the file says so alone', async () => {
    write({ ...inUse, paused: true });
    expect(String((await deploy(['prod'])).answer)).toContain('--set paused=true');
  });

  it('reads numbers and flags of the command line as what they are', async () => {
    await deploy(['prod', '--set', 'canaryMinutes=10', '--set', 'deadManUrl=https://dead-man.example.com/?a=b']);
    expect(written()).toMatchObject({ canaryMinutes: 10, deadManUrl: 'https://dead-man.example.com/?a=b' });
  });

  it('writes nothing into the file that is wrong', async () => {
    expect(String((await deploy(['prod', '--set', 'voice=fax'])).answer)).toContain('voice:');
    expect(written()).toEqual(inUse);
  });

  it('builds no second deployment: there is none here, and nobody said that it is new', async () => {
    const { answer, ran } = await deploy(['prod'], { kind: 'NONE' });
    expect(String(answer)).toContain('There is no deployment prod in account 111122223333, eu-central-1');
    expect(ran).toEqual([]);
  });

  it('builds the first one, and writes down where it is', async () => {
    const { account: _account, ...rest } = inUse;
    write(rest);
    expect((await deploy(['prod', '--new'], { kind: 'NONE' })).ran).toEqual([whole]);
    expect(written()).toEqual(inUse);
  });

  it('goes on with a first deploy that did not get to its end', async () => {
    expect((await deploy(['prod'], { kind: 'UNFINISHED' })).ran).toEqual([whole]);
  });

  it.each<[string, Deployed]>([
    ['were not written down', { kind: 'UNRECORDED' }],
    ['may not be read', { kind: 'UNKNOWN', why: 'your credentials lack ssm:GetParameter' }],
  ])('does not go on by itself when the options in use %s', async (_case, deployed) => {
    const { answer, ran } = await deploy(['prod'], deployed);
    expect(String(answer)).toContain('say --unchecked');
    expect(ran).toEqual([]);
    expect((await deploy(['prod', '--unchecked'], deployed)).ran).toEqual([whole]);
  });

  it('does nothing in a dry run but say what it would do', async () => {
    const { answer, said, ran } = await deploy(['prod', '--dry-run', '--drop', 'mailFrom']);
    expect(answer).toBe(0);
    expect(said).toMatch(
      /LOST: nobody is told by e-mail any more[\s\S]*would change stages\/prod\.json and run: cdk deploy/,
    );
    expect(ran).toEqual([]);
    expect(written()).toEqual(inUse);
  });

  it('needs a Region from somewhere', async () => {
    write({ ownerEmail: 'you@example.com' });
    expect(String((await deploy(['prod'])).answer)).toContain('Which Region?');
  });
});
