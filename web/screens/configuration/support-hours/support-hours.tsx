import { CalendarPlus, Clock } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { ownTimezone } from '../../../time/format.ts';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/field.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { TimezoneField } from '../../../ui/pick.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { TeamBadges, TeamNames, TeamsField } from '../framework/parts.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { type Exception, ExceptionsField, statuses } from './exceptions.tsx';
import { ImportCalendar } from './import.tsx';
import type { Week } from './week.ts';
import { WeekBars, WeekField } from './week-grid.tsx';
import { supportWords } from './words.ts';

type Hours = Api<'SupportHours'>;

interface Draft {
  name: string;
  timezone: string;
  supportDays: Week;
  exceptions: Exception[];
  teams: { id: number; name?: string }[];
}

const asStatus = (status: string) => statuses.find((one) => one === status) ?? 'NONE';

function View({ item, mayWrite }: ViewProps<Hours>) {
  const text = useWords(supportWords);
  const [isImporting, setImporting] = useState(false);
  const exceptions = item.exceptions ?? [];
  return (
    <>
      <Card title={text.fields.supportDays}>
        <div class="stack">
          <Facts
            of={[
              [text.fields.timezone, item.timezone],
              [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
            ]}
          />
          <WeekBars week={item.supportDays as Week} />
        </div>
      </Card>
      <Card
        flush
        title={text.fields.exceptions}
        actions={
          mayWrite && (
            <Button size="small" icon={<CalendarPlus aria-hidden="true" />} onClick={() => setImporting(true)}>
              {text.import}
            </Button>
          )
        }
      >
        {exceptions.length === 0 ? (
          <p class="configuration-pad faint">{text.noExceptions}</p>
        ) : (
          <List>
            {exceptions.map(({ name, start, end, supportStatus }) => (
              <Row
                key={`${name} ${start}`}
                title={<bdi>{name}</bdi>}
                end={
                  <Badge tone={supportStatus === 'DURING' ? 'ok' : 'none'}>
                    {text.statuses[asStatus(supportStatus)]}
                  </Badge>
                }
              >
                {start} – {end}
              </Row>
            ))}
          </List>
        )}
      </Card>
      {isImporting && <ImportCalendar id={item.id} onClose={() => setImporting(false)} />}
    </>
  );
}

function Fields({ draft, set }: FieldsProps<Hours, Draft>) {
  const text = useWords(supportWords);
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <TimezoneField
        label={text.fields.timezone}
        name="timezone"
        value={draft.timezone}
        onInput={(timezone) => set({ timezone })}
      />
      <WeekField week={draft.supportDays} onInput={(supportDays) => set({ supportDays })} />
      <ExceptionsField exceptions={draft.exceptions} onInput={(exceptions) => set({ exceptions })} />
      <TeamsField value={draft.teams} onInput={(teams) => set({ teams })} />
    </>
  );
}

const office = { start: '09:00', end: '17:00' };

export const supportHours: Resource<Hours, Draft> = {
  place: 'support-hours',
  entity: 'support-hours',
  paths: ['/support-hours'],
  words: supportWords,
  Icon: Clock,
  useList: () => useAll('/support-hours'),
  useOne: (id) => useGet('/support-hours/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ timezone, teams }) => [timezone, ...teams.map(({ name }) => name)],
  Note: ({ item }) => <>{item.timezone}</>,
  End: ({ item }) => <TeamBadges teams={item.teams} />,
  View,
  Fields,
  blank: () => ({
    name: '',
    timezone: ownTimezone(),
    supportDays: { MONDAY: office, TUESDAY: office, WEDNESDAY: office, THURSDAY: office, FRIDAY: office },
    exceptions: [],
    teams: [],
  }),
  draftOf: ({ name, timezone, supportDays, exceptions, teams }) => ({
    name,
    timezone,
    supportDays: supportDays as Week,
    exceptions: (exceptions ?? []).map((one) => ({ ...one, supportStatus: asStatus(one.supportStatus) })),
    teams,
  }),
  create: (body) => api.POST('/support-hours', { body }),
  save: (id, body, headers) => api.PUT('/support-hours/{id}', { params: { path: { id } }, headers, body }),
  remove: (id) => api.DELETE('/support-hours/{id}', { params: { path: { id } } }),
};

export default resourceScreen(supportHours);
