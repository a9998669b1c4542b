import { Channel } from '../../domain/notification/notification.ts';
import { privateTargetsIn } from '../../domain/private-targets.ts';
import { phoneCountriesIn } from '../../domain/user/phone-countries.ts';
import { environment } from '../../platform/environment.ts';
import type { Settings } from '../../ports/context.ts';

const number = (name: Parameters<typeof environment>[0]): number => Number(environment(name));

const replyDomain = environment('REPLY_DOMAIN');
const pagesDomain = environment('PAGES_DOMAIN');

export const settings: Settings = {
  publicUrl: environment('PUBLIC_URL'),
  consoleUrl: environment('CONSOLE_URL'),
  ...(pagesDomain !== '' && { pagesDomain }),
  ...(replyDomain !== '' && { replyDomain }),
  twoWaySms: environment('SMS_IDENTITY') !== '',
  configuredChannels: Channel.options.filter((channel) => environment('CHANNELS').split(',').includes(channel)),
  pushesToApps: environment('CHANNELS').split(',').includes('PUSH_APPS'),
  phoneCountries: phoneCountriesIn(environment('PHONE_COUNTRIES')),
  dailyCaps: {
    perUser: { SMS: number('DAILY_TEXTS_PER_USER'), VOICE: number('DAILY_CALLS_PER_USER') },
    all: { SMS: number('DAILY_TEXTS'), VOICE: number('DAILY_CALLS') },
  },
  timezone: environment('TIMEZONE'),
  privateTargets: privateTargetsIn(environment('PRIVATE_TARGETS')),
};
