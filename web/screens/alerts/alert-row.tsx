import { Component } from 'preact';
import { Grace } from './deed-buttons.tsx';
import type { Doing } from './deeds.ts';
import type { Alert } from './model.ts';
import { Holder, PriorityMark, StateBadge } from './parts.tsx';
import { shortened } from './text.ts';

export interface RowProps {
  readonly alert: Alert;
  readonly meId: number;
  /** How long ago, worded; said from outside so that a thousand rows need no clock each. */
  readonly age: string;
  readonly next: string;
  readonly selectLabel: string;
  readonly isSelected: boolean;
  readonly doing: Doing | undefined;
  readonly onTakeBack: (id: number) => void;
  readonly maySelect: boolean;
  readonly onSelect: (id: number, isSelected: boolean) => void;
}

/** One of a thousand: drawn anew only when something of it changes. */
export class AlertRow extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return (Object.keys(next) as (keyof RowProps)[]).some((name) => next[name] !== this.props[name]);
  }

  override render(props: RowProps) {
    const { alert, meId, age, next, selectLabel, isSelected, doing, maySelect, onSelect, onTakeBack } = props;
    return (
      <li class={`alerts-row${isSelected ? ' selected' : ''}`} data-alert={alert.id} aria-busy={doing !== undefined}>
        {maySelect && (
          <label class="alerts-check">
            <input
              type="checkbox"
              aria-label={selectLabel}
              checked={isSelected}
              onChange={(event) => onSelect(alert.id, event.currentTarget.checked)}
            />
          </label>
        )}
        <a href={`/alerts/${alert.id}`}>
          <PriorityMark priority={alert.priority} />
          <span class="alerts-row-body">
            <bdi class="alerts-row-summary">{shortened(alert.summary, 300)}</bdi>
            <span class="alerts-row-facts faint small">
              <span>#{alert.id}</span>
              <bdi>{alert.alertSource.name}</bdi>
              <Holder alert={alert} meId={meId} />
              {next && <span>{next}</span>}
            </span>
          </span>
          <span class="alerts-row-end">
            <StateBadge alert={alert} />
            <time class="faint small" dateTime={alert.reportTime}>
              {age}
            </time>
          </span>
        </a>
        {doing?.sentAt !== undefined && <Grace id={alert.id} doing={doing} takeBack={onTakeBack} />}
      </li>
    );
  }
}
