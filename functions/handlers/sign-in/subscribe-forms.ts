import { InvalidInputError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { localeOfLanguage, type PageSubscriber, SubscriberType } from '../../domain/subscriber/page-subscriber.ts';
import type { Language } from '../../domain/user/user.ts';
import { HttpError, type HttpReply } from '../../platform/http.ts';
import { parseInput } from '../../platform/parse-input.ts';
import {
  askedPage,
  confirmedPage,
  managePage,
  overPage,
  questionPage,
  removedPage,
  type Said,
  subscribePage,
} from '../../render/sign-in/subscribe-pages.tsx';
import { ManageInput, SubscribeInput } from '../../usecases/subscriber/inputs.ts';
import {
  confirmSubscriber,
  manageSubscriber,
  openPage,
  subscribe,
  subscriberOfLink,
  unsubscribe,
} from '../../usecases/subscriber/subscribe.ts';
import { faceOf, languageOf, page as pageReply, wantsPage } from './pages.ts';
import { bodyOf, isForm, type SignInCall } from './route.ts';

/** The language of a link's page: the subscriber's own where it is known, else what the browser asks for. */
function languageFor({ request }: SignInCall, subscriber?: PageSubscriber): Language {
  const asked = request.query.get('lng');
  if (asked === 'en' || asked === 'de') return asked;
  if (request.headers['accept-language'] === undefined && subscriber !== undefined)
    return subscriber.locale === 'de-DE' ? 'de' : 'en';
  return languageOf(request);
}

const lookFor = (call: SignInCall, page: StatusPage, subscriber?: PageSubscriber) => ({
  language: languageFor(call, subscriber),
  face: faceOf(page) ?? { name: page.name },
});

/** Links are keys: nobody learns from which one somebody comes. */
const reply = (body: string, status = 200): HttpReply => {
  const shown = pageReply(body, status);
  return { ...shown, headers: { ...shown.headers, 'referrer-policy': 'no-referrer' } };
};

/** Answers are pages for people who fill in forms, and a word for programs. */
const isRead = (call: SignInCall): boolean => isForm(call.request) || wantsPage(call.request);

async function choicesOf({ ctx }: SignInCall, page: StatusPage, chosen: readonly number[]) {
  const services = page.services.length === 0 ? [] : await ctx.store.services.getMany(page.services);
  return services.map(({ id, name }) => ({ id, name, isChosen: chosen.includes(id) }));
}

function waysOf({ ctx }: SignInCall) {
  const { configuredChannels } = ctx.settings;
  return SubscriberType.options.filter((way) => way === 'WEBHOOK' || (configuredChannels?.includes(way) ?? true));
}

const formPage = async (call: SignInCall, page: StatusPage, said: Said, chosen: readonly number[]) =>
  subscribePage(lookFor(call, page), { ways: waysOf(call), choices: await choicesOf(call, page, chosen), said });

export async function showForm(call: SignInCall): Promise<HttpReply> {
  const page = openPage(call.page);
  const said = { target: '', type: 'EMAIL' as const, locale: localeOfLanguage(languageFor(call)) };
  return reply(await formPage(call, page, said, []));
}

/** A form repeats what is chosen several times. */
function fieldsOf(call: SignInCall): object {
  if (!isForm(call.request)) return bodyOf(call.request);
  const form = new URLSearchParams(call.request.body);
  const { services: _last, ...fields } = Object.fromEntries(form);
  const services = form.getAll('services').filter((text) => text !== '');
  return { ...fields, ...(services.length > 0 && { services }) };
}

/** What people may correct is named by its field, not by its place in it. */
const fieldNames = ['target', 'type', 'services', 'locale'] as const;
function named(error: unknown): unknown {
  if (!(error instanceof InvalidInputError)) return error;
  const field = fieldNames.find((name) => error.field === name || error.field.startsWith(`${name}[`));
  if (field === undefined || field === error.field) return error;
  return new InvalidInputError(field, error.message.slice(error.field.length + 2));
}

/** Answers everybody alike, with the same bytes. */
export async function ask(call: SignInCall): Promise<HttpReply> {
  const page = openPage(call.page);
  const language = languageFor(call);
  const { sourceIp } = call.request;
  try {
    const input = parseInput(SubscribeInput, fieldsOf(call));
    await subscribe(call.ctx, page, input, { sourceIp, language, rateLimit: call.rateLimit });
  } catch (thrown) {
    const error = named(thrown);
    if (!(error instanceof InvalidInputError) || !isForm(call.request)) throw error;
    return reply(await formPage(call, page, saidIn(call, error), chosenIn(call)), 400);
  }
  if (isRead(call)) return reply(askedPage({ language, face: faceOf(page) ?? { name: page.name } }), 202);
  return {
    status: 202,
    body: { status: 202, message: 'if the target can be subscribed, a message to confirm is on its way to it' },
  };
}

function saidIn(call: SignInCall, { field }: InvalidInputError): Said {
  const form = new URLSearchParams(call.request.body);
  const problem = field === 'type' || field === 'services' ? field : 'target';
  const locale = form.get('locale') === 'de-DE' ? 'de-DE' : 'en-GB';
  const type = SubscriberType.safeParse(form.get('type')).data ?? 'EMAIL';
  return { target: (form.get('target') ?? '').slice(0, 2000), type, locale, problem };
}

const chosenIn = ({ request }: SignInCall): number[] =>
  new URLSearchParams(request.body).getAll('services').map(Number);

const tokenIn = ({ params }: SignInCall): string => params.token ?? '';

/** The page whose links these are; they are good also where nobody new may subscribe. */
function pageOfLinks({ page }: SignInCall): StatusPage {
  if (page === undefined || page.visibility !== 'PUBLIC')
    throw new HttpError(404, 'NOT_FOUND', 'there is nothing at this address');
  return page;
}

export async function askToConfirm(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  const subscriber = await subscriberOfLink(call.ctx, page, 'CONFIRM', tokenIn(call));
  const look = lookFor(call, page, subscriber);
  return subscriber === undefined ? reply(overPage(look), 410) : reply(questionPage(look, 'CONFIRM'));
}

export async function confirm(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  const subscriber = await confirmSubscriber(call.ctx, page, tokenIn(call));
  const look = lookFor(call, page, subscriber);
  if (subscriber === undefined) return reply(overPage(look), 410);
  const { tokens } = call.ctx;
  const secret = subscriber.type === 'WEBHOOK' ? tokens.webhookSecret(subscriber) : undefined;
  return reply(
    confirmedPage(look, { manage: `/subscribe/manage/${tokens.subscriberToken('MANAGE', subscriber)}`, secret }),
  );
}

export async function askToRemove(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  const subscriber = await subscriberOfLink(call.ctx, page, 'REMOVE', tokenIn(call));
  return reply(questionPage(lookFor(call, page, subscriber), 'REMOVE'));
}

export async function remove(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  await unsubscribe(call.ctx, page, tokenIn(call));
  return reply(removedPage(lookFor(call, page)));
}

async function choice(
  call: SignInCall,
  page: StatusPage,
  subscriber: PageSubscriber,
  outcome?: 'SAVED' | 'REFUSED',
): Promise<HttpReply> {
  const removal = `/subscribe/remove/${call.ctx.tokens.subscriberToken('REMOVE', subscriber)}`;
  const choices = await choicesOf(call, page, subscriber.services);
  const body = managePage(lookFor(call, page, subscriber), { choices, outcome, remove: removal });
  return reply(body, outcome === 'REFUSED' ? 400 : 200);
}

export async function showChoice(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  const subscriber = await subscriberOfLink(call.ctx, page, 'MANAGE', tokenIn(call));
  return subscriber === undefined ? reply(overPage(lookFor(call, page)), 410) : choice(call, page, subscriber);
}

export async function choose(call: SignInCall): Promise<HttpReply> {
  const page = pageOfLinks(call);
  try {
    const { services } = parseInput(ManageInput, fieldsOf(call));
    const subscriber = await manageSubscriber(call.ctx, page, tokenIn(call), services);
    return subscriber === undefined
      ? reply(overPage(lookFor(call, page)), 410)
      : choice(call, page, subscriber, 'SAVED');
  } catch (error) {
    if (!(error instanceof InvalidInputError) || !wantsPage(call.request)) throw named(error);
    const subscriber = await subscriberOfLink(call.ctx, page, 'MANAGE', tokenIn(call));
    return subscriber === undefined
      ? reply(overPage(lookFor(call, page)), 410)
      : choice(call, page, subscriber, 'REFUSED');
  }
}
