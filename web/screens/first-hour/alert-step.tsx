import { useState } from 'preact/hooks';
import { useAction } from '../../client/action.ts';
import { answer, api } from '../../client/api.ts';
import { refresh, useGet } from '../../client/query.ts';
import { Countdown } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Badge, Failure, Notice } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { type Account, sourceFor } from './steps.ts';
import { firstHourWords } from './words.ts';

/** An event that goes the way of every event. */
export function AlertStep({ account }: { readonly account: Account }) {
  const text = useWords(firstHourWords);
  const integrationKey = sourceFor(account)?.integrationKey;
  const [isSent, setSent] = useState(false);
  const send = useAction(async () => {
    const body = { integrationKey: integrationKey ?? '', eventType: 'ALERT' as const, summary: text.summary };
    await answer(api.POST('/events', { body }));
    setSent(true);
    await refresh('/alerts');
  });
  if (!integrationKey) return <Notice>{text.noKey}</Notice>;
  return (
    <>
      <p>{text.alertWhy}</p>
      {send.error && <Failure error={send.error} />}
      <div class="row">
        <Button kind="primary" busy={send.isRunning || isSent} onClick={() => send.run()}>
          {isSent ? text.onItsWay : text.send}
        </Button>
      </div>
    </>
  );
}

/** Who is told of it, as it happens, until somebody answers. */
export function AnswerStep({ account: { alert } }: { readonly account: Account }) {
  const text = useWords(firstHourWords);
  const id = alert?.id ?? 0;
  const one = { params: { path: { id } } };
  const watched = { every: 2_000, enabled: alert !== undefined };
  const told = useGet('/alerts/{id}/notifications', one, watched).data ?? [];
  const plan = useGet('/alerts/{id}/plan', one, { every: 5_000, enabled: alert !== undefined }).data;
  const accept = useAction(async () => {
    await answer(api.PUT('/alerts/{id}/accept', one));
    await refresh('/alerts');
  });
  const next = plan?.pending[0];
  return (
    <>
      <p>{text.answerWhy}</p>
      <h3 class="small">{text.told}</h3>
      <ul class="first-hour-told" aria-live="polite">
        {told.length === 0 && <li class="faint">{text.nobodyYet}</li>}
        {told.map(({ id: message, method, target, status }) => (
          <li key={message}>
            <span>
              {text.methods[method] ?? method} <bdi class="faint">{target}</bdi>
            </span>
            <Badge tone={status === 'ERROR' ? 'bad' : status === 'SUCCESS' ? 'ok' : 'info'}>{text.state[status]}</Badge>
          </li>
        ))}
      </ul>
      {next && (
        <p class="faint">
          {text.next} {text.methods[next.method] ?? next.method} <Countdown at={next.at} />
        </p>
      )}
      {accept.error && <Failure error={accept.error} />}
      <div class="row">
        <Button kind="good" busy={accept.isRunning} onClick={() => accept.run()}>
          {text.accept}
        </Button>
      </div>
    </>
  );
}
