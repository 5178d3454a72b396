import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppManifestUtils, type TeamsManifestV1D25 } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { renderPicture } from '../../charts/render-picture';
import { makeManifest } from './make-manifest';
import { makePackage } from './make-package';

const APP = {
  appId: 'aaaaaaaa-1111-4222-8333-bbbbbbbbbbbb',
  version: '1.2.3',
  publicUrl: 'https://ebb.example',
};

/** What the schema has against a manifest. */
async function findFaults(manifest: object): Promise<readonly string[]> {
  const folder = join(dirname(require.resolve('@microsoft/app-manifest')), 'json-schemas/teams/v1.25');
  const schema = JSON.parse(readFileSync(join(folder, 'MicrosoftTeams.schema.json'), 'utf8')) as object;
  return AppManifestUtils.validateAgainstSchema(
    manifest as TeamsManifestV1D25.TeamsManifestV1D25,
    schema as never,
  );
}

describe('the manifest', () => {
  it('is as the published schema says', async () => {
    expect(await findFaults(makeManifest(APP))).toEqual([]);
    expect(await findFaults({ ...makeManifest(APP), bots: [{ botId: 'no id' }] })).not.toEqual([]);
  });

  it('names this installation, for people, teams and group chats', () => {
    expect(makeManifest(APP)).toMatchObject({
      manifestVersion: '1.25',
      id: APP.appId,
      version: '1.2.3',
      developer: { websiteUrl: 'https://ebb.example/bot' },
      bots: [{ botId: APP.appId, scopes: ['personal', 'team', 'groupChat'] }],
      validDomains: ['ebb.example'],
    });
  });
});

describe('the package', () => {
  it('has its files at the root of the zip, and the same app gives the same zip', async () => {
    const files = await makePackage(APP, renderPicture);
    const zipped = unzipSync(files['ebb-teams.zip']!);
    expect(Object.keys(zipped).sort()).toEqual(['color.png', 'manifest.json', 'outline.png']);
    for (const [name, content] of Object.entries(zipped)) {
      expect(Buffer.from(content).equals(files[name]!)).toBe(true);
    }
    expect(await makePackage(APP, renderPicture)).toEqual(files);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('%s is a square of %d', async (name, size) => {
    const icon = Buffer.from((await makePackage(APP, renderPicture))[name]!);
    expect(icon.subarray(1, 4).toString()).toBe('PNG');
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([size, size]);
  });
});
