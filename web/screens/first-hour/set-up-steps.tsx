import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { refresh } from '../../client/query.ts';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { useWords } from '../../words/language.tsx';
import { type Account, policyFor } from './steps.ts';
import { firstHourWords } from './words.ts';

interface StepProps {
  readonly account: Account;
}

/** A text at once and a call after it, or pushes where there is no phone. */
export function RuleStep({ account: { meId, phones, devices } }: StepProps) {
  const text = useWords(firstHourWords);
  const phone = phones.find(({ verified }) => verified);
  const [sms, setSms] = useState(phone !== undefined);
  const [voice, setVoice] = useState(phone !== undefined);
  const [push, setPush] = useState(devices > 0);
  const add = (method: 'SMS' | 'VOICE' | 'PUSH', delayMin: number) =>
    answer(
      api.POST('/users/{user}/notification-preferences/alerts', {
        params: { path: { user: meId } },
        body: {
          method,
          delayMin,
          type: 'HIGH_PRIORITY',
          contact: method === 'PUSH' || phone === undefined ? null : { id: phone.id },
        },
      }),
    );
  async function use() {
    if (push) await add('PUSH', 0);
    if (sms) await add('SMS', 0);
    // A deployment that calls nobody refuses the rule: the others count all the same.
    if (voice) await add('VOICE', 3).catch((error) => refuseUnless(error, sms || push));
    await refresh('/users/{user}/notification-preferences/alerts');
  }
  return (
    <Form onSubmit={use} submit={text.useThese} disabled={!sms && !voice && !push}>
      <p>{text.ruleWhy}</p>
      {phone && (
        <>
          <CheckField label={text.sms} value={sms} onInput={setSms} />
          <CheckField label={text.voice} value={voice} onInput={setVoice} />
        </>
      )}
      {devices > 0 && <CheckField label={text.pushRule} value={push} onInput={setPush} />}
    </Form>
  );
}

function refuseUnless(error: unknown, isEnough: boolean): void {
  if (!isEnough || !(error instanceof ApiError) || error.status !== 400) throw error;
}

/** A policy that calls the person themselves. */
export function PolicyStep({ account: { meId } }: StepProps) {
  const text = useWords(firstHourWords);
  const [name, setName] = useState(text.policyName);
  async function make() {
    const escalationRules = [{ escalationTimeout: 5, users: [{ id: meId }] }];
    await answer(api.POST('/escalation-policies', { body: { name, escalationRules } }));
    await refresh('/escalation-policies');
  }
  return (
    <Form onSubmit={make} submit={text.makePolicy}>
      <p>{text.policyWhy}</p>
      <TextField label={text.name} name="name" value={name} onInput={setName} />
    </Form>
  );
}

const tools = ['API', 'PROMETHEUS', 'GRAFANA', 'CLOUDWATCH', 'DATADOG', 'CHECKMK', 'ZABBIX'] as const;

/** The first tool that sends alerts. */
export function SourceStep({ account }: StepProps) {
  const text = useWords(firstHourWords);
  const [name, setName] = useState(text.sourceName);
  const [tool, setTool] = useState<(typeof tools)[number]>('API');
  const policy = policyFor(account);
  async function make() {
    const escalationPolicy = { id: policy?.id ?? 0 };
    await answer(api.POST('/alert-sources', { body: { name, integrationType: tool, escalationPolicy } }));
    await refresh('/alert-sources');
  }
  return (
    <Form onSubmit={make} submit={text.makeSource}>
      <p>{text.sourceWhy}</p>
      <SelectField
        label={text.tool}
        name="integrationType"
        value={tool}
        onInput={setTool}
        options={tools.map((value) => ({ value, text: text.tools[value] }))}
      />
      <TextField label={text.name} name="name" value={name} onInput={setName} />
    </Form>
  );
}
