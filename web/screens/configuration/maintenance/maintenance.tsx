import { Wrench } from 'lucide-preact';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { ownTimezone } from '../../../time/format.ts';
import { toWallInput } from '../../../time/local.ts';
import { CheckField, DateTimeField, TextArea, TextField } from '../../../ui/field.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { PickManyField, TimezoneField } from '../../../ui/pick.tsx';
import { Badge, nameOf } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { NameLinks } from '../framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { RepeatField, RepeatText } from './repeat-field.tsx';
import { stateOf, wallText } from './state.ts';
import { maintenanceWords } from './words.ts';

type Window = Api<'MaintenanceWindow'>;
type Notifications = NonNullable<Window['notifications']>;
type Moment = keyof Notifications;

const moments: readonly Moment[] = ['atCreation', 'at24HoursBefore', 'at1HourBefore', 'atStart', 'atEnd'];

interface Draft {
  summary: string;
  description: string;
  timezone: string;
  start: string;
  end: string;
  recurrence: string | null;
  alertSources: { id: number; name?: string }[];
  services: { id: number; name?: string }[];
  notifications: Partial<Notifications>;
}

const tones = { on: 'warn', coming: 'info', over: 'none', repeats: 'info' } as const;

function State({ item }: { readonly item: Window }) {
  const text = useWords(maintenanceWords);
  const state = stateOf(item, Date.now());
  return <Badge tone={tones[state]}>{text[state]}</Badge>;
}

function Times({ item }: { readonly item: Window }) {
  const language = useLanguage();
  return (
    <>
      {wallText(item.start, item.timezone, language)} – {wallText(item.end, item.timezone, language)} ({item.timezone})
    </>
  );
}

function View({ item }: ViewProps<Window>) {
  const text = useWords(maintenanceWords);
  const told = moments.filter((moment) => item.notifications?.[moment]).map((moment) => text.told[moment]);
  return (
    <Card>
      <Facts
        of={[
          [text.fields.start, <Times key="times" item={item} />],
          [text.fields.recurrence, item.recurrence && <RepeatText rule={item.recurrence} />],
          [text.fields.description, item.description],
          [
            text.fields.alertSources,
            item.alertSources.length > 0 && <NameLinks base="/configuration/sources" of={item.alertSources} />,
          ],
          [
            text.fields.services,
            item.services.length > 0 && <NameLinks base="/communication/services" of={item.services} />,
          ],
          [text.fields.notifications, told.join(', ')],
          [text.createdBy, item.createdBy && nameOf(item.createdBy)],
        ]}
      />
    </Card>
  );
}

function Fields({ draft, set }: FieldsProps<Window, Draft>) {
  const text = useWords(maintenanceWords);
  const { fields } = text;
  return (
    <>
      <TextField label={fields.summary} name="summary" value={draft.summary} onInput={(summary) => set({ summary })} />
      <TimezoneField
        label={fields.timezone}
        name="timezone"
        hint={text.zoneHint}
        value={draft.timezone}
        onInput={(timezone) => set({ timezone })}
      />
      <div class="columns">
        <DateTimeField label={fields.start} name="start" value={draft.start} onInput={(start) => set({ start })} />
        <DateTimeField label={fields.end} name="end" value={draft.end} onInput={(end) => set({ end })} />
      </div>
      <RepeatField rule={draft.recurrence} onInput={(recurrence) => set({ recurrence })} />
      <PickManyField
        kind="sources"
        label={fields.alertSources}
        name="alertSources"
        hint={text.sourcesHint}
        optional
        value={draft.alertSources}
        onInput={(alertSources) => set({ alertSources: [...alertSources] })}
      />
      <PickManyField
        kind="services"
        label={fields.services}
        name="services"
        hint={text.servicesHint}
        optional
        value={draft.services}
        onInput={(services) => set({ services: [...services] })}
      />
      <TextArea
        label={fields.description}
        name="description"
        optional
        value={draft.description}
        onInput={(description) => set({ description })}
      />
      <fieldset class="field">
        <legend>{fields.notifications}</legend>
        {moments.map((moment) => (
          <CheckField
            key={moment}
            label={text.told[moment]}
            name={`notifications.${moment}`}
            value={draft.notifications[moment] ?? false}
            onInput={(is) => set({ notifications: { ...draft.notifications, [moment]: is } })}
          />
        ))}
      </fieldset>
    </>
  );
}

const bodyOf = (draft: Draft) => ({ ...draft, description: draft.description === '' ? null : draft.description });

export const maintenance: Resource<Window, Draft> = {
  place: 'maintenance',
  entity: 'maintenance',
  paths: ['/maintenance-windows'],
  words: maintenanceWords,
  Icon: Wrench,
  useList: () => useAll('/maintenance-windows'),
  useOne: (id) => useGet('/maintenance-windows/{id}', { params: { path: { id } } }),
  titleOf: ({ summary }) => summary,
  searchedOf: ({ alertSources, services }) => [...alertSources, ...services].map(({ name }) => name),
  compare: (a, b) => b.start.localeCompare(a.start),
  useNarrowings: () => {
    const text = useWords(maintenanceWords);
    return (['on', 'coming', 'repeats', 'over'] as const).map((state) => ({
      key: state,
      text: text[state],
      test: (one) => stateOf(one, Date.now()) === state,
    }));
  },
  Note: Times,
  End: State,
  View,
  Fields,
  blank: () => ({
    summary: '',
    description: '',
    timezone: ownTimezone(),
    start: '',
    end: '',
    recurrence: null,
    alertSources: [],
    services: [],
    notifications: {},
  }),
  draftOf: (window) => ({
    summary: window.summary,
    description: window.description ?? '',
    timezone: window.timezone,
    start: toWallInput(window.start, window.timezone),
    end: toWallInput(window.end, window.timezone),
    recurrence: window.recurrence ?? null,
    alertSources: window.alertSources,
    services: window.services,
    notifications: window.notifications ?? {},
  }),
  create: (draft) => api.POST('/maintenance-windows', { body: bodyOf(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/maintenance-windows/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/maintenance-windows/{id}', { params: { path: { id } } }),
};

export default resourceScreen(maintenance);
