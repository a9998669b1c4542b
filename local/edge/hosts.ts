import type { ConsoleHost, PageHosts } from '../runtime/public-server.ts';
import { type EdgeOptions, serveDistribution } from './distribution.ts';

/** The distribution of status pages, on their hosts: whatever is below their domain, and whatever its functions know. */
export function servePages(options: EdgeOptions): PageHosts {
  const { deployment, keyValueStores, api } = options;
  const distribution = deployment.distributions.find(({ aliases }) => aliases.some(isPattern));
  if (distribution === undefined) return { has: () => false, serve: api };
  const domains = distribution.aliases.map((alias) => alias.replace(/^\*/, ''));
  const { serve } = serveDistribution(distribution, options);
  return {
    has(host) {
      const name = host.toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
      const isKnown = () => keyValueStores.read(distribution.keyValueStoreArn ?? '', `host:${name}`) !== undefined;
      return domains.some((domain) => name.endsWith(domain)) || isKnown();
    },
    serve,
  };
}

/**
 * The distribution of the console, on this machine's own address. What its paths of the API lead to is asked without it, and so is whatever
 * only the API takes: here both have one host.
 */
export function serveConsole(options: EdgeOptions, published: () => Promise<void>): ConsoleHost {
  const distribution = options.deployment.distributions.find(({ aliases }) => !aliases.some(isPattern));
  if (distribution === undefined) return { has: () => false, serve: options.api };
  const { serve, leadsToFiles } = serveDistribution(distribution, options);
  return {
    has: ({ method, url = '/' }) => (method === 'GET' || method === 'HEAD') && leadsToFiles(url.replace(/\?.*$/, '')),
    async serve(request, response) {
      await published();
      await serve(request, response);
    },
  };
}

const isPattern = (alias: string): boolean => alias.startsWith('*.');
