import { Megaphone } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { Card } from '../../../ui/page.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { base } from '../parts.tsx';
import { type Affected, affectedBody } from './draft.ts';
import { incidentWords } from './words.ts';

export interface Foreseen {
  readonly info?: Api<'PublishInfo'>;
  readonly error?: ApiError;
}

/** Where an incident with these services would appear, and how many would be told; asked anew a moment after they change. */
export function useForecast(affected: readonly Affected[], incidentId?: number): Foreseen {
  const [foreseen, setForeseen] = useState<Foreseen>({});
  const key = affected.map(({ service }) => service.id).join();
  useEffect(() => {
    if (affected.length === 0) {
      setForeseen({});
      return undefined;
    }
    const stop = new AbortController();
    const ask = async () => {
      const body = { affectedServices: affectedBody(affected), ...(incidentId !== undefined && { id: incidentId }) };
      try {
        const info = await answer(api.POST('/incidents/publish-info', { body, signal: stop.signal }));
        if (!stop.signal.aborted) setForeseen({ info });
      } catch (error) {
        if (!stop.signal.aborted && error instanceof ApiError) setForeseen({ error });
      }
    };
    const timer = setTimeout(ask, 250);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [key, incidentId]);
  return foreseen;
}

/** How many would be told. */
export const reachOf = ({ info }: Foreseen): number | undefined =>
  info && info.privateSubscribers + info.publicSubscribers;

interface ForecastProps {
  readonly foreseen: Foreseen;
  readonly notifies: boolean;
  readonly hasServices: boolean;
}

/** Says beforehand who will see an incident, and who will be told. */
export function Forecast({ foreseen: { info, error }, notifies, hasServices }: ForecastProps) {
  const text = useWords(incidentWords);
  return (
    <Card title={text.forecast} class="incidents-forecast">
      {!hasServices ? (
        <p class="faint">{text.forecastFirst}</p>
      ) : error !== undefined ? (
        <Failure error={error} />
      ) : info === undefined ? (
        <Loading lines={2} />
      ) : (
        <div class="stack tight" aria-live="polite">
          <p class="incidents-told">
            <Megaphone aria-hidden="true" />
            <span>{toldText(info, notifies, text)}</span>
          </p>
          {info.statusPagesInfo.length === 0 ? (
            <p class="faint">{text.noPages}</p>
          ) : (
            <>
              <p>
                {text.pages(info.statusPagesInfo.length)}{' '}
                <span class="faint">({text.privateAndPublic(info.privateStatusPages, info.publicStatusPages)})</span>
              </p>
              <ul class="communication-chips">
                {info.statusPagesInfo.map(({ id, label }) => (
                  <li key={id}>
                    <a href={`${base}/status-pages/${id}`}>
                      <bdi>{label}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      )}
    </Card>
  );
}

function toldText(
  { privateSubscribers, publicSubscribers }: Api<'PublishInfo'>,
  notifies: boolean,
  text: (typeof incidentWords)['en'],
): string {
  if (privateSubscribers + publicSubscribers === 0) return text.toldNobody;
  return (notifies ? text.told : text.toldIfAsked)(privateSubscribers, publicSubscribers);
}
