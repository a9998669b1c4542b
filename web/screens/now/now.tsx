import { ArrowUp, CircleCheck, Plus } from 'lucide-preact';
import { isResponder, useMe } from '../../app/session.tsx';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import type { Alert } from '../alerts/model.ts';
import { useDeeds } from '../alerts/use-deeds.ts';
import { FirstHourHint } from '../first-hour/hint.tsx';
import { AlertCard } from './alert-card.tsx';
import { Freshness } from './freshness.tsx';
import { OnCallCard, OnCallLine } from './on-call-card.tsx';
import { ServicesCard } from './services-card.tsx';
import { useOpenAlerts } from './use-open-alerts.ts';
import { nowWords } from './words.ts';
import './now.css';

/** What a woken person needs: what is open, their own first, and how they stand. */
export default function Now() {
  const text = useWords(nowWords);
  const me = useMe();
  const deeds = useDeeds();
  const alerts = useOpenAlerts();
  const mayAct = isResponder(me);
  const cards = (all: readonly Alert[], isMine: boolean) => (
    <ul class="now-alerts">
      {all.map((alert) => (
        <AlertCard
          key={alert.id}
          alert={alert}
          meId={me.id}
          deeds={deeds}
          mayAct={mayAct}
          isMine={isMine}
          hasEnded={!alerts.isOpen(alert.id)}
        />
      ))}
    </ul>
  );
  const { mine, others } = alerts;
  return (
    <Page
      title={text.title}
      width="wide"
      lead={<OnCallLine />}
      actions={
        mayAct && (
          <LinkButton class="now-new" href="/alerts/new" icon={<Plus aria-hidden="true" />}>
            {text.newAlert}
          </LinkButton>
        )
      }
    >
      <Freshness of={alerts.got} />
      <FirstHourHint />
      <div class="now">
        <div class="stack now-main">
          {alerts.waiting > 0 && (
            <div class="now-waiting">
              <Button kind="primary" icon={<ArrowUp aria-hidden="true" />} onClick={alerts.tidy}>
                {text.waiting(alerts.waiting)}
              </Button>
            </div>
          )}
          <Loaded of={alerts.got}>
            {() =>
              mine.length + others.length === 0 ? (
                <Card>
                  <Empty icon={<CircleCheck aria-hidden="true" />} title={text.none}>
                    {text.noneWhy}
                  </Empty>
                </Card>
              ) : (
                <>
                  {(mine.length > 0 || mayAct) && (
                    <section class="stack tight">
                      <h2>{text.mine}</h2>
                      {mine.length > 0 ? cards(mine, true) : <p class="faint">{text.noneMine}</p>}
                    </section>
                  )}
                  {others.length > 0 && (
                    <section class="stack tight">
                      <h2>{mine.length > 0 || mayAct ? text.others : text.all}</h2>
                      {cards(others, false)}
                    </section>
                  )}
                  {alerts.isCut && <a href="/alerts">{text.allAlerts}</a>}
                </>
              )
            }
          </Loaded>
        </div>
        <div class="stack now-side">
          <OnCallCard />
          <ServicesCard />
        </div>
      </div>
    </Page>
  );
}
