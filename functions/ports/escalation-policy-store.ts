import type { EscalationPolicy, Target } from '../domain/escalation-policy/escalation-policy.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface EscalationPolicyStore extends ConfigurationStore<EscalationPolicy> {
  byRoutingKey(key: string): Promise<EscalationPolicy | undefined>;
  /** Those with a level that names it, oldest first. */
  ofTarget(kind: Target['kind'], id: number): Promise<EscalationPolicy[]>;
}
