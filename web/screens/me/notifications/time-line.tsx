import { FlaskConical, MoreVertical, Pencil, Plus, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import type { Api } from '../../../client/api.ts';
import type { Got } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Loaded, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type Contacts, iconOf, targetOf } from '../own.ts';
import { useTest } from '../testing.ts';
import { meWords } from '../words.ts';
import { RuleDialog } from './rule-dialog.tsx';
import { draftOf, type RuleDraft, removeRule, saveRule } from './rules.ts';
import { adviceFor, stepsOf } from './steps.ts';
import { notificationWords } from './words.ts';

type AlertRule = Api<'AlertRule'>;
type Priority = 'HIGH_PRIORITY' | 'LOW_PRIORITY';

interface Props {
  readonly priority: Priority;
  readonly rules: Got<AlertRule[]>;
  readonly contacts: Contacts;
}

/** What happens after an alert came, first to last: `at once push, after 2 min SMS, after 5 min call`. */
export function TimeLine({ priority, rules, contacts }: Props) {
  const text = useWords(notificationWords);
  const [edited, setEdited] = useState<AlertRule | 'new'>();
  const isHigh = priority === 'HIGH_PRIORITY';
  const blank: RuleDraft = { method: 'PUSH', contactId: undefined, delayMin: 0, beforeMin: 0, type: priority };
  return (
    <Card
      title={isHigh ? text.high : text.low}
      actions={
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setEdited('new')}>
          {text.addRule}
        </Button>
      }
    >
      <p class="faint me-lead">{isHigh ? text.highWhy : text.lowWhy}</p>
      <Loaded of={rules}>
        {(all) => {
          const own = all.filter(({ type }) => type === priority);
          const advice = isHigh ? adviceFor(own) : undefined;
          return (
            <div class="stack">
              {advice && <Notice tone="warn">{text.advice[advice]}</Notice>}
              {own.length === 0 ? (
                <Empty title={text.none}>{text.noneWhy}</Empty>
              ) : (
                <ol class="me-line">
                  {stepsOf(own).map((step) => (
                    <li key={step.at}>
                      <span class="me-at number">{text.at(step.at)}</span>
                      <ul>
                        {step.rules.map((rule) => (
                          <RuleChip key={rule.id} rule={rule} contacts={contacts} onEdit={() => setEdited(rule)} />
                        ))}
                      </ul>
                    </li>
                  ))}
                </ol>
              )}
            </div>
          );
        }}
      </Loaded>
      {edited && (
        <RuleDialog
          kind="alerts"
          draft={edited === 'new' ? blank : draftOf(edited)}
          id={edited === 'new' ? undefined : edited.id}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  );
}

function RuleChip({
  rule,
  contacts,
  onEdit,
}: {
  readonly rule: AlertRule;
  readonly contacts: Contacts;
  readonly onEdit: () => void;
}) {
  const text = useWords(notificationWords);
  const common = useWords(commonWords);
  const { methods, allDevices, gone, test: sendTest, testing, noDevice } = useWords(meWords);
  const { id: user } = useMe();
  const { test, tried } = useTest();
  const Icon = iconOf(rule.method);
  const name = methods[rule.method] ?? rule.method;
  const target = rule.method === 'PUSH' ? allDevices : (targetOf(contacts, rule.contact) ?? gone);

  async function tryIt() {
    if (rule.method !== 'PUSH') return test({ method: rule.method, id: rule.contact?.id ?? 0 });
    const devices = contacts.devices.data ?? [];
    if (devices.length === 0) return toast({ text: noDevice });
    for (const { id } of devices) await test({ method: 'PUSH', id });
  }

  async function remove() {
    try {
      await removeRule(user, 'alerts', rule.id);
      toast({
        text: text.removed,
        action: { text: common.undo, run: () => saveRule(user, 'alerts', draftOf(rule)) },
      });
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  return (
    <li class="me-rule">
      <span class="me-icon">
        <Icon aria-hidden="true" />
      </span>
      <span class="grow">
        <strong>{name}</strong>
        <bdi class="faint small">{tried ? testing : target}</bdi>
      </span>
      <Menu
        label={`${name}, ${target}`}
        iconOnly
        kind="quiet"
        size="small"
        icon={<MoreVertical aria-hidden="true" />}
        items={[
          { text: sendTest, icon: <FlaskConical aria-hidden="true" />, disabled: tried !== undefined, onClick: tryIt },
          { text: common.edit, icon: <Pencil aria-hidden="true" />, onClick: onEdit },
          { text: common.remove, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: remove },
        ]}
      />
    </li>
  );
}
