import { useMemo } from 'preact/hooks';
import { ownTimezone } from '../../../time/format.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { durationText } from '../durations.ts';
import { badDays, barClass, type Day, daysOf, type Uptime } from './history.ts';
import { serviceWords } from './words.ts';
import './bars.css';

const locales = { en: 'en-GB', de: 'de-DE' } as const;

/** `99.97%`: three decimals as they are counted, without zeros at the end. */
export const percentText = (percentage: number, language: 'en' | 'de'): string =>
  new Intl.NumberFormat(locales[language], { style: 'percent', maximumFractionDigits: 3 }).format(percentage / 100);

const dayText = (date: string, language: 'en' | 'de'): string =>
  new Intl.DateTimeFormat(locales[language], { timeZone: 'UTC', day: 'numeric', month: 'long' }).format(
    new Date(`${date}T12:00:00Z`),
  );

function useDayText() {
  const text = useWords(serviceWords);
  const language = useLanguage();
  return ({ date, majorSec, partialSec, uptime }: Day): string => {
    const said = [
      ...(majorSec > 0 ? [text.majorFor(durationText(majorSec * 1000, language))] : []),
      ...(partialSec > 0 ? [text.partialFor(durationText(partialSec * 1000, language))] : []),
      ...(uptime === null ? [text.notTracked] : [percentText(uptime, language)]),
    ];
    return `${dayText(date, language)}: ${said.join(', ')}`;
  };
}

interface BarsProps {
  readonly name: string;
  readonly uptime: Uptime;
  /** With a scale, and what happened on which day. */
  readonly isLarge?: boolean;
}

/** The last 90 days of a service as bars, as on a status page, in the zone of whoever looks. */
export function Bars({ name, uptime, isLarge = false }: BarsProps) {
  const text = useWords(serviceWords);
  const language = useLanguage();
  const tell = useDayText();
  const days = useMemo(() => daysOf(uptime, ownTimezone()), [uptime]);
  const bad = badDays(days);
  const share = percentText(uptime.uptimePercentage.p90, language);
  return (
    <div class={isLarge ? 'bars-frame large' : 'bars-frame'}>
      <div class="bars" role="img" aria-label={text.bars(name, share, bad.length)}>
        {days.map((day) => (
          <i key={day.date} class={barClass(day)} title={tell(day)} />
        ))}
      </div>
      {isLarge && (
        <>
          <div class="bars-scale">
            <span>{text.daysAgo}</span>
            <span>{text.today}</span>
          </div>
          {bad.length === 0 ? (
            <p class="faint small">{text.allFine}</p>
          ) : (
            <details class="small">
              <summary>{text.badDays(bad.length)}</summary>
              <ul class="bars-days">
                {bad.map((day) => (
                  <li key={day.date}>{tell(day)}</li>
                ))}
              </ul>
            </details>
          )}
        </>
      )}
    </div>
  );
}
