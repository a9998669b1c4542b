import { Pencil, Plus, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import type { Got } from '../../../client/query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type Contacts, iconOf, targetOf } from '../own.ts';
import { meWords } from '../words.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { type RuleDraft, type RuleKind, removeRule, saveRule } from './rules.ts';
import { notificationWords } from './words.ts';

/** A rule that is not about alerts that come. */
interface Rule {
  readonly id: number;
  readonly method: string;
  readonly contact: { readonly id: number } | null;
  readonly beforeMin?: number;
  readonly type?: string;
}

const draftOf = ({ method, contact, beforeMin = 0, type = '' }: Rule): RuleDraft => ({
  method,
  contactId: contact?.id,
  delayMin: undefined,
  beforeMin,
  type,
});

interface Props {
  readonly kind: Exclude<RuleKind, 'alerts'>;
  readonly rules: Got<readonly Rule[]>;
  readonly contacts: Contacts;
}

/** Rules that have no line of time: reminders of shifts, news of alerts, incidents. */
export function OtherRules({ kind, rules, contacts }: Props) {
  const text = useWords(notificationWords);
  const common = useWords(commonWords);
  const { methods, allDevices, gone } = useWords(meWords);
  const { id: user } = useMe();
  const [edited, setEdited] = useState<Rule | 'new'>();
  const blank: RuleDraft = {
    method: kind === 'subscriptions' ? 'EMAIL' : 'PUSH',
    contactId: undefined,
    delayMin: undefined,
    beforeMin: 60,
    type: 'ALERT_ACCEPTED',
  };
  const [title, why] = {
    duties: [text.duties, text.dutiesWhy],
    updates: [text.updates, text.updatesWhy],
    subscriptions: [text.subscriptions, text.subscriptionsWhy],
  }[kind] as [string, string];

  async function remove(rule: Rule) {
    try {
      await removeRule(user, kind, rule.id);
      toast({ text: text.removed, action: { text: common.undo, run: () => saveRule(user, kind, draftOf(rule)) } });
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  const occasionOf = ({ beforeMin, type = '' }: Rule): string => {
    if (kind === 'duties') return text.before(beforeMin ?? 0);
    return kind === 'updates' ? (text.update[type] ?? type) : '';
  };

  return (
    <Card
      title={title}
      flush
      actions={
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setEdited('new')}>
          {text.addRule}
        </Button>
      }
    >
      <p class="faint me-why">{why}</p>
      <Loaded of={rules} lines={1}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint me-why">{text.nothingYet}</p>
          ) : (
            <List>
              {all.map((rule) => {
                const Icon = iconOf(rule.method);
                const method = methods[rule.method] ?? rule.method;
                const target = rule.method === 'PUSH' ? allDevices : (targetOf(contacts, rule.contact) ?? gone);
                const name = [occasionOf(rule), method].filter(Boolean).join(' · ');
                return (
                  <Row
                    key={rule.id}
                    lead={
                      <span class="me-icon">
                        <Icon aria-hidden="true" />
                      </span>
                    }
                    title={name}
                    end={
                      <>
                        <IconButton label={`${common.edit}: ${name}`} onClick={() => setEdited(rule)}>
                          <Pencil aria-hidden="true" />
                        </IconButton>
                        <IconButton label={`${common.remove}: ${name}`} onClick={() => remove(rule)}>
                          <Trash2 aria-hidden="true" />
                        </IconButton>
                      </>
                    }
                  >
                    <bdi>{target}</bdi>
                  </Row>
                );
              })}
            </List>
          )
        }
      </Loaded>
      {edited && (
        <RuleDialog
          kind={kind}
          draft={edited === 'new' ? blank : draftOf(edited)}
          id={edited === 'new' ? undefined : edited.id}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}
