import type { Options } from '../../../lib/context.ts';
import { about, advice, type Facts, type Finding, fault, type Setting } from '../facts.ts';

const words: Readonly<Record<string, string>> = {
  NO_VERIFIED_PHONE: 'no verified phone',
  NO_HIGH_PRIORITY_RULE: 'no rule for high-priority alerts',
  NO_WORKING_RULE: 'no rule that leads anywhere',
  MUTED: 'muted',
};

/** Whether somebody can be woken, and the front door is open. */
export const checkPeople = (facts: Facts, _options: Options, { stage }: Setting): readonly Finding[] =>
  about(facts.people, ({ health, console = 200, ownerEmail, ownerContacts, sources, unreachable }) => [
    ...(health === 200
      ? []
      : [
          fault(
            health === 0 ? 'The public address does not answer' : `The public address answers ${health}`,
            'tools cannot send alerts, and links in messages do not work',
            'docs/runbook.md#canary-silent',
          ),
        ]),
    ...(console === 200
      ? []
      : [
          fault(
            console === 0 ? 'The console does not answer' : `The console answers ${console}`,
            'people cannot sign in there, and invitations lead nowhere; alerts are answered all the same',
            'docs/runbook.md#the-console-does-not-come-up',
          ),
        ]),
    ...(ownerEmail === 'admin@example.com'
      ? [
          fault(
            'The owner is admin@example.com, which is nobody',
            "e-mails to the account's owner reach nobody",
            'docs/deploy.md, "The first person": PUT /api/users/1',
          ),
        ]
      : []),
    ...(ownerContacts.some(({ verified, status, kind }) => verified && status === 'OK' && kind === 'phone')
      ? []
      : [
          fault(
            'The owner has no verified phone',
            'alerts that nobody else is called to end with the owner, who sleeps through an e-mail',
            'docs/deploy.md, "The first person": POST /api/users/1/contacts/phone-numbers',
          ),
        ]),
    ...unreachable.map(({ name, problems }) =>
      fault(
        `${name} is on call within two weeks and may sleep through a page: ${problems.map((one) => words[one] ?? one).join(', ')}`,
        'that shift wakes nobody',
        `GET /api/on-calls/reachability; docs/deploy.md, "The first person"`,
      ),
    ),
    ...(sources > 0
      ? []
      : [
          advice(
            'There is no alert source',
            'no tool can send alerts yet',
            `docs/deploy.md, "The first alert" (stage ${stage})`,
          ),
        ]),
  ]);
