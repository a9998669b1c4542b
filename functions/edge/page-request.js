// The way of a request to a status page: a CloudFront Function (JavaScript runtime 2.0, viewer request). It may hold 10 KB, has no network
// and no URL parser, and knows ES 5.1, const, let, arrow functions, template literals and async only; test/edge holds it to that.
// docs/status-pages.md tells what it promises.
import cf from 'cloudfront';
import crypto from 'crypto';

const store = cf.kvs();

// Every path that a page has. A path that is written in any other way (dots, double slashes, encoded characters) is none.
const documents = /^\/(?:(?:incidents|maintenances)\/[1-9][0-9]{0,15}|history(?:\/[0-9]{4}-(?:0[1-9]|1[0-2]))?)?$/;
const files =
  /^\/(?:style\.css|status\.json|metrics\.json|history\.atom|history\.rss|maintenances\.ics|badge\.svg|widget\.json|widget\.js|robots\.txt|api\/v2\/(?:summary|status|components|incidents|incidents\/unresolved|scheduled-maintenances|scheduled-maintenances\/upcoming|scheduled-maintenances\/active)\.json)$/;
// What the HTTP API answers on a page's host.
const forms = /^\/(?:auth\/[A-Za-z0-9_./-]+|subscribe(?:\/[A-Za-z0-9_./-]+)?)$/;
const dots = /\/\.{0,2}(?:\/|$)/;

const policy = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

function answer(status, description, headers, body) {
  const all = {
    'cache-control': { value: 'no-store' },
    'content-security-policy': { value: policy },
    'content-type': { value: 'text/html; charset=utf-8' },
    'referrer-policy': { value: 'no-referrer' },
    'x-content-type-options': { value: 'nosniff' },
  };
  Object.keys(headers).forEach((name) => {
    all[name] = { value: headers[name] };
  });
  return { statusCode: status, statusDescription: description, headers: all, body: { encoding: 'text', data: body } };
}

function nothing() {
  const head =
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Not found</title>';
  const body =
    '<header><p class="wrap"><a class="brand" href="/">Status</a></p></header><main class="wrap"><h1>There is nothing at this address</h1></main></html>';
  return answer(404, 'Not Found', {}, `${head}<link rel="stylesheet" href="/style.css">${body}`);
}

function refused() {
  return answer(405, 'Method Not Allowed', { allow: 'GET, HEAD' }, '<!DOCTYPE html><title>Method not allowed</title>');
}

// Whoever may not see the page is led to where they can be let in; what they asked for is remembered as a path of this host.
function atTheDoor(path) {
  return answer(302, 'Found', { location: `/auth/page?to=${encodeURIComponent(path)}` }, '');
}

function headerOf(request, name) {
  const header = request.headers[name];
  return header === undefined ? '' : header.value;
}

function hostOf(request) {
  return headerOf(request, 'host')
    .toLowerCase()
    .replace(/:[0-9]+$/, '')
    .replace(/\.$/, '');
}

async function read(key) {
  try {
    const text = await store.get(key);
    return JSON.parse(text);
  } catch (_missing) {
    return undefined;
  }
}

