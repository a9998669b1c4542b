import { Ago } from '../../time/now.tsx';
import { useWords } from '../../words/language.tsx';
import { DeedButtons } from '../alerts/deed-buttons.tsx';
import { type Alert, stateOf } from '../alerts/model.ts';
import { Holder, NextEscalation, PriorityMark, StateBadge } from '../alerts/parts.tsx';
import { shortened } from '../alerts/text.ts';
import type { Deeds } from '../alerts/use-deeds.ts';
import { nowWords } from './words.ts';

interface CardProps {
  readonly alert: Alert;
  readonly meId: number;
  readonly deeds: Deeds;
  readonly mayAct: boolean;
  readonly isMine: boolean;
  /** It is no longer open; it keeps its place until nothing is under the finger. */
  readonly hasEnded: boolean;
}

/** An alert with what matters at three in the morning, and the buttons to answer it. */
export function AlertCard({ alert, meId, deeds, mayAct, isMine, hasEnded }: CardProps) {
  const text = useWords(nowWords);
  const seen = deeds.seen(alert);
  const state = stateOf(seen);
  return (
    <li class={`now-alert ${state}${hasEnded ? ' ended' : ''}`} data-alert={alert.id}>
      <a class="now-alert-body" href={`/alerts/${alert.id}`}>
        <span class="now-alert-head">
          <PriorityMark priority={seen.priority} />
          <StateBadge alert={hasEnded ? { status: 'RESOLVED' } : seen} />
          <span class="faint small">
            <Ago at={alert.reportTime} />
          </span>
        </span>
        <bdi class="now-summary alerts-summary">{shortened(alert.summary, 400)}</bdi>
        <span class="now-alert-facts faint small">
          <bdi>{alert.alertSource.name}</bdi>
          {hasEnded ? (
            <span>{text.ended}</span>
          ) : (
            <>
              <Holder alert={seen} meId={meId} />
              <NextEscalation alert={seen} />
            </>
          )}
        </span>
      </a>
      {mayAct && !hasEnded && <DeedButtons alert={seen} deeds={deeds} isMain={isMine} />}
    </li>
  );
}
