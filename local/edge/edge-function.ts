import { createHash, createHmac } from 'node:crypto';
import vm from 'node:vm';

/** Value with attributes, as CloudFront hands headers, cookies and query members to a function. */
export interface EdgeValue {
  readonly value: string;
}

export interface EdgeRequest {
  readonly method: string;
  readonly uri: string;
  readonly querystring: Readonly<Record<string, EdgeValue>>;
  readonly headers: Readonly<Record<string, EdgeValue>>;
  readonly cookies: Readonly<Record<string, EdgeValue>>;
}

export interface EdgeResponse {
  readonly statusCode: number;
  readonly statusDescription?: string;
  readonly headers: Readonly<Record<string, EdgeValue>>;
  readonly body?: { readonly encoding: string; readonly data: string } | string;
}

export interface EdgeEvent {
  readonly version: '1.0';
  readonly context: { readonly eventType: 'viewer-request' | 'viewer-response' };
  readonly viewer: { readonly ip: string };
  readonly request: EdgeRequest;
  readonly response?: EdgeResponse;
}

export type EdgeFunction = (event: EdgeEvent) => Promise<EdgeRequest | EdgeResponse>;

/** CloudFront's own limit (quotas for functions). */
const mostBytes = 10 * 1024;
/** Milliseconds for reading the file, by the clock on the wall: a busy machine may let a process wait for long. */
const readsFor = 10_000;

export interface EdgeWorld {
  /** The key value store; rejects for what is not there, as CloudFront does. */
  readonly get: (key: string) => Promise<string>;
  readonly now?: () => number;
}

const imports = /^import (\w+) from '(\w+)';$/gm;

/**
 * A CloudFront Function as CloudFront runs it: at most 10 KB, alone with its two modules, without network, timers, process or code
 * made of text. Each call gets a copy of the event. Throws for a file that is too large or asks for another module.
 */
export function loadEdgeFunction(source: string, world: EdgeWorld): EdgeFunction {
  if (Buffer.byteLength(source) > mostBytes) throw new Error(`the function has more than ${mostBytes} bytes`);
  const modules: Record<string, object> = {
    cloudfront: { kvs: () => ({ get: (key: string) => world.get(key) }) },
    crypto: { createHmac, createHash },
  };
  const program = source.replaceAll(imports, (_line, name: string, module: string) => {
    if (!(module in modules)) throw new Error(`CloudFront has no module ${module}`);
    return `const ${name} = modules.${module};`;
  });
  const context = vm.createContext(
    { modules, Buffer, ...(world.now && { Date: { now: world.now } }) },
    { codeGeneration: { strings: false, wasm: false } },
  );
  const handler: EdgeFunction = vm.runInContext(`'use strict';\n${program}\nhandler`, context, { timeout: readsFor });
  return async (event) => structuredClone(await handler(structuredClone(event)));
}
