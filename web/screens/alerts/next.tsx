import { useState } from 'preact/hooks';
import { useGet } from '../../client/query.ts';
import { clockTime, fullTime } from '../../time/format.ts';
import { Countdown, useNow } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Loaded, nameOf } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import { type Alert, stateOf } from './model.ts';
import { type Coming, coming } from './next.ts';

const shownAtFirst = 3;

/** What is going to happen if nobody answers, with the time that is left. */
export function Next({ alert }: { readonly alert: Alert }) {
  const text = useWords(alertWords);
  const state = stateOf(alert);
  const isOpen = state === 'pending' || state === 'snoozed';
  const plan = useGet('/alerts/{id}/plan', { params: { path: { id: alert.id } } }, { every: 15_000, enabled: isOpen });
  const [isWhole, setWhole] = useState(false);
  const now = useNow(1_000);
  if (state === 'resolved') return null;
  if (state === 'accepted')
    return (
      <Card title={text.next}>
        <p class="faint">{text.stoppedBy.accepted}</p>
      </Card>
    );
  return (
    <Card title={text.next}>
      <div class="stack">
        {state === 'snoozed' && <p class="faint">{text.stoppedBy.snoozed}</p>}
        <Loaded of={plan} lines={3}>
          {(data) => {
            const all = coming(data).filter(({ at }) => Date.parse(at) > now - 5_000);
            const shown = isWhole ? all : all.slice(0, shownAtFirst);
            if (all.length === 0) return <p class="faint">{text.nothingNext}</p>;
            return (
              <>
                <ol class="alert-coming">
                  {shown.map((one, index) => (
                    <Step key={`${one.kind} ${one.level} ${one.at}`} step={one} isFirst={index === 0} />
                  ))}
                </ol>
                {shown.length < all.length ? (
                  <Button kind="quiet" size="small" onClick={() => setWhole(true)}>
                    {text.showPlan(all.length - shown.length)}
                  </Button>
                ) : (
                  data.endsAt && <p class="faint small">{text.endsAt}</p>
                )}
              </>
            );
          }}
        </Loaded>
      </div>
    </Card>
  );
}

function Step({ step, isFirst }: { readonly step: Coming; readonly isFirst: boolean }) {
  const text = useWords(alertWords);
  const language = useLanguage();
  return (
    <li class={isFirst ? 'first' : ''}>
      <div class="row apart">
        <strong>{step.level === undefined ? text.nextWay : text.level(step.level)}</strong>
        <span class="alert-when">
          {isFirst ? (
            <Countdown at={step.at} />
          ) : (
            <time dateTime={step.at} title={fullTime(step.at, { language })}>
              {clockTime(step.at, { language })}
            </time>
          )}
        </span>
      </div>
      {step.skipped && <span class="faint small">{text.skipped[step.skipped]}</span>}
      {!step.skipped &&
        step.people.map(({ user, pages, left }) => (
          <div key={user.id} class="small">
            <bdi>{nameOf(user)}</bdi>{' '}
            <span class="faint">
              {pages.length > 0
                ? pages
                    .map(({ method, at }) =>
                      at === step.at
                        ? (text.methods[method] ?? method)
                        : `${text.methods[method] ?? method} ${clockTime(at, { language })}`,
                    )
                    .join(', ')
                : left.map((reason) => text.reasons[reason] ?? reason).join(', ')}
            </span>
          </div>
        ))}
    </li>
  );
}
