import { X } from 'lucide-preact';
import { type ComponentChildren, Fragment } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { useAll } from '../client/all.ts';
import { useLanguage, useWords } from '../words/language.tsx';
import { byName } from '../words/order.ts';
import { IconButton } from './button.tsx';
import { type Choice, type Choices, Combobox } from './combobox.tsx';
import { Field } from './field.tsx';
import { pickWords } from './pick-words.ts';
import {
  asReference,
  type IdOf,
  type Reference,
  type ReferenceKind,
  referenceName,
  referenceNote,
  referencePaths,
} from './references.ts';
import { Sortable } from './sortable.tsx';
import { Avatar } from './states.tsx';

interface FieldProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: ComponentChildren;
  readonly optional?: boolean;
  readonly disabled?: boolean;
  readonly placeholder?: string;
}

interface Loaded<Id extends number | string> extends Choices {
  readonly byKey: ReadonlyMap<string, Reference<Id>>;
}

/** The choices of a kind, in the order of their names; loaded when somebody looks, or when a name is missing. */
function useReferences<Kind extends ReferenceKind>(
  kind: Kind,
  known: readonly Reference<IdOf<Kind>>[],
): Loaded<IdOf<Kind>> {
  const language = useLanguage();
  const [isWanted, setWanted] = useState(false);
  const isUnnamed = known.some(({ name, firstName, lastName }) => !name && !firstName && !lastName);
  const { items, error } = useAll(referencePaths[kind], {}, { enabled: isWanted || isUnnamed });
  return useMemo(() => {
    const listed = items as readonly Reference<IdOf<Kind>>[] | undefined;
    const choices = listed
      ?.map(
        (one): Choice => ({
          key: String(one.id),
          text: referenceName(one),
          note: referenceNote(one),
          lead: kind === 'users' ? Avatar({ person: one as Reference }) : undefined,
        }),
      )
      .sort((a, b) => byName(language)(a.text, b.text));
    return {
      choices,
      error,
      onWanted: () => setWanted(true),
      byKey: new Map(listed?.map((one) => [String(one.id), asReference(one)])),
    };
  }, [items, error, language, kind]);
}

interface PickProps<Kind extends ReferenceKind> extends FieldProps {
  readonly kind: Kind;
  readonly value: Reference<IdOf<Kind>> | null | undefined;
  readonly onInput: (value: Reference<IdOf<Kind>> | undefined) => void;
}

/** One thing of the account, found by its name: `<PickField kind="policies" label=… value={policy} onInput={setPolicy} />`. */
export function PickField<Kind extends ReferenceKind>({ kind, value, onInput, ...field }: PickProps<Kind>) {
  const references = useReferences(kind, value ? [value] : []);
  const named = value ? (references.byKey.get(String(value.id)) ?? value) : undefined;
  return (
    <ChoiceField
      {...field}
      {...references}
      value={named && { key: String(named.id), text: referenceName(named) }}
      onInput={(choice) => onInput(choice && references.byKey.get(choice.key))}
    />
  );
}

interface ChoiceFieldProps extends FieldProps, Choices {
  readonly value: Choice | undefined;
  readonly onInput: (choice: Choice | undefined) => void;
}

/** One of many choices that are no things of the account: time zones, countries, types. */
export function ChoiceField({ label, name, hint, optional, value, onInput, ...rest }: ChoiceFieldProps) {
  const text = useWords(pickWords);
  return (
    <Field {...{ label, name, hint, optional }}>
      {(attributes) => (
        <Combobox
          {...rest}
          attributes={attributes}
          placeholder={rest.placeholder ?? text.choose}
          value={value?.text ?? ''}
          chosen={value ? [value.key] : []}
          onChoose={onInput}
          onClear={optional ? () => onInput(undefined) : undefined}
        />
      )}
    </Field>
  );
}

