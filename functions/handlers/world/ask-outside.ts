import { environment } from '../../platform/environment.ts';
import type { Context } from '../../ports/context.ts';
import type { AskOutside } from '../../usecases/action-delivery/perform.ts';
import { settings } from './settings.ts';

/**
 * An attempt asks eight times at most, and whoever finds it marked for two minutes begins anew: so long no target is waited for. A page of
 * a channel's messages is the largest answer that is read.
 */
const limits = { maximumBytes: 2 * 1024 * 1024, timeoutMilliseconds: 8_000 };

/** Each way out is loaded when it is taken for the first time. */
const once = <T>(load: () => Promise<T>): (() => Promise<T>) => {
  let loading: Promise<T> | undefined;
  return () => {
    loading ??= load();
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
};

const overHttp = once(async () => {
  const [{ askOverHttp }, { createPublicAsk }] = await Promise.all([
    import('../../platform/ask-outside.ts'),
    import('../../platform/public-fetch.ts'),
  ]);
  const { privateTargets } = settings;
  return askOverHttp(createPublicAsk({ ...limits, ...(privateTargets && { privateTargets }) }));
});

const byMail = once(async () => {
  const { actionMails } = await import('../../channels/action-mail.ts');
  return actionMails({
    from: environment('MAIL_FROM'),
    configurationSet: environment('MAIL_CONFIGURATION_SET'),
    domain: settings.replyDomain ?? new URL(settings.publicUrl).hostname,
  });
});

const byEvent = once(async () => (await import('../../channels/event-bus.ts')).eventBuses());

const withinTocsin = once(async () => {
  const [{ doDeed }, { workflow }] = await Promise.all([
    import('../../usecases/action-delivery/deeds.ts'),
    import('./workflow.ts'),
  ]);
  return { doDeed, workflow };
});

/** Asks what alert actions ask: tools over HTTP, people by mail, event buses, and Tocsin itself. */
export const askOutside =
  (ctx: Context<'store'>): AskOutside =>
  async (request, about) => {
    switch (request.kind) {
      case 'http':
        return (await overHttp())(request);
      case 'email':
        return (await byMail())(request);
      case 'event':
        return (await byEvent())(request.entry);
      case 'internal': {
        const { doDeed, workflow } = await withinTocsin();
        return doDeed({ ...ctx, workflow }, request, about);
      }
    }
  };
