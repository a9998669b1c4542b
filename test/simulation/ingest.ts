import { createDeploymentIntake, createPipelineKeys } from '../../functions/store/deployment-intake.ts';
import { createHeartbeatPings } from '../../functions/store/heartbeat-pings.ts';
import { createKeyedSources } from '../../functions/store/keyed-sources.ts';
import { createMetricKeys, createMetricPointStore } from '../../functions/store/metric-points.ts';
import type { Table } from '../../functions/store/table.ts';
import type { DeploymentContext } from '../../functions/usecases/deployment/receive.ts';
import type { ReceiveContext } from '../../functions/usecases/event/receive.ts';
import { rememberSources } from '../../functions/usecases/event/receive-source.ts';
import type { PingContext } from '../../functions/usecases/heartbeat/ping.ts';
import type { SeriesContext } from '../../functions/usecases/metric/receive.ts';
import { rememberMetrics } from '../../functions/usecases/metric/remember.ts';
import type { Cloud } from './cloud.ts';
import type { Outcome } from './invocations.ts';
import { portsOf } from './ports.ts';
import { plainCipher } from './set-up.ts';

const silent = () => undefined;

export type IngestContext = ReceiveContext & PingContext & SeriesContext & DeploymentContext;

/** What one execution environment of `ingest` keeps in its memory, and the table as its current request sees it. */
interface Environment {
  table: Table;
  readonly sources: ReceiveContext['sources'];
  readonly metricKeys: SeriesContext['metricKeys'];
}

/** The function `ingest`: its environments remember sources between the requests that they serve, one at a time. */
export class Ingest {
  readonly #cloud: Cloud;
  readonly #idle: Environment[] = [];

  constructor(cloud: Cloud) {
    this.#cloud = cloud;
  }

  async run<T>(work: (ctx: IngestContext) => Promise<T>): Promise<Outcome<T>> {
    const cloud = this.#cloud;
    let mine: Environment | undefined;
    const outcome = await cloud.invocations.run('ingest', (invocation) => {
      const table = cloud.tableOf(invocation);
      mine = this.#idle.pop() ?? this.#started(table);
      mine.table = table;
      return work({
        ...portsOf(cloud, invocation, table),
        sources: mine.sources,
        metricKeys: mine.metricKeys,
        points: createMetricPointStore(table),
        pings: createHeartbeatPings(table),
        verify: async () => false,
        allows: async () => true,
        tellRefusal: async () => undefined,
        allowsPing: () => true,
        allowsSeries: () => true,
        pipelines: createPipelineKeys(table, async () => plainCipher),
        deployments: createDeploymentIntake(table),
        allowsDeployment: () => true,
      });
    });
    // What died took its memory with it.
    const hasDied = !outcome.ok && /^(Sandbox|Lambda)\./.test(outcome.errorName);
    if (mine && !hasDied) this.#idle.push(mine);
    return outcome;
  }

  #started(table: Table): Environment {
    const keyed = () => createKeyedSources(environment.table, async () => plainCipher);
    const { clock } = this.#cloud.scheduler;
    const environment: Environment = {
      table,
      metricKeys: rememberMetrics({ metricOf: (key) => createMetricKeys(environment.table).metricOf(key) }, { clock }),
      sources: rememberSources(
        {
          byIntegrationKey: (key) => keyed().byIntegrationKey(key),
          keepUp: (key, source) => keyed().keepUp(key, source),
        },
        { clock, log: { info: silent, warn: silent, error: silent } },
      ),
    };
    return environment;
  }
}
