import { BellRing } from 'lucide-preact';
import { Ago } from '../../time/now.tsx';
import { Card } from '../../ui/page.tsx';
import { Badge, Empty } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { Part } from './part.tsx';
import { alarmsInOrder, type SystemStatus } from './verdict.ts';
import { systemWords } from './words.ts';

type All = NonNullable<SystemStatus['alarms']['value']>;

/** What rings, with what people lose by it; what is quiet is there for who wants to know what is watched. */
export function Alarms({ of }: { readonly of: SystemStatus['alarms'] }) {
  const text = useWords(systemWords);
  return (
    <Card title={text.alarms}>
      <Part of={of}>
        {(alarms) => {
          if (alarms.length === 0)
            return (
              <Empty icon={<BellRing aria-hidden="true" />} title={text.noAlarms}>
                {text.noAlarmsWhy}
              </Empty>
            );
          const ordered = alarmsInOrder(alarms);
          const loud = ordered.filter(({ state }) => state === 'ALARM');
          const others = ordered.filter(({ state }) => state !== 'ALARM');
          return (
            <>
              <AlarmList of={loud} />
              <details class="system-quiet">
                <summary>{text.others(others.length)}</summary>
                <AlarmList of={others} />
              </details>
            </>
          );
        }}
      </Part>
    </Card>
  );
}

function AlarmList({ of }: { readonly of: All }) {
  const text = useWords(systemWords);
  const said = { ALARM: text.rings, OK: text.quiet, INSUFFICIENT_DATA: text.noData };
  const tone = { ALARM: 'bad', OK: 'ok', INSUFFICIENT_DATA: 'none' } as const;
  if (of.length === 0) return null;
  return (
    <ul class="system-alarms">
      {of.map(({ name, state, impact, since }) => (
        <li key={name}>
          <div class="row apart">
            <code>{name}</code>
            <Badge tone={tone[state]}>{said[state]}</Badge>
          </div>
          <p class="small">{impact}</p>
          {state === 'ALARM' && (
            <p class="faint small">
              {since && (
                <>
                  <Ago at={since} /> ·{' '}
                </>
              )}
              {text.runbook}: <code>docs/runbook.md#{name}</code>
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
