import { Trash2 } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { answer, type Paths } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog, useAsk } from '../../../ui/dialog.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { PickField } from '../../../ui/pick.tsx';
import type { Reference } from '../../../ui/references.ts';
import { Notice } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { kindWords } from './kinds.ts';
import { type Place, placeAddress, placesOf } from './places.ts';
import type { Reply } from './resource.ts';
import { frameworkWords } from './words.ts';

interface RemoveProps {
  readonly name: string;
  /** What is lost. */
  readonly why: string;
  readonly paths: readonly (keyof Paths)[];
  readonly remove: () => Reply<unknown> | undefined;
  readonly removeUsed?: (() => Reply<unknown>) | undefined;
  readonly onRemoved: () => void;
  /** Somebody may take the places over. */
  readonly removeInto?: ((successor: number) => Reply<unknown>) | undefined;
}

interface Removal {
  readonly start: () => Promise<void>;
  readonly isRunning: boolean;
  readonly dialog: ComponentChildren;
}

/** Deletes something once it was asked for; refused, it shows the places where it is used. */
export function useRemove({ name, why, paths, remove, removeUsed, removeInto, onRemoved }: RemoveProps): Removal {
  const ask = useAsk();
  const text = useWords(frameworkWords);
  const { delete: deleteWord } = useWords(commonWords);
  const [isRunning, setRunning] = useState(false);
  const [refusal, setRefusal] = useState<ApiError>();
  const run = async (how: () => Reply<unknown> | undefined) => {
    const call = how();
    if (call === undefined) return;
    setRunning(true);
    try {
      await answer(call);
      setRefusal(undefined);
      toast({ text: text.deleted(name) });
      onRemoved();
      await refresh(...paths);
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason;
      setRefusal(reason);
    } finally {
      setRunning(false);
    }
  };
  const start = async () => {
    if (await ask({ title: text.deleteOne(name), text: why, yes: deleteWord, danger: true })) await run(remove);
  };
  const close = () => setRefusal(undefined);
  return {
    start,
    isRunning,
    dialog: refusal && (
      <Refused name={name} refusal={refusal} isRunning={isRunning} onClose={close}>
        {removeInto && placesOf(refusal).length > 0 && (
          <Successor isRunning={isRunning} onChoose={(successor) => run(() => removeInto(successor))} />
        )}
        {removeUsed && placesOf(refusal).length > 0 && (
          <>
            <p>{text.forceWhy}</p>
            <div class="buttons">
              <Button kind="danger" busy={isRunning} onClick={() => run(removeUsed)}>
                {text.force}
              </Button>
            </div>
          </>
        )}
      </Refused>
    ),
  };
}

/** The button that does so. */
export function RemoveButton({ children, ...of }: RemoveProps & { readonly children: string }) {
  const { start, isRunning, dialog } = useRemove(of);
  return (
    <>
      <Button kind="danger" icon={<Trash2 aria-hidden="true" />} busy={isRunning} onClick={start}>
        {children}
      </Button>
      {dialog}
    </>
  );
}

function Refused(props: {
  readonly name: string;
  readonly refusal: ApiError;
  readonly isRunning: boolean;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}) {
  const { name, refusal, onClose, children } = props;
  const text = useWords(frameworkWords);
  const common = useWords(commonWords);
  const places = placesOf(refusal);
  const isUsed = places.length > 0;
  return (
    <Dialog title={isUsed ? text.inUse(name) : common.failed} onClose={onClose}>
      {isUsed ? (
        <>
          <p>{text.inUseWhy}</p>
          <PlaceList places={places} />
        </>
      ) : (
        <Notice tone="bad">{refusal.status === 0 ? common.unreachable : refusal.message}</Notice>
      )}
      {children}
      <div class="buttons">
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </Dialog>
  );
}

/** Who takes over where somebody is needed who goes. */
function Successor({
  isRunning,
  onChoose,
}: {
  readonly isRunning: boolean;
  readonly onChoose: (user: number) => unknown;
}) {
  const text = useWords(frameworkWords);
  const [user, setUser] = useState<Reference>();
  return (
    <div class="stack tight">
      <PickField kind="users" label={text.successor} hint={text.successorHint} value={user} onInput={setUser} />
      <div class="buttons">
        <Button kind="primary" disabled={user === undefined} busy={isRunning} onClick={() => user && onChoose(user.id)}>
          {text.takeOver}
        </Button>
      </div>
    </div>
  );
}

/** Where something is used, each place a link. */
export function PlaceList({ places }: { readonly places: readonly Place[] }) {
  const text = useWords(frameworkWords);
  const kinds = useWords(kindWords);
  return (
    <div class="configuration-places">
      <List>
        {places.map((place) => (
          <Row
            key={`${place.kind} ${place.id}`}
            href={placeAddress(place)}
            title={<bdi>{place.name ?? `#${place.id}`}</bdi>}
          >
            {kinds[place.kind] ?? place.kind}
            {place.leavesEmpty && ` · ${text.leavesEmpty}`}
          </Row>
        ))}
      </List>
    </div>
  );
}
