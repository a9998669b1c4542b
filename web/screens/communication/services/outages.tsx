import { Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, answered, api } from '../../../client/api.ts';
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
import { type Read, useGuarded } from '../../configuration/framework/guarded.tsx';
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

interface Draft {
  readonly status: ReturnType<typeof serviceStatusOf>;
  /** Times on the wall of whoever writes. */
  readonly from: string;
  readonly until: string;
}

const draftOf = ({ status, from, until }: Stretch): Draft => ({
  status: serviceStatusOf(status),
  from: toWallTime(from),
  until: toWallTime(until),
});
const newDraft: Draft = { status: 'OPERATIONAL', from: '', until: '' };

/** Reads the correction anew, with the tag that tells whether somebody else has changed it. */
function OverrideDialog({ serviceId, override, onClose }: OverrideDialogProps) {
  const text = useWords(serviceWords);
  const path = { override: override?.id ?? '' };
  const found = useGet(
    '/service-outages/overrides/{override}',
    { params: { path } },
    { enabled: override !== undefined },
  );
  const read = found.data && !found.isOld ? { draft: draftOf(found.data), etag: found.etag } : undefined;
  return (
    <Dialog title={override ? text.editCorrection : text.correct} onClose={onClose}>
      <p class="faint">{text.correctWhy}</p>
      {override !== undefined && read === undefined ? (
        <Loaded of={found}>{() => null}</Loaded>
      ) : (
        <OverrideForm
          serviceId={serviceId}
          id={override?.id}
          read={read ?? { draft: newDraft, etag: undefined }}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface OverrideFormProps {
  readonly serviceId: number;
  readonly id: string | undefined;
  readonly read: Read<Draft>;
  readonly onClose: () => void;
}

function OverrideForm({ serviceId, id, read, onClose }: OverrideFormProps) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const statuses = useWords(serviceStatusWords);
  const [draft, setDraft] = useState(read.draft);
  const { status, from, until } = draft;
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const params = { path: { override: id ?? '' } };
  const { submit, conflict, isRefused } = useGuarded({
    read,
    draft,
    setDraft,
    fields: { status: text.was, from: text.from, until: text.until },
    save: async (etag) => {
      const body = { service: { id: serviceId }, status, from: fromWallTime(from), until: fromWallTime(until) };
      const headers = etag === undefined ? {} : { 'if-match': etag };
      await answer(
        id === undefined
          ? api.POST('/service-outages/overrides', { body })
          : api.PUT('/service-outages/overrides/{override}', { params, body, headers }),
      );
      await afterwards();
      toast({ text: text.corrected });
      onClose();
    },
    reread: async () => {
      const { body, etag } = await answered(api.GET('/service-outages/overrides/{override}', { params }));
      return { draft: draftOf(body), etag };
    },
  });
  return (
    <Form onSubmit={submit} submit={common.save} onCancel={onClose} disabled={isRefused}>
      {conflict}
      <SelectField
        label={text.was}
        name="status"
        value={status}
        onInput={(next) => set({ status: next })}
        options={serviceStatuses.map((value) => ({ value, text: statuses[value] }))}
      />
      <div class="columns">
        <DateTimeField label={text.from} name="from" value={from} onInput={(next) => set({ from: next })} />
        <DateTimeField label={text.until} name="until" value={until} onInput={(next) => set({ until: next })} />
      </div>
      <p class="faint small">{text.inZone(ownTimezone())}</p>
    </Form>
  );
}
