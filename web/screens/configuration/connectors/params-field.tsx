import { Plus, X } from 'lucide-preact';
import type { Api } from '../../../client/api.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { CheckField, NumberField, SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { LinesField } from '../../../ui/lines.tsx';
import { PickField, PickManyField } from '../../../ui/pick.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { paramHints, paramWords } from './param-words.ts';

export type Member = Api<'ConnectorTypeDescription'>['connectorParams'][number];
export type Params = Readonly<Record<string, unknown>>;

interface MemberProps {
  readonly member: Member;
  readonly value: unknown;
  readonly onInput: (value: unknown) => void;
}

/** What an action or a connector of a type takes, field by field, as the API describes it. */
export function ParamsField(props: {
  readonly members: readonly Member[];
  readonly value: Params;
  readonly onInput: (params: Params) => void;
}) {
  const { members, value, onInput } = props;
  return (
    <>
      {members.map((member) => (
        <MemberField
          key={member.name}
          member={member}
          value={value[member.name]}
          onInput={(next) => onInput(withMember(value, member.name, next))}
        />
      ))}
    </>
  );
}

/** Params with another value of a member; what is empty is left out. */
export function withMember(params: Params, name: string, value: unknown): Params {
  const { [name]: _, ...rest } = params;
  const isEmpty = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isEmpty ? rest : { ...rest, [name]: value };
}

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
const idsOf = (value: unknown): readonly number[] =>
  Array.isArray(value) ? value.filter((one): one is number => typeof one === 'number') : [];

/** What numbers refer to, by the member's name. */
const references = { escalationPolicyId: 'policies', templateId: 'incidentTemplates', serviceIds: 'services' } as const;
type ReferenceName = keyof typeof references;
const isReference = (name: string): name is ReferenceName => name in references;

function MemberField({ member, value, onInput }: MemberProps) {
  const labels = useWords(paramWords);
  const hints = useWords(paramHints);
  const { name, kind, isRequired, isSecret, choices = [] } = member;
  const common = { label: labels[name] ?? name, name: `params.${name}`, optional: !isRequired };
  switch (kind) {
    case 'flag':
      return <CheckField {...common} value={value === true} onInput={onInput} />;
    case 'choice':
      return (
        <SelectField
          {...common}
          value={textOf(value)}
          onInput={onInput}
          options={[
            ...(isRequired && textOf(value) !== '' ? [] : [{ value: '', text: hints.notSet }]),
            ...choices.map((choice) => ({ value: choice, text: choice })),
          ]}
        />
      );
    case 'number':
      if (isReference(name))
        return (
          <PickField
            kind={references[name]}
            {...common}
            value={typeof value === 'number' && value > 0 ? { id: value } : undefined}
            onInput={(one) => onInput(one?.id)}
          />
        );
      return <NumberField {...common} value={typeof value === 'number' ? value : undefined} onInput={onInput} />;
    case 'numbers':
      return (
        <PickManyField
          kind={isReference(name) ? references[name] : 'services'}
          {...common}
          value={idsOf(value).map((id) => ({ id }))}
          onInput={(all) => onInput(all.map(({ id }) => id))}
        />
      );
    case 'texts':
      return <LinesField {...common} hint={hints.lines} value={textsOf(value)} onInput={onInput} />;
    case 'headers':
      return <HeadersField label={common.label} value={value} onInput={onInput} />;
    case 'template':
      return <TextArea {...common} hint={hints.template} value={textOf(value)} onInput={onInput} />;
    case 'address':
    case 'text':
      return (
        <TextField
          {...common}
          code={isSecret || kind === 'address'}
          {...(isSecret && { 'data-secret': '' })}
          type={kind === 'address' ? 'url' : 'text'}
          value={textOf(value)}
          onInput={onInput}
        />
      );
  }
}

interface Header {
  readonly key: string;
  readonly value: string;
}

const headersOf = (value: unknown): readonly Header[] =>
  Array.isArray(value)
    ? value.map((one: Partial<Header>) => ({ key: String(one?.key ?? ''), value: String(one?.value ?? '') }))
    : [];

function HeadersField({ label, value, onInput }: { readonly label: string } & Omit<MemberProps, 'member'>) {
  const hints = useWords(paramHints);
  const common = useWords(commonWords);
  const headers = headersOf(value);
  const set = (at: number, what: Partial<Header>) =>
    onInput(headers.map((one, index) => (index === at ? { ...one, ...what } : one)));
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {headers.map((header, at) => (
        <div class="mapping" key={at}>
          <TextField
            code
            label={hints.headerName}
            name={`params.headers.${at}.key`}
            value={header.key}
            onInput={(key) => set(at, { key })}
          />
          <TextField
            code
            label={hints.headerValue}
            name={`params.headers.${at}.value`}
            value={header.value}
            onInput={(next) => set(at, { value: next })}
          />
          <IconButton label={common.remove} onClick={() => onInput(headers.filter((_, index) => index !== at))}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div class="row">
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onInput([...headers, { key: '', value: '' }])}
        >
          {hints.addHeader}
        </Button>
      </div>
    </fieldset>
  );
}

/** The same to be read: secrets as dots. */
export const paramFacts = (
  members: readonly Member[],
  params: Params,
  labels: Readonly<Record<string, string>>,
): readonly (readonly [string, string])[] =>
  members.map(({ name, isSecret }): readonly [string, string] => {
    const value = params[name];
    const said = Array.isArray(value)
      ? value
          .map((one) => (typeof one === 'object' && one !== null ? String((one as { key?: unknown }).key) : one))
          .join(', ')
      : textOf(value) || (value === true ? '✓' : '');
    return [labels[name] ?? name, isSecret && said !== '' ? '••••••••' : said];
  });
