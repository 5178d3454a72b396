import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { renderAsync } from '@resvg/resvg-js';

const FACES = ['400Regular/Inter_400Regular.ttf', '600SemiBold/Inter_600SemiBold.ttf'];

/** The build puts the font into dist/fonts; from the sources it is taken out of its package. */
function findFonts(): string[] {
  const built = join(__dirname, '..', '..', 'fonts');
  const folder = existsSync(built)
    ? built
    : dirname(require.resolve('@expo-google-fonts/inter/package.json'));
  return FACES.map((face) => join(folder, face));
}

/** Turns SVG into a PNG of this width in pixels, off the main thread. */
export async function renderPicture(svg: string, width: number): Promise<Uint8Array> {
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.round(width) },
    // Other formats than ttf, and a font that is missing, leave the text out without a word.
    font: { fontFiles: findFonts(), loadSystemFonts: false, defaultFontFamily: 'Inter' },
  });
  return image.asPng();
}
