import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { App } from 'aws-cdk-lib';
import { afterAll, describe, expect, it } from 'vitest';
import { readOptions } from '../../lib/context.ts';
import { contextOfStage, editStageFile, parseStageFile, readStageFile, stagesFolder } from '../../lib/stage-file.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tocsin-stages-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe("a stage's file", () => {
  it('is shown by an example that is right, and that no stage can have as its own', () => {
    const example = readFileSync(path.join(stagesFolder, 'prod.example.json'), 'utf8');
    expect(parseStageFile('prod', example).options).toMatchObject({ stage: 'prod', voice: 'connect' });
    expect(contextOfStage('prod.example')).toEqual({});
  });

  it('says where the deployment is and what it consists of', () => {
    const text = '{ "account": "111122223333", "region": "eu-central-1", "push": "", "canaryMinutes": 10 }';
    expect(parseStageFile('prod', text)).toMatchObject({
      account: '111122223333',
      region: 'eu-central-1',
      options: { stage: 'prod', canaryMinutes: 10, voice: 'off' },
    });
  });

  it.each([
    ['no JSON', '{', 'stages/prod.json is not JSON'],
    ['no object', '[]', 'is not an object of options'],
    ['nothing', 'null', 'is not an object of options'],
    [
      'an unknown name',
      '{ "smsIdentiy": "phone-1" }',
      'smsIdentiy: is not an option of Tocsin; did you mean smsIdentity?',
    ],
    ['a wrong case', '{ "OperatorEmail": "a@b.de" }', 'did you mean operatorEmail?'],
    ['a name of nothing like it', '{ "colour": "red" }', /colour: is not an option of Tocsin$/m],
    ['a misspelt place', '{ "regoin": "eu-central-1" }', 'did you mean region?'],
    ['a wrong account', '{ "account": 111122223333 }', 'account: '],
    ['a wrong Region', '{ "region": "Frankfurt" }', 'region: is not an AWS Region'],
    ['a wrong value', '{ "mailFrom": "alerts" }', 'mailFrom: is not an e-mail address'],
    ['a missing companion', '{ "voice": "eum" }', 'voiceIdentity: is needed with voice=eum'],
    ['a stage', '{ "stage": "dev" }', 'stage: is said by the name of the file'],
    ['what no deployment can have', '{ "bundling": false }', 'bundling: is for cdk synth only'],
  ])('is refused with %s', (_case, text, message) => {
    expect(() => parseStageFile('prod', text)).toThrow(message);
  });

  it('is refused for the stage of the local cloud, which has options of its own', () => {
    expect(() => parseStageFile('local', '{}')).toThrow('local is the stage of the local cloud');
  });

  it('names every wrong member at once', () => {
    const wrong = () => parseStageFile('prod', '{ "mailFrm": "a@b.de", "push": "x", "region": "here" }');
    expect(wrong).toThrow(/region[\s\S]*mailFrm[\s\S]*push/);
  });

  it('is edited member by member', () => {
    const text = editStageFile('prod', '{ "push": "x", "mailFrom": "a@b.de" }', { push: undefined, paused: true });
    expect(JSON.parse(text)).toEqual({ mailFrom: 'a@b.de', paused: true });
    expect(text).toMatch(/^\{\n {2}"mailFrom"[\s\S]*\}\n$/);
  });

  it('that is missing is asked for, with the ones there are', () => {
    writeFileSync(path.join(folder, 'dev.json'), '{}');
    expect(() => readStageFile('prod', folder)).toThrow(/no stages\/prod\.json[\s\S]*files for: dev\./);
  });

  it('lies below what cdk is given with -c, and says nothing of other stages', () => {
    writeFileSync(
      path.join(folder, 'prod.json'),
      '{ "mailFrom": "file@example.com", "operatorEmail": "ops@example.com" }',
    );
    const read = (context: Record<string, unknown>) =>
      readOptions(new App({ context, analyticsReporting: false }).node, (stage) => contextOfStage(stage, folder));
    expect(read({ stage: 'prod' })).toMatchObject({ mailFrom: 'file@example.com' });
    expect(read({ stage: 'prod', mailFrom: 'line@example.com' })).toMatchObject({
      mailFrom: 'line@example.com',
      operatorEmail: 'ops@example.com',
    });
    expect(read({ stage: 'prod', mailFrom: '' }).mailFrom).toBeUndefined();
    expect(read({ stage: 'test' }).mailFrom).toBeUndefined();
  });
});