interface PickManyProps<Kind extends ReferenceKind> extends FieldProps {
  readonly kind: Kind;
  readonly value: readonly Reference<IdOf<Kind>>[];
  readonly onInput: (value: readonly Reference<IdOf<Kind>>[]) => void;
  /** Their order matters: they are dragged, and moved by buttons. */
  readonly ordered?: boolean;
}

/** Several things of the account, each a chip that can be taken away again. */
export function PickManyField<Kind extends ReferenceKind>({ kind, value, onInput, ...field }: PickManyProps<Kind>) {
  const references = useReferences(kind, value);
  const named = value.map((one) => references.byKey.get(String(one.id)) ?? one);
  const toChoice = (one: Reference<IdOf<Kind>>): Choice => ({
    key: String(one.id),
    text: referenceName(one),
    lead: kind === 'users' ? <Avatar person={one as Reference} /> : undefined,
  });
  return (
    <ChoicesField
      {...field}
      {...references}
      value={named.map(toChoice)}
      onInput={(choices) =>
        onInput(
          choices.flatMap(({ key }) => named.find(({ id }) => String(id) === key) ?? references.byKey.get(key) ?? []),
        )
      }
    />
  );
}

interface ChoicesFieldProps extends FieldProps, Choices {
  readonly value: readonly Choice[];
  readonly onInput: (choices: readonly Choice[]) => void;
  readonly ordered?: boolean;
}

/** Several of many choices. */
export function ChoicesField({
  label,
  name,
  hint,
  optional,
  value,
  onInput,
  ordered = false,
  ...rest
}: ChoicesFieldProps) {
  const text = useWords(pickWords);
  const keys = value.map(({ key }) => key);
  const without = (key: string) => onInput(value.filter((one) => one.key !== key));
  const remove = (choice: Choice) => (
    <IconButton
      size="small"
      label={text.remove(choice.text)}
      disabled={rest.disabled}
      onClick={() => without(choice.key)}
    >
      <X aria-hidden="true" />
    </IconButton>
  );
  const body = (choice: Choice) => (
    <span class="pick-name">
      {choice.lead}
      <bdi>{choice.text}</bdi>
    </span>
  );
  return (
    <Field {...{ label, name, hint, optional }}>
      {(attributes) => (
        <div class="pick-many">
          {ordered ? (
            <Sortable
              items={value}
              onSort={onInput}
              keyOf={({ key }) => key}
              nameOf={(choice) => choice.text}
              end={remove}
              class="pick-ordered"
            >
              {body}
            </Sortable>
          ) : (
            value.length > 0 && (
              <ul class="pick-chips" aria-label={label}>
                {value.map((choice) => (
                  <li key={choice.key} class="pick-chip">
                    {body(choice)}
                    <Fragment>{remove(choice)}</Fragment>
                  </li>
                ))}
              </ul>
            )
          )}
          <Combobox
            {...rest}
            attributes={attributes}
            placeholder={rest.placeholder ?? (value.length > 0 ? text.chooseMore : text.choose)}
            value=""
            chosen={keys}
            staysOpen
            onChoose={(choice) => (keys.includes(choice.key) ? without(choice.key) : onInput([...value, choice]))}
            onBack={value.length > 0 ? () => onInput(value.slice(0, -1)) : undefined}
          />
        </div>
      )}
    </Field>
  );
}

/** A time zone by its name: `Europe/Berlin`. */
export function TimezoneField({
  value,
  onInput,
  ...field
}: FieldProps & { readonly value: string; readonly onInput: (zone: string) => void }) {
  const choices = useMemo(() => {
    const zones = new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
    return [...zones].map((zone): Choice => ({ key: zone, text: zone.replaceAll('_', ' ') }));
  }, []);
  return (
    <ChoiceField
      {...field}
      choices={choices}
      value={value === '' ? undefined : { key: value, text: value.replaceAll('_', ' ') }}
      onInput={(choice) => onInput(choice?.key ?? '')}
    />
  );
}
