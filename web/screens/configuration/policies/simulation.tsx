import { TriangleAlert } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { clockTime, ownTimezone, shortDay } from '../../../time/format.ts';
import { serverNow } from '../../../time/now.tsx';
import { DateTimeField, SegmentField } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { Failure, Loading, Person } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { type Draft, rulesOf } from './draft.ts';
import { policyWords } from './words.ts';

type Forecast = Api<'EscalationForecast'>;
type ForecastLevel = Forecast['levels'][number];
type Told = ForecastLevel['people'][number];

interface Question {
  readonly id: number | undefined;
  readonly draft: Draft;
  readonly priority: 'HIGH' | 'LOW';
  /** On the clock of whoever looks; undefined: now. */
  readonly at: string | undefined;
}

const asked = ({ id, draft, priority, at }: Question) => ({
  policy: {
    ...(id !== undefined && { id }),
    escalationRules: rulesOf(draft.levels),
    repeating: draft.repeating,
    frequency: draft.frequency,
    delayMin: draft.delayMin,
  },
  priority,
  ...(at && { at: new Date(at).toISOString() }),
});

/** What would happen, asked anew a moment after the draft has changed. */
function useForecast(question: Question): { forecast?: Forecast; error?: ApiError; isOld: boolean } {
  const [known, setKnown] = useState<{ key: string; forecast?: Forecast; error?: ApiError }>();
  const body = JSON.stringify(asked(question));
  const isEmpty = question.draft.levels.every(({ targets }) => targets.length === 0);
  useEffect(() => {
    if (isEmpty) return undefined;
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const forecast = await answer(api.POST('/escalation-policies/simulate', { body: JSON.parse(body) }));
        if (!isOver) setKnown({ key: body, forecast });
      } catch (error) {
        if (!isOver && error instanceof ApiError) setKnown({ key: body, error });
      }
    }, 350);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [body, isEmpty]);
  return { ...known, isOld: known?.key !== body };
}

const localMoment = (time: number): string => {
  const at = new Date(time);
  return new Date(time - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
};

/** Beside the editor: who would be told of an alert, when and how, with whatever is written there now. */
export function Simulation({ id, draft }: { readonly id: number | undefined; readonly draft: Draft }) {
  const text = useWords(policyWords);
  const [priority, setPriority] = useState<'HIGH' | 'LOW'>('HIGH');
  const [at, setAt] = useState<string>();
  const { forecast, error, isOld } = useForecast({ id, draft, priority, at });
  const isEmpty = draft.levels.every(({ targets }) => targets.length === 0);
  return (
    <Card title={text.simulation} class="policies-simulation">
      <div class="stack">
        <p class="faint small">{text.simulationLead}</p>
        <div class="row">
          <SegmentField
            label={text.priority}
            hideLabel
            value={priority}
            onInput={setPriority}
            options={[
              { value: 'HIGH', text: text.high },
              { value: 'LOW', text: text.low },
            ]}
          />
          <SegmentField
            label={text.when}
            hideLabel
            value={at === undefined ? 'now' : 'later'}
            onInput={(when) => setAt(when === 'now' ? undefined : localMoment(serverNow() + 8 * 3_600_000))}
            options={[
              { value: 'now', text: text.now },
              { value: 'later', text: text.later },
            ]}
          />
        </div>
        {at !== undefined && (
          <DateTimeField
            label={text.moment}
            hint={text.momentHint(ownTimezone())}
            name="at"
            value={at}
            onInput={(value) => setAt(value || localMoment(serverNow()))}
          />
        )}
        {isEmpty ? (
          <p class="faint">{text.noLevels}</p>
        ) : error !== undefined ? (
          <Failure error={error} />
        ) : forecast === undefined ? (
          <Loading />
        ) : (
          <div class={isOld ? 'policies-old' : ''} aria-busy={isOld}>
            <ForecastLine forecast={forecast} isLow={priority === 'LOW'} />
          </div>
        )}
      </div>
    </Card>
  );
}

function ForecastLine({ forecast, isLow }: { readonly forecast: Forecast; readonly isLow: boolean }) {
  const text = useWords(policyWords);
  const language = useLanguage();
  const { from, levels, endsAfterMin } = forecast;
  const isOnOneDay = levels.every(({ at }) => shortDay(at, { language }) === shortDay(from, { language }));
  const reachesNobody = levels.every(({ people }) => people.every(({ notifications }) => notifications.length === 0));
  return (
    <>
      {reachesNobody && (
        <p class="policies-problem">
          <TriangleAlert aria-hidden="true" />
          {text.noMessages}
        </p>
      )}
      <ol class="policies-forecast">
        {levels.map((level) => (
          <li key={`${level.pass} ${level.level}`} class={level.skipped ? 'skipped' : ''}>
            <div class="policies-forecast-head">
              <strong class="number">
                {!isOnOneDay && `${shortDay(level.at, { language })}, `}
                {clockTime(level.at, { language })}
              </strong>
              <span>
                {level.pass > 0 && `${text.pass(level.pass + 1)}, `}
                {text.level(level.level + 1)}
              </span>
              <span class="faint">{text.afterMin(level.afterMin)}</span>
            </div>
            {level.skipped && (
              <p class="policies-problem">
                <TriangleAlert aria-hidden="true" />
                {text.skipped[level.skipped] ?? level.skipped}
              </p>
            )}
            <ul>
              {level.people.map((person) => (
                <ToldPerson key={person.user.id} told={person} />
              ))}
            </ul>
          </li>
        ))}
      </ol>
      <p class="faint">{endsAfterMin === undefined ? text.goesOn : text.ends(endsAfterMin)}</p>
      {isLow && <p class="faint small">{text.lowOne}</p>}
    </>
  );
}

function ToldPerson({ told: { user, notifications, left, isRepeat } }: { readonly told: Told }) {
  const text = useWords(policyWords);
  return (
    <li class="policies-told">
      <Person person={user} />
      <ul>
        {notifications.map(({ method, afterMin, target, problem, sentAs }) => (
          <li key={`${method} ${afterMin} ${target}`}>
            {text.channel[sentAs ?? method] ?? method}
            <span class="faint">
              {' '}
              {text.afterMin(afterMin)}
              {target && (
                <>
                  {' · '}
                  <bdi>{target}</bdi>
                </>
              )}
            </span>
            {problem && <span class="policies-problem"> {text.problem[problem] ?? problem}</span>}
          </li>
        ))}
        {isRepeat && <li class="faint">{text.toldAlready}</li>}
        {left.map(({ method, reason }) => (
          <li key={`${method} ${reason}`} class="policies-problem">
            {method && `${text.channel[method] ?? method}: `}
            {text.left[reason] ?? reason}
          </li>
        ))}
      </ul>
    </li>
  );
}
