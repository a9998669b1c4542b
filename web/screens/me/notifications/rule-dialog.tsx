import { useState } from 'preact/hooks';
import { Dialog } from '../../../ui/dialog.tsx';
import { NumberField, SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Notice } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { useContacts, useOwner } from '../own.ts';
import { meWords } from '../words.ts';
import { type RuleDraft, type RuleKind, saveRule } from './rules.ts';
import { notificationWords } from './words.ts';

/** The ways there are for each kind of rule. */
const methodsOf: Readonly<Record<RuleKind, readonly string[]>> = {
  alerts: ['PUSH', 'SMS', 'VOICE', 'EMAIL'],
  duties: ['PUSH', 'SMS', 'EMAIL'],
  updates: ['PUSH', 'SMS', 'EMAIL'],
  subscriptions: ['EMAIL', 'SMS', 'PUSH'],
};

const beforeTimes = [0, 15, 30, 60, 180, 360, 720, 1440];
const updateTypes = ['ALERT_ACCEPTED', 'ALERT_RESOLVED', 'ALERT_ESCALATED'];

interface Props {
  readonly kind: RuleKind;
  readonly draft: RuleDraft;
  /** Of the rule that is changed; absent for a new one. */
  readonly id?: number | undefined;
  readonly onClose: () => void;
}

/** Adds a rule, or changes one. */
export function RuleDialog({ kind, draft: first, id, onClose }: Props) {
  const text = useWords(notificationWords);
  const { methods } = useWords(meWords);
  const common = useWords(commonWords);
  const user = useOwner();
  const { emails, phones } = useContacts();
  const [draft, setDraft] = useState(first);
  const change = (part: Partial<RuleDraft>) => setDraft((before) => ({ ...before, ...part }));
  const contacts = (draft.method === 'EMAIL' ? emails.data : phones.data)?.filter(({ verified }) => verified) ?? [];
  const chosen = contacts.find((contact) => contact.id === draft.contactId) ?? contacts[0];
  const needsContact = draft.method !== 'PUSH';
  return (
    <Dialog title={id === undefined ? text.addRule : text.editRule} onClose={onClose}>
      <Form
        submit={common.save}
        onCancel={onClose}
        disabled={needsContact && chosen === undefined}
        onSubmit={async () => {
          await saveRule(user, kind, { ...draft, contactId: chosen?.id }, id);
          onClose();
        }}
      >
        {kind === 'updates' && (
          <SelectField
            label={text.updateLabel}
            name="type"
            value={draft.type}
            onInput={(type) => change({ type })}
            options={updateTypes.map((value) => ({ value, text: text.update[value] ?? value }))}
          />
        )}
        <SelectField
          label={text.method}
          name="method"
          value={draft.method}
          onInput={(method) => change({ method })}
          options={methodsOf[kind].map((value) => ({ value, text: methods[value] ?? value }))}
        />
        {needsContact &&
          (chosen === undefined ? (
            <Notice tone="warn">{text.chooseContact}</Notice>
          ) : (
            <SelectField
              label={text.to}
              name="contact"
              value={String(chosen.id)}
              onInput={(value) => change({ contactId: Number(value) })}
              options={contacts.map((contact) => ({ value: String(contact.id), text: contact.target }))}
            />
          ))}
        {kind === 'alerts' && (
          <NumberField
            label={text.delay}
            name="delayMin"
            hint={text.delayHint}
            min={0}
            max={120}
            value={draft.delayMin}
            onInput={(delayMin) => change({ delayMin })}
          />
        )}
        {kind === 'duties' && (
          <SelectField
            label={text.beforeLabel}
            name="beforeMin"
            value={String(draft.beforeMin)}
            onInput={(value) => change({ beforeMin: Number(value) })}
            options={beforeTimes.map((minutes) => ({ value: String(minutes), text: text.before(minutes) }))}
          />
        )}
      </Form>
    </Dialog>
  );
}
