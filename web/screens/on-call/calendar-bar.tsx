import { ChevronLeft, ChevronRight, Globe, Printer, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { ownTimezone } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SegmentField } from '../../ui/field.tsx';
import { TimezoneField } from '../../ui/pick.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import type { CalendarState } from './calendar-state.ts';
import { looks } from './calendar-state.ts';
import { dateText } from './ruler-texts.ts';
import { zoneName } from './texts.ts';
import { dateOf, knownZone } from './times.ts';
import { onCallWords } from './words.ts';

interface CalendarBarProps {
  readonly state: CalendarState;
  readonly isNarrow: boolean;
}

/** Where a calendar looks: back and on, how much at once, and by which clocks. */
export function CalendarBar({ state, isNarrow }: CalendarBarProps) {
  const text = useWords(onCallWords);
  const language = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const { look, zones, window, set, step } = state;
  const zone = knownZone(zones[0] ?? 'UTC');
  return (
    <div class="on-call-bar-tools">
      <div class="row on-call-steps">
        <IconButton label={text.earlier} kind="plain" onClick={() => step(-1)}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
        <Button onClick={() => set({ at: serverNow() })}>{text.today}</Button>
        <IconButton label={text.later} kind="plain" onClick={() => step(1)}>
          <ChevronRight aria-hidden="true" />
        </IconButton>
        <h2 aria-live="polite">{rangeText(dateOf(window.start, zone), dateOf(window.end - 1, zone), language)}</h2>
      </div>
      <div class="row on-call-look">
        {!isNarrow && (
          <SegmentField
            hideLabel
            label={text.look}
            value={look}
            onInput={(next) => set({ look: next })}
            options={looks.map((one) => ({ value: one, text: text.spans[one] }))}
          />
        )}
        <Button icon={<Globe aria-hidden="true" />} onClick={() => setOpen(true)}>
          {isNarrow ? zoneName(zones[0] ?? '') : text.zones}
        </Button>
        {!isNarrow && (
          <IconButton label={text.print} kind="plain" onClick={() => globalThis.print()}>
            <Printer aria-hidden="true" />
          </IconButton>
        )}
      </div>
      {isOpen && <ZonesDialog state={state} onClose={() => setOpen(false)} />}
    </div>
  );
}

/** `30 November – 6 December 2026`, `November 2026`. */
export function rangeText(from: string, until: string, language: 'en' | 'de'): string {
  const whole = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  if (from === until) return dateText(from, language, { weekday: 'short', ...whole });
  const isWholeMonth = from.endsWith('-01') && from.slice(0, 7) === until.slice(0, 7) && Number(until.slice(8)) > 27;
  if (isWholeMonth) return dateText(from, language, { month: 'long', year: 'numeric' });
  const isSameYear = from.slice(0, 4) === until.slice(0, 4);
  const start = dateText(from, language, isSameYear ? { day: 'numeric', month: 'short' } : whole);
  return `${start} – ${dateText(until, language, whole)}`;
}

function ZonesDialog({ state, onClose }: { readonly state: CalendarState; readonly onClose: () => void }) {
  const text = useWords(onCallWords);
  const { zones, set } = state;
  const own = ownTimezone();
  return (
    <Dialog title={text.zones} onClose={onClose}>
      <SegmentField
        label={text.mainZone}
        value={zones[0] ?? own}
        onInput={(first) => set({ zones: [first, ...zones.filter((one) => one !== first)] })}
        options={zones.map((name) => ({
          value: name,
          text: name === own ? `${zoneName(name)} (${text.yourZone})` : zoneName(name),
        }))}
      />
      {zones.length > 1 && (
        <ul class="on-call-zones">
          {zones.slice(1).map((name) => (
            <li key={name} class="row apart">
              {zoneName(name)}
              <IconButton
                size="small"
                label={text.removeZone(zoneName(name))}
                onClick={() => set({ zones: zones.filter((one) => one !== name) })}
              >
                <X aria-hidden="true" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <TimezoneField
        label={text.addZone}
        value=""
        onInput={(name) => name !== '' && set({ zones: [...new Set([...zones, name])] })}
      />
    </Dialog>
  );
}
