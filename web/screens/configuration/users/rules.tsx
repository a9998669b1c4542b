import { Pencil, Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { List, Row } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { RuleDialog } from '../../me/notifications/rule-dialog.tsx';
import { draftOf, type RuleDraft, removeRule, saveRule } from '../../me/notifications/rules.ts';
import { OwnerProvider } from '../../me/own.ts';
import { userWords } from './words.ts';

type Rule = Api<'AlertRule'>;

const blank = (type: 'HIGH_PRIORITY' | 'LOW_PRIORITY'): RuleDraft => ({
  method: 'SMS',
  contactId: undefined,
  delayMin: 0,
  beforeMin: 0,
  type,
});

interface Edited {
  readonly draft: RuleDraft;
  readonly id?: number;
}

/** In which order somebody is reached when an alert is theirs; administrators change it for them. */
export function Rules({ user, mayWrite }: { readonly user: number; readonly mayWrite: boolean }) {
  const text = useWords(userWords);
  const rules = useGet('/users/{user}/notification-preferences/alerts', { params: { path: { user } } });
  const [edited, setEdited] = useState<Edited>();
  const add = (type: 'HIGH_PRIORITY' | 'LOW_PRIORITY', name: string) => (
    <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => setEdited({ draft: blank(type) })}>
      {name}
    </Button>
  );
  return (
    <Card
      flush
      title={text.rules}
      actions={
        mayWrite && (
          <>
            {add('HIGH_PRIORITY', text.addHigh)}
            {add('LOW_PRIORITY', text.addLow)}
          </>
        )
      }
    >
      <Loaded of={rules} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p class="configuration-pad faint">{text.noRules}</p>
          ) : (
            <List>
              {all.map((rule) => (
                <RuleRow
                  key={rule.id}
                  user={user}
                  rule={rule}
                  onEdit={mayWrite ? () => setEdited({ draft: draftOf(rule), id: rule.id }) : undefined}
                />
              ))}
            </List>
          )
        }
      </Loaded>
      {edited && (
        <OwnerProvider value={user}>
          <RuleDialog kind="alerts" draft={edited.draft} id={edited.id} onClose={() => setEdited(undefined)} />
        </OwnerProvider>
      )}
    </Card>
  );
}

interface RuleRowProps {
  readonly user: number;
  readonly rule: Rule;
  readonly onEdit: (() => void) | undefined;
}

function RuleRow({ user, rule, onEdit }: RuleRowProps) {
  const text = useWords(userWords);
  const common = useWords(commonWords);
  const { id, method, delayMin, type } = rule;
  const name = text.method[method] ?? method;
  const remove = async () => {
    try {
      await removeRule(user, 'alerts', id);
      const undo = () => saveRule(user, 'alerts', draftOf(rule));
      toast({ text: text.ruleRemoved, action: { text: common.undo, run: undo } });
    } catch (reason) {
      toastError(reason, common.failed);
    }
  };
  return (
    <Row
      title={name}
      end={
        <span class="row">
          <Badge tone={type === 'HIGH_PRIORITY' ? 'high' : 'none'}>
            {type === 'HIGH_PRIORITY' ? text.high : text.low}
          </Badge>
          {onEdit && (
            <>
              <IconButton size="small" label={`${common.edit}: ${name}`} onClick={onEdit}>
                <Pencil aria-hidden="true" />
              </IconButton>
              <IconButton size="small" label={`${common.remove}: ${name}`} onClick={remove}>
                <X aria-hidden="true" />
              </IconButton>
            </>
          )}
        </span>
      }
    >
      {delayMin === 0 ? text.atOnce : text.after(delayMin)}
    </Row>
  );
}
