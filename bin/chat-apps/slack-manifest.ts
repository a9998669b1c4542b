/** What the app may do, each for something that it does (docs/chat.md says what). */
export const slackScopes = [
  'commands',
  'chat:write',
  'chat:write.public',
  'channels:history',
  'groups:history',
  'channels:manage',
] as const;

/** What is understood in Slack; the second and third are there for those who know them from ilert. */
const commands = [
  ['/tocsin', 'Alerts: help, alert, oncall, accept, resolve, link', 'help'],
  ['/il-alert', 'Raise an alert', 'what has happened'],
  ['/il-oncall', 'Who is on call', 'policy or schedule'],
  ['/ilert', 'The same as /tocsin', 'help'],
] as const;

/** The manifest of the app in Slack (https://docs.slack.dev/reference/app-manifest), made for one deployment. */
export function slackManifest({ url }: { readonly url: string }) {
  const at = (path: string) => `${url}/callbacks/slack/${path}`;
  return {
    display_information: {
      name: 'Tocsin',
      description: 'Alerts that wake the people on call, answered where you talk.',
      background_color: '#0a5cad',
    },
    features: {
      bot_user: { display_name: 'Tocsin', always_online: true },
      slash_commands: commands.map(([command, description, usage_hint]) => ({
        command,
        url: at('commands'),
        description,
        usage_hint,
        should_escape: false,
      })),
    },
    oauth_config: { scopes: { bot: slackScopes } },
    settings: {
      event_subscriptions: { request_url: at('events'), bot_events: ['message.channels', 'message.groups'] },
      interactivity: {
        is_enabled: true,
        request_url: at('interactions'),
        message_menu_options_url: at('interactions'),
      },
      org_deploy_enabled: false,
      socket_mode_enabled: false,
      token_rotation_enabled: false,
    },
  };
}
