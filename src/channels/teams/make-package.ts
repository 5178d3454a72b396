import { zipSync, type Zippable } from 'fflate';
import { drawColorIcon, drawOutlineIcon } from './draw-icons';
import { makeManifest, type TeamsApp } from './make-manifest';

/** The files of a Teams package, by name; the zip holds all the others. */
export type TeamsPackage = Readonly<Record<string, Uint8Array>>;

/** The same app gives the same zip: its files carry this date, the earliest that a zip can tell. */
const FILE_DATE = '1980-01-01T12:00:00';

/** @param render turns a square SVG into a PNG of this width in pixels. */
export async function makePackage(
  app: TeamsApp,
  render: (svg: string, width: number) => Promise<Uint8Array>,
): Promise<TeamsPackage> {
  const files = {
    'manifest.json': Buffer.from(`${JSON.stringify(makeManifest(app), null, 2)}\n`),
    'color.png': await render(drawColorIcon(), 192),
    'outline.png': await render(drawOutlineIcon(), 32),
  };
  const zippable: Zippable = files;
  return { ...files, 'ebb-teams.zip': zipSync(zippable, { mtime: FILE_DATE }) };
}
