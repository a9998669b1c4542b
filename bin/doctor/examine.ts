import type { Options } from '../../lib/context.ts';
import { checkMail } from './checks/mail.ts';
import { checkOperation } from './checks/operation.ts';
import { checkPeople } from './checks/people.ts';
import { checkPhones } from './checks/phones.ts';
import { checkPush } from './checks/push.ts';
import type { Facts, Finding, Read, Setting } from './facts.ts';

/** Everything that is not as it has to be, faults first. What could not be read is a finding, too. */
export function examine(facts: Facts, options: Options, setting: Setting): Finding[] {
  const checks = [checkOperation, checkMail, checkPhones, checkPush, checkPeople];
  return faultsFirst([...checks.flatMap((check) => check(facts, options, setting)), ...unknown(facts)]);
}

const order = ['FAULT', 'UNKNOWN', 'ADVICE'];

export const faultsFirst = (findings: readonly Finding[]): Finding[] =>
  findings.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));

/** What each fact would have told. */
const told: Readonly<Record<keyof Facts, string>> = {
  stacks: 'whether the stacks are whole',
  concurrency: 'how many functions may run at once',
  mailAccount: 'whether SES is in its sandbox',
  identities: 'whether the sender of e-mails is verified',
  activeRules: 'whether inbound e-mail is stored',
  mailExchange: 'whether inbound e-mail reaches SES',
  snsTexts: 'whether SNS is in its sandbox, and what texts may cost',
  endUserMessaging: 'whether End User Messaging is in its sandbox, and what texts and calls may cost',
  smsIdentity: 'whether the number for texts is active and takes answers',
  voiceIdentity: 'whether the number for calls is active',
  connect: 'whether the Connect instance can call',
  connectFlow: 'whether the contact flow is there',
  push: 'whether pushes have credentials',
  operators: 'whether the operators have confirmed',
  alarms: 'whether an alarm rings',
  deadLetters: 'whether messages were given up',
  ticks: 'whether the tick runs',
  canary: 'whether test alerts get through',
  people: 'whether people can be reached',
};

function unknown(facts: Facts): Finding[] {
  return (Object.entries(facts) as [keyof Facts, Read<unknown> | undefined][]).flatMap(([name, fact]) => {
    if (fact === undefined || fact.known) return [];
    return [
      {
        kind: 'UNKNOWN' as const,
        what: `Not known: ${told[name]}`,
        lost: fact.denied ? `your credentials lack ${fact.permission}` : fact.said,
        do: fact.denied ? `Ask for the permission (${fact.permission}), and look again` : 'Look again',
      },
    ];
  });
}

const marks = { FAULT: 'FAULT  ', UNKNOWN: 'UNKNOWN', ADVICE: 'ADVICE ' } as const;

/** The findings as the operator reads them. */
export function reportOf(findings: readonly Finding[], looked: number): string {
  const texts = findings.map(
    ({ kind, what, lost, do: todo }) =>
      `${marks[kind]}  ${what}\n         ${kind === 'UNKNOWN' ? 'Why:' : 'Lost:'} ${lost}\n         Do:   ${todo}`,
  );
  const count = (kind: Finding['kind']) => findings.filter((finding) => finding.kind === kind).length;
  const summary = `${looked} things looked at. Faults: ${count('FAULT')}, unknown: ${count('UNKNOWN')}, advice: ${count('ADVICE')}.`;
  return [...texts, summary].join('\n\n');
}
