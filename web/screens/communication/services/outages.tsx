import { Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { dayAndTime, ownTimezone } from '../../../time/format.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { DateTimeField, SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card } from '../../../ui/page.tsx';
import { StatusBadge, serviceStatuses, serviceStatusOf, serviceStatusWords } from '../../../ui/service-status.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { durationText } from '../durations.ts';
import { mayEdit } from '../parts.tsx';
import { fromWallTime, toWallTime } from '../wall-time.ts';
import { serviceWords } from './words.ts';

type Override = Api<'OutageOverride'>;
type Stretch = Pick<Override, 'status' | 'from' | 'until'>;

/** When a service was down, and what somebody has corrected of that. */
export function Outages({ service }: { readonly service: Pick<Api<'Service'>, 'id' | 'uptime'> }) {
  const text = useWords(serviceWords);
  const isEditor = mayEdit(useMe());
  const [edited, setEdited] = useState<Override | 'new'>();
  const overrides = useGet('/service-outages/overrides', { params: { query: { service: service.id } } });
  const outages = [...(service.uptime?.outages ?? [])].reverse();
  return (
    <Card
      title={text.outages}
      actions={
        isEditor && (
          <Button size="small" onClick={() => setEdited('new')}>
            {text.correct}
          </Button>
        )
      }
    >
      {outages.length === 0 ? (
        <p class="faint">{text.noOutages}</p>
      ) : (
        <ul class="services-lines">
          {outages.map((one) => (
            <li key={one.from}>
              <When {...one} />
            </li>
          ))}
        </ul>
      )}
      <Loaded of={overrides} lines={1}>
        {(all) =>
          all.length === 0 ? null : (
            <>
              <h3 class="services-part">{text.corrections}</h3>
              <ul class="services-lines">
                {all.map((one) => (
                  <li key={one.id}>
                    <When {...one} />
                    {isEditor && <OverrideButtons override={one} onEdit={() => setEdited(one)} />}
                  </li>
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {edited && (
        <OverrideDialog
          serviceId={service.id}
          override={edited === 'new' ? undefined : edited}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}

function When({ status, from, until }: Stretch) {
  const language = useLanguage();
  return (
    <>
      <StatusBadge status={status} />
      <span class="grow">
        <time dateTime={from}>{dayAndTime(from, { language })}</time> –{' '}
        <time dateTime={until}>{dayAndTime(until, { language })}</time>
      </span>
      <span class="faint number">{durationText(Date.parse(until) - Date.parse(from), language)}</span>
    </>
  );
}

const afterwards = () => refresh('/service-outages', '/services', '/status-pages');

function OverrideButtons({ override, onEdit }: { readonly override: Override; readonly onEdit: () => void }) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const { id, service, status, from, until } = override;
  const back = async () => {
    await answer(
      api.POST('/service-outages/overrides', {
        body: { service: { id: service.id }, status: serviceStatusOf(status), from, until },
      }),
    );
    await afterwards();
  };
  const remove = async () => {
    try {
      await answer(api.DELETE('/service-outages/overrides/{override}', { params: { path: { override: id } } }));
      await afterwards();
      toast({ text: text.takenBack, action: { text: common.undo, run: back } });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  return (
    <span class="row">
      <IconButton size="small" label={text.editCorrection} onClick={onEdit}>
        <Pencil aria-hidden="true" />
      </IconButton>
      <IconButton size="small" label={common.delete} onClick={remove}>
        <Trash2 aria-hidden="true" />
      </IconButton>
    </span>
  );
}

interface OverrideDialogProps {
  readonly serviceId: number;
  readonly override: Override | undefined;
  readonly onClose: () => void;
}

function OverrideDialog({ serviceId, override, onClose }: OverrideDialogProps) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const statuses = useWords(serviceStatusWords);
  const [status, setStatus] = useState(serviceStatusOf(override?.status ?? 'OPERATIONAL'));
  const [from, setFrom] = useState(override ? toWallTime(override.from) : '');
  const [until, setUntil] = useState(override ? toWallTime(override.until) : '');
  const save = async () => {
    const body = { service: { id: serviceId }, status, from: fromWallTime(from), until: fromWallTime(until) };
    await answer(
      override === undefined
        ? api.POST('/service-outages/overrides', { body })
        : api.PUT('/service-outages/overrides/{override}', { params: { path: { override: override.id } }, body }),
    );
    await afterwards();
    toast({ text: text.corrected });
    onClose();
  };
  return (
    <Dialog title={override ? text.editCorrection : text.correct} onClose={onClose}>
      <p class="faint">{text.correctWhy}</p>
      <Form onSubmit={save} submit={common.save} onCancel={onClose}>
        <SelectField
          label={text.was}
          name="status"
          value={status}
          onInput={setStatus}
          options={serviceStatuses.map((value) => ({ value, text: statuses[value] }))}
        />
        <div class="columns">
          <DateTimeField label={text.from} name="from" value={from} onInput={setFrom} />
          <DateTimeField label={text.until} name="until" value={until} onInput={setUntil} />
        </div>
        <p class="faint small">{text.inZone(ownTimezone())}</p>
      </Form>
    </Dialog>
  );
}