// An address as bits in text, IPv4 as the part of IPv6 that stands for it; undefined for what is none.
function bitsOf(address) {
  const mixed = /^(.*:)([0-9]+\.[0-9]+\.[0-9]+\.[0-9]+)$/.exec(address);
  const dotted = mixed === null ? /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/.exec(address) : [mixed[2]];
  let text = address;
  if (dotted !== null) {
    const bytes = dotted[0].split('.').map(Number);
    if (bytes.some((byte) => byte > 255)) return undefined;
    const last = `${(bytes[0] * 256 + bytes[1]).toString(16)}:${(bytes[2] * 256 + bytes[3]).toString(16)}`;
    text = (mixed === null ? '::ffff:' : mixed[1]) + last;
  }
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = halves[0] === '' ? [] : halves[0].split(':');
  const tail = halves.length === 1 || halves[1] === '' ? [] : halves[1].split(':');
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = head.concat(new Array(missing + 1).join('0 ').trim().split(' ').filter(Boolean), tail);
  if (groups.length !== 8 || groups.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  return groups.map((group) => (65536 + parseInt(group, 16)).toString(2).slice(1)).join('');
}

function isWithin(address, range) {
  const parts = range.split('/');
  const own = bitsOf(address);
  const network = bitsOf(parts[0]);
  if (own === undefined || network === undefined) return false;
  const offset = parts[0].indexOf(':') === -1 ? 96 : 0;
  const length = parts.length === 1 ? 128 : Number(parts[1]) + offset;
  return own.slice(0, length) === network.slice(0, length);
}

function isListed(address, ranges) {
  return ranges !== undefined && ranges.some((range) => isWithin(address, range));
}

// Both are of one length; every character counts the same time.
function isSame(one, other) {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let index = 0; index < one.length; index += 1) difference |= one.charCodeAt(index) ^ other.charCodeAt(index);
  return difference === 0;
}

// The variant that a page cookie names: `<variant>.<epoch seconds of its end>.<key>.<signature>`, for this page alone, and with an `a`
// behind the end for this address alone (`platform/page-keys.ts`).
async function variantIn(request, page, address) {
  const cookie = request.cookies['__Host-tocsin-page'] || request.cookies['tocsin-page'];
  const parts = cookie === undefined ? [] : cookie.value.split('.');
  if (parts.length !== 4 || !/^[A-Za-z0-9_-]{1,64}$/.test(parts[0]) || !/^[0-9]{10}a?$/.test(parts[1]))
    return undefined;
  if (parseInt(parts[1], 10) * 1000 <= Date.now()) return undefined;
  const secrets = await read('secrets');
  const secret = secrets === undefined || !/^k[0-9]{1,6}$/.test(parts[2]) ? undefined : secrets.keys[parts[2]];
  if (typeof secret !== 'string') return undefined;
  const isForOne = parts[1].length === 11;
  const said = `${page}.${parts[0]}.${parts[1]}${isForOne ? `.${address}` : ''}`;
  const signed = crypto.createHmac('sha256', secret).update(said).digest('base64url');
  return isSame(signed, parts[3]) ? parts[0] : undefined;
}

function languageOf(request) {
  const asked = request.querystring.lng === undefined ? '' : request.querystring.lng.value;
  if (asked === 'en' || asked === 'de') return asked;
  return /^\s*de\b/i.test(headerOf(request, 'accept-language')) ? 'de' : 'en';
}

// What tells the API that a request came through a page's host is set here, whatever the visitor has sent; the secret tells it that this is so.
async function forApi(request, config, host, viewer) {
  const secrets = await read('secrets');
  request.headers['x-tocsin-origin'] = { value: secrets === undefined ? '' : String(secrets.origin) };
  request.headers['x-tocsin-host'] = { value: host };
  request.headers['x-tocsin-page'] = { value: String(config.page) };
  request.headers['x-tocsin-viewer'] = { value: viewer };
  return request;
}

async function handler(event) {
  const request = event.request;
  const host = hostOf(request);
  const path = request.uri;
  if (host.length === 0 || host.length > 253) return nothing();
  const config = await read(`host:${host}`);
  if (config === undefined) return nothing();
  if (forms.test(path) && !dots.test(path)) return forApi(request, config, host, event.viewer.ip);
  const isDocument = documents.test(path);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  let variant = 'public';
  if (config.kind !== 'PUBLIC') {
    const named = await variantIn(request, config.page, event.viewer.ip);
    variant = isListed(event.viewer.ip, config.ips) ? 'all' : named;
    if (variant === undefined) return isRead ? atTheDoor(path) : refused();
  }
  if (!isDocument && !files.test(path)) return nothing();
  if (!isRead) return refused();
  const folder = `/p/${config.page}/${variant}`;
  const trimmed = path.replace(/\/$/, '');
  request.uri = isDocument ? `${folder}${trimmed}/index.${languageOf(request)}.html` : `${folder}${path}`;
  request.querystring = {};
  request.cookies = {};
  return request;
}
