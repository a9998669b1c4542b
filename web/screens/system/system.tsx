import { BellRing, CircleCheck, HeartPulse } from 'lucide-preact';
import { useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Loaded, Notice } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { Alarms } from './alarms.tsx';
import { Cost } from './cost.tsx';
import { Limits, Sending } from './limits.tsx';
import { Part } from './part.tsx';
import { type Concern, concernsOf, isUrgent, type SystemStatus } from './verdict.ts';
import { systemWords } from './words.ts';
import './system.css';

/** How Tocsin itself is doing: the worst first, then everything that is known. */
export default function System() {
  const text = useWords(systemWords);
  const status = useGet('/system', undefined, { every: 30_000 });
  return (
    <Page title={text.title} lead={text.lead}>
      <Loaded of={status} lines={8}>
        {(system) => (
          <>
            <Verdict system={system} />
            <div class="system-grid">
              <Pulse system={system} />
              <DeadLetters of={system.deadLetters} />
              <Sending system={system} />
              <Limits system={system} />
              <Cost of={system.cost} />
            </div>
            <Alarms of={system.alarms} />
            <p class="faint small">
              {text.version(system.version)} · {text.looked} <Ago at={system.at} />
            </p>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Verdict({ system }: { readonly system: SystemStatus }) {
  const text = useWords(systemWords);
  const concerns = concernsOf(system);
  if (concerns.length === 0)
    return (
      <Notice tone="ok" title={text.allWell}>
        {text.allWellWhy}
      </Notice>
    );
  return (
    <div class="system-concerns">
      {concerns.map((concern) => {
        const [title, why] = saidOf(concern, text);
        return (
          <Notice key={title} tone={isUrgent(concern) ? 'bad' : 'warn'} title={title}>
            {why}
          </Notice>
        );
      })}
    </div>
  );
}

function saidOf(concern: Concern, text: (typeof systemWords)['en']): readonly [string, string] {
  switch (concern.kind) {
    case 'tick':
      return [text.tickLate, text.tickLateWhy];
    case 'canary':
      return [text.canaryLate, text.canaryLateWhy];
    case 'alarm':
      return [text.alarmRings(concern.name), concern.impact];
    case 'deadLetters':
      return [text.givenUp(concern.messages), text.givenUpWhy];
    case 'noChannel':
      return [text.noChannel, text.noChannelWhy];
    case 'mailSandbox':
      return [text.mailSandbox, text.mailSandboxWhy];
    case 'textSandbox':
      return [text.textSandbox, text.textSandboxWhy];
    case 'mailNearlyUsedUp':
      return [text.mailUsedUp, text.mailUsedUpWhy];
    case 'textsNearlySpent':
      return [text.textsSpent, text.textsSpentWhy];
  }
}

function Pulse({ system: { tick, canary } }: { readonly system: SystemStatus }) {
  const text = useWords(systemWords);
  const beat = (lastAt: string | null) => (lastAt === null ? text.never : <Ago at={lastAt} />);
  return (
    <Card title={text.pulse}>
      <ul class="system-pulse">
        <li>
          <HeartPulse aria-hidden="true" />
          <div>
            <h3>{text.tick}</h3>
            <Part of={tick}>{({ lastAt }) => <p class="system-beat">{beat(lastAt)}</p>}</Part>
            <p class="faint small">{text.tickWhy}</p>
          </div>
        </li>
        <li>
          <BellRing aria-hidden="true" />
          <div>
            <h3>{text.canary}</h3>
            <Part of={canary}>{({ lastAt }) => <p class="system-beat">{beat(lastAt)}</p>}</Part>
            <p class="faint small">{text.canaryWhy}</p>
          </div>
        </li>
      </ul>
    </Card>
  );
}

function DeadLetters({ of }: { readonly of: SystemStatus['deadLetters'] }) {
  const text = useWords(systemWords);
  return (
    <Card title={text.deadLetters}>
      <p class="faint small">{text.deadLettersWhy}</p>
      <Part of={of}>
        {(queues) => (
          <dl class="system-numbers">
            {queues.map(({ queue, messages }) => (
              <div key={queue}>
                <dt>{text.queues[queue] ?? queue}</dt>
                <dd class={messages > 0 ? 'bad' : ''}>
                  {messages === 0 && <CircleCheck aria-hidden="true" />}
                  {messages}
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Part>
    </Card>
  );
}
