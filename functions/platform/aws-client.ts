/**
 * Settings of every AWS client but the drivers' (which have their own): a connection that hangs is given up while there is
 * still time to try again within the function's own time-out.
 */
export const boundedClient = {
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 4_000, throwOnRequestTimeout: true },
};
