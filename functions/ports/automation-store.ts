import type { AutomationRule } from '../domain/automation/automation-rule.ts';
import type { Effect } from '../domain/automation/effect.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface AutomationRuleStore extends Omit<ConfigurationStore<AutomationRule>, 'byName'> {
  /** Those about a service, oldest first. */
  ofService(serviceId: number): Promise<AutomationRule[]>;
  /** What alerts of a source do, oldest rule first; always consistent. */
  effectsOf(sourceId: number): Promise<Effect[]>;
}
