/** The escalation state machine. Executions are named `alert-<id>-g<generation>`. */
export interface Workflow {
  /**
   * Starts the execution; one of the same name is success. `sourceId` goes along for whoever finds the execution and not
   * its alert: after a restore of the table.
   */
  start(execution: {
    readonly alertId: number;
    readonly generation: number;
    readonly sourceId?: number;
  }): Promise<void>;
  /** Stops it with an error code (`Accepted`, `Resolved`, …) and a cause that names who and how. Best effort: never throws. */
  stop(execution: {
    readonly alertId: number;
    readonly generation: number;
    readonly error: string;
    readonly cause: string;
  }): Promise<void>;
}
