import { ArrowDown, ArrowUp, Trash, X } from 'lucide-preact';
import { useEffect, useRef } from 'preact/hooks';
import { daysOfWeek } from '../../../functions/domain/schedule/week.ts';
import { parseWallTime, weekdayOf } from '../../../functions/domain/wall-time.ts';
import { IconButton } from '../../ui/button.tsx';
import { DateTimeField, NumberField, SelectField, TextField } from '../../ui/field.tsx';
import { useFieldError } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import { Sortable } from '../../ui/sortable.tsx';
import { Avatar, nameOf } from '../../ui/states.tsx';
import { type Language, useLanguage, useWords } from '../../words/language.tsx';
import { editorWords } from './editor-words.ts';
import { type LayerForm, newKey, type RotationUnit } from './form.ts';
import { dayName, RestrictionFields } from './restriction-fields.tsx';

interface LayerFieldsProps {
  readonly layer: LayerForm;
  /** Its place in the body that is sent, from 0; the last one lies on top. */
  readonly index: number;
  readonly count: number;
  readonly isOpen: boolean;
  readonly onInput: (layer: LayerForm) => void;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}

/** A layer: who takes turns how long from when on, and at which times. Folded it says so in a line. */
export function LayerFields({ layer, index, count, isOpen, onInput, onMove, onRemove }: LayerFieldsProps) {
  const text = useWords(editorWords);
  const language = useLanguage();
  const path = `scheduleLayers.${index}`;
  const title = layer.name || text.layer(index + 1);
  const wrong = useFieldError(path);
  const rhythm = rhythmOf(layer, text, language);
  const fold = useRef<HTMLDetailsElement>(null);
  // What is wrong within is not hidden by a fold.
  useEffect(() => {
    if (fold.current?.querySelector('[aria-invalid="true"], .wrong')) fold.current.open = true;
  });
  return (
    <details class="on-call-layer" ref={fold} open={isOpen}>
      <summary>
        <span class="grow">
          <strong>
            <bdi>{title}</bdi>
          </strong>
          <span class="faint small">{rhythm}</span>
        </span>
        <span class="on-call-faces">
          {layer.participants.slice(0, 5).map(({ key, user }) => (
            <Avatar key={key} person={user} />
          ))}
          {layer.participants.length > 5 && <span class="faint small">+{layer.participants.length - 5}</span>}
        </span>
      </summary>
      <div class="stack">
        {wrong && <p class="wrong">{wrong}</p>}
        <Participants layer={layer} name={`${path}.users`} onInput={onInput} />
        <div class="columns">
          <div class="on-call-rotation">
            <NumberField
              label={text.turn}
              name={`${path}.rotation`}
              min={1}
              value={layer.count}
              onInput={(next) => onInput({ ...layer, count: next })}
            />
            <SelectField
              label={text.unit}
              value={layer.unit}
              onInput={(unit) => onInput({ ...layer, unit })}
              options={(['hours', 'days', 'weeks'] as RotationUnit[]).map((unit) => ({
                value: unit,
                text: text.units[unit],
              }))}
            />
          </div>
          <DateTimeField
            label={text.startsOn}
            name={`${path}.startsOn`}
            value={layer.startsOn}
            onInput={(startsOn) => onInput({ ...layer, startsOn })}
            hint={rhythm === '' ? undefined : text.handsOver(rhythm)}
          />
        </div>
        <RestrictionFields
          value={layer.restrictions}
          name={`${path}.restrictions`}
          onInput={(restrictions) => onInput({ ...layer, restrictions })}
        />
        <div class="columns">
          <TextField
            label={text.layerName}
            name={`${path}.name`}
            optional
            value={layer.name}
            maxLength={255}
            onInput={(name) => onInput({ ...layer, name })}
          />
          <DateTimeField
            label={text.endsOn}
            name={`${path}.endsOn`}
            optional
            value={layer.endsOn}
            onInput={(endsOn) => onInput({ ...layer, endsOn })}
          />
        </div>
        <div class="row on-call-layer-tools">
          <IconButton label={text.up(title)} disabled={index === count - 1} onClick={() => onMove(index + 1)}>
            <ArrowUp aria-hidden="true" />
          </IconButton>
          <IconButton label={text.down(title)} disabled={index === 0} onClick={() => onMove(index - 1)}>
            <ArrowDown aria-hidden="true" />
          </IconButton>
          <IconButton label={text.removeLayer(title)} kind="danger" disabled={count === 1} onClick={onRemove}>
            <Trash aria-hidden="true" />
          </IconButton>
        </div>
      </div>
    </details>
  );
}

interface ParticipantsProps {
  readonly layer: LayerForm;
  readonly name: string;
  readonly onInput: (layer: LayerForm) => void;
}

function Participants({ layer, name, onInput }: ParticipantsProps) {
  const text = useWords(editorWords);
  const { participants } = layer;
  return (
    <fieldset class="field">
      <legend>{text.participants}</legend>
      {participants.length === 0 && <p class="faint small">{text.noParticipants}</p>}
      <Sortable
        items={participants}
        onSort={(next) => onInput({ ...layer, participants: next })}
        keyOf={({ key }) => key}
        nameOf={({ user }) => nameOf(user)}
        end={({ key, user }) => (
          <IconButton
            size="small"
            label={text.removeParticipant(nameOf(user))}
            onClick={() => onInput({ ...layer, participants: participants.filter((one) => one.key !== key) })}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
      >
        {({ user }, at) => (
          <span class="pick-name">
            <Avatar person={user} />
            <bdi>{nameOf(user)}</bdi>
            {at === 0 && participants.length > 1 && <span class="faint small">{text.first}</span>}
          </span>
        )}
      </Sortable>
      <PickField
        kind="users"
        label={text.addParticipant}
        name={name}
        value={undefined}
        hint={participants.length > 1 ? text.participantsHint : undefined}
        onInput={(user) =>
          user && onInput({ ...layer, participants: [...participants, { key: newKey(), user: { ...user } }] })
        }
      />
    </fieldset>
  );
}

/** `every Monday at 09:00`; nothing while it is not complete. */
function rhythmOf({ count, unit, startsOn }: LayerForm, text: (typeof editorWords)['en'], language: Language): string {
  const start = parseWallTime(startsOn);
  if (!count || start === undefined) return '';
  const time = startsOn.slice(11, 16);
  if (unit === 'hours') return text.everyHours(count);
  if (unit === 'days') return text.everyDays(count, time);
  return text.everyWeeks(count, dayName(daysOfWeek[weekdayOf(start)] ?? 'MONDAY', language), time);
}
