import { Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, answered, api } from '../../../client/api.ts';
import { wasLate } from '../../../client/late.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { IconButton } from '../../../ui/button.tsx';
import { SegmentField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import type { Reference } from '../../../ui/references.ts';
import { Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { frameworkWords } from '../../configuration/framework/words.ts';
import { base, mayEdit } from '../parts.tsx';
import { serviceWords } from './words.ts';

type Dependency = Api<'ServiceDependency'>;
type Strength = Dependency['type'];

/** What a service stands on, and how firmly. */
export function Dependencies({ service: { id } }: { readonly service: Pick<Api<'Service'>, 'id'> }) {
  const text = useWords(serviceWords);
  const [isAdding, setAdding] = useState(false);
  const isEditor = mayEdit(useMe());
  const found = useGet('/services/{id}/dependencies', { params: { path: { id } } });
  return (
    <Card
      title={text.dependencies}
      actions={
        isEditor && (
          <IconButton
            size="small"
            label={text.addDependency}
            aria-expanded={isAdding}
            onClick={() => setAdding(!isAdding)}
          >
            <Plus aria-hidden="true" />
          </IconButton>
        )
      }
    >
      <div class="stack tight">
        <Loaded of={found} lines={2}>
          {(all) =>
            all.length === 0 ? (
              <p class="faint">{text.noDependencies}</p>
            ) : (
              <ul class="services-lines">
                {all.map((one) => (
                  <Line key={one.id} serviceId={id} dependency={one} isEditor={isEditor} />
                ))}
              </ul>
            )
          }
        </Loaded>
        {isAdding && <Add serviceId={id} onClose={() => setAdding(false)} />}
        <p class="faint small">{text.dependenciesHint}</p>
      </div>
    </Card>
  );
}

interface LineProps {
  readonly serviceId: number;
  readonly dependency: Dependency;
  readonly isEditor: boolean;
}

function Line({ serviceId, dependency: { id, service, type }, isEditor }: LineProps) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const { theirsShown } = useWords(frameworkWords);
  const name = service.name ?? `#${service.id}`;
  const path = { id: serviceId, dependency: id };
  const body = (strength: Strength) => ({ service: { id: service.id }, type: strength });
  const tried = async (work: () => Promise<unknown>, done?: () => void) => {
    try {
      await work();
      await refresh('/services');
      done?.();
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const change = (strength: Strength) =>
    tried(async () => {
      const { body: current, etag } = await answered(
        api.GET('/services/{id}/dependencies/{dependency}', { params: { path } }),
      );
      const headers = etag === undefined ? {} : { 'if-match': etag };
      const put = () =>
        answer(
          api.PUT('/services/{id}/dependencies/{dependency}', { params: { path }, body: body(strength), headers }),
        );
      if (current.type !== type || (await wasLate(put()))) toast({ text: theirsShown });
    });
  const add = () =>
    tried(() =>
      answer(api.POST('/services/{id}/dependencies', { params: { path: { id: serviceId } }, body: body(type) })),
    );
  const remove = () =>
    tried(
      () => answer(api.DELETE('/services/{id}/dependencies/{dependency}', { params: { path } })),
      () => toast({ text: text.dependencyRemoved(name), action: { text: common.undo, run: add } }),
    );
  return (
    <li>
      <a class="grow" href={`${base}/services/${service.id}`}>
        <bdi>{name}</bdi>
      </a>
      {isEditor ? (
        <>
          <select
            class="input services-strength"
            aria-label={text.needs(name)}
            value={type}
            onChange={(event) => change(event.currentTarget.value as Strength)}
          >
            <option value="HARD">{text.hard}</option>
            <option value="SOFT">{text.soft}</option>
          </select>
          <IconButton size="small" label={`${common.remove}: ${name}`} onClick={remove}>
            <X aria-hidden="true" />
          </IconButton>
        </>
      ) : (
        <span class="faint">{type === 'HARD' ? text.hard : text.soft}</span>
      )}
    </li>
  );
}

function Add({ serviceId, onClose }: { readonly serviceId: number; readonly onClose: () => void }) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const [service, setService] = useState<Reference>();
  const [type, setType] = useState<Strength>('HARD');
  const add = async () => {
    await answer(
      api.POST('/services/{id}/dependencies', {
        params: { path: { id: serviceId } },
        body: { service: { id: service?.id ?? 0 }, type },
      }),
    );
    await refresh('/services');
    onClose();
  };
  return (
    <Form onSubmit={add} submit={common.add} onCancel={onClose} disabled={service === undefined}>
      <PickField kind="services" label={text.dependencyService} name="service" value={service} onInput={setService} />
      <SegmentField
        label={text.dependencyType}
        name="type"
        value={type}
        onInput={setType}
        options={[
          { value: 'HARD', text: text.hard },
          { value: 'SOFT', text: text.soft },
        ]}
      />
    </Form>
  );
}
