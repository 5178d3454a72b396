/** What an installation of Ebb is, for its Teams package. */
export interface TeamsApp {
  /** The bot's app id; also the package's own id, by which the catalogue knows it. */
  readonly appId: string;
  /** Semantic version. */
  readonly version: string;
  /** https; where people reach the web server. */
  readonly publicUrl: string;
}

const SCOPES = ['personal', 'team', 'groupChat'] as const;

const COMMANDS = [
  { title: 'list', description: 'all that I watch here' },
  { title: 'chart', description: 'how a price went' },
  { title: 'settings', description: 'your usual rule and your time zone' },
  { title: 'help', description: 'all that I understand' },
];

export const ACCENT_COLOR = '#0f766e';

/** Pure. The manifest of the Teams package: developer.microsoft.com/json-schemas/teams/v1.25. */
export function makeManifest({ appId, version, publicUrl }: TeamsApp): object {
  const about = `${publicUrl}/bot`;
  return {
    $schema: 'https://developer.microsoft.com/json-schemas/teams/v1.25/MicrosoftTeams.schema.json',
    manifestVersion: '1.25',
    version,
    id: appId,
    developer: {
      name: 'Ebb',
      websiteUrl: about,
      privacyUrl: `${about}#privacy`,
      termsOfUseUrl: `${about}#terms`,
    },
    name: { short: 'Ebb', full: 'Ebb watches prices' },
    description: {
      short: 'Paste a product link, and hear here when its price falls.',
      full:
        'Ebb watches the prices of products in any shop. Paste a link into a chat or a channel: Ebb keeps the history, ' +
        'looks again for months, and tells you there when the price falls to what you asked for.',
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: ACCENT_COLOR,
    bots: [
      {
        botId: appId,
        scopes: SCOPES,
        isNotificationOnly: false,
        supportsFiles: false,
        commandLists: [{ scopes: SCOPES, commands: COMMANDS }],
      },
    ],
    defaultInstallScope: 'personal',
    validDomains: [new URL(publicUrl).host],
  };
}
