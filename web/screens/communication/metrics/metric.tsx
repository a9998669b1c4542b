import { ChartLine, Ellipsis, FlaskConical, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAll } from '../../../client/all.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { SegmentField } from '../../../ui/field.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Loaded, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { NameLink, TeamNames } from '../../configuration/framework/parts.tsx';
import type { Resource, ViewProps } from '../../configuration/framework/resource.ts';
import { resourceScreen } from '../../configuration/framework/screen.tsx';
import { base, mayEdit } from '../parts.tsx';
import { Chart, type Period, useValueText } from './chart.tsx';
import { draftOfMetric, type MetricDraft, metricBody, metricChange, newMetric } from './metric-body.ts';
import { MetricFields } from './metric-fields.tsx';
import { metricWords } from './words.ts';
import './metrics.css';

type Metric = Api<'Metric'>;

function View({ item }: ViewProps<Metric>) {
  const text = useWords(metricWords);
  const valueText = useValueText(item);
  const [period, setPeriod] = useState<Period>('day');
  const series = useGet('/metrics/{id}/series', { params: { path: { id: item.id } } }, { every: 60_000 });
  const periods: readonly Period[] = ['day', 'week', 'month'];
  return (
    <>
      <Card>
        <Loaded of={series}>
          {(all) => {
            const { value } = all[period];
            return (
              <div class="stack">
                <div class="row apart">
                  <span class="metrics-value">{value === null ? '–' : valueText(value)}</span>
                  <SegmentField
                    label={text.period}
                    hideLabel
                    value={period}
                    onInput={setPeriod}
                    options={periods.map((one) => ({ value: one, text: text.periods[one] }))}
                  />
                </div>
                <Chart key={period} metric={item} series={all[period]} period={period} />
              </div>
            );
          }}
        </Loaded>
      </Card>
      <Card>
        <Facts
          of={[
            [text.fields.description, item.description],
            [text.fields.displayType, text.displays[item.displayType]],
            [text.fields.aggregationType, text.aggregations[item.aggregationType]],
            [
              text.fields.dataSource,
              item.dataSource && (
                <NameLink href={`${base}/metric-sources/${item.dataSource.id}`} of={item.dataSource} />
              ),
            ],
            [text.fields.metadata, item.metadata && <code>{item.metadata.query}</code>],
            [text.pulled, item.dataSource && (item.pullStatus ? <Ago at={item.pullStatus.pulledAt} /> : text.never)],
            [text.fields.teams, item.teams.length > 0 && <TeamNames teams={item.teams} />],
          ]}
        />
        {item.pullStatus?.error && (
          <Notice tone="bad" title={text.pullError}>
            {item.pullStatus.error}
          </Notice>
        )}
      </Card>
      {!item.dataSource && <Sending metric={item} />}
    </>
  );
}

/** The address that points are sent to. */
const seriesPath = '/series/{key}';

function Sending({ metric: { integrationKey } }: { readonly metric: Metric }) {
  const text = useWords(metricWords);
  if (!integrationKey)
    return (
      <Card title={text.sending}>
        <p class="faint">{text.keyHidden}</p>
      </Card>
    );
  const address = `${window.location.origin}/api${seriesPath.replace('{key}', integrationKey)}`;
  return (
    <Card title={text.sending}>
      <div class="stack">
        <p>{text.sendingWhy}</p>
        <CodeBlock text={address} label={text.sending} />
        <CodeBlock text={`curl -fsS ${address} -d '{"value": 182.5}'`} label={text.example} />
      </div>
    </Card>
  );
}

function Actions({ item: { id }, mayWrite }: ViewProps<Metric>) {
  const text = useWords(metricWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  if (!mayWrite) return null;
  const params = { path: { id } };
  const tried = async (work: () => Promise<unknown>, done: string) => {
    try {
      await work();
      await refresh('/metrics');
      toast({ text: done });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const forget = async () => {
    if (!(await ask({ title: text.forgetAsk, text: text.forgetWhy, yes: text.forget, danger: true }))) return;
    await tried(() => answer(api.DELETE('/metrics/{id}/data', { params })), text.forgot);
  };
  return (
    <Menu
      label={common.more}
      iconOnly
      icon={<Ellipsis aria-hidden="true" />}
      items={[
        {
          text: text.demo,
          icon: <FlaskConical aria-hidden="true" />,
          onClick: () => tried(() => answer(api.POST('/metrics/{id}/demo-data', { params })), text.demoDone),
        },
        { text: text.forget, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: forget },
      ]}
    />
  );
}

const metrics: Resource<Metric, MetricDraft> = {
  place: 'metrics',
  root: '/communication',
  entity: 'metric',
  paths: ['/metrics', '/status-pages'],
  words: metricWords,
  Icon: ChartLine,
  useList: () => useAll('/metrics'),
  useOne: (id) => useGet('/metrics/{id}', { params: { path: { id } } }, { every: 60_000 }),
  titleOf: ({ name }) => name,
  View,
  Actions,
  Fields: MetricFields,
  blank: () => newMetric,
  draftOf: draftOfMetric,
  create: (draft) => api.POST('/metrics', { body: metricBody(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/metrics/{id}', { params: { path: { id } }, headers, body: metricChange(draft) }),
  remove: (id) => api.DELETE('/metrics/{id}', { params: { path: { id } } }),
  mayWrite: mayEdit,
};

export default resourceScreen(metrics);
