import type { ActionOfSource, AlertAction } from '../domain/alert-action/alert-action.ts';
import type { Connector } from '../domain/connector/connector.ts';
import type { ConfigurationStore } from './configuration-store.ts';

/** How tools are reached. */
export interface ConnectorStore extends ConfigurationStore<Connector> {}

/** What alerts set in motion. */
export interface AlertActionStore extends ConfigurationStore<AlertAction> {
  /** What a source's actions ask of its alerts, oldest action first: one consistent read. */
  ofSource(sourceId: number): Promise<ActionOfSource[]>;
  /** Those that do something with a connector, oldest first. */
  ofConnector(connectorId: number): Promise<AlertAction[]>;
}
