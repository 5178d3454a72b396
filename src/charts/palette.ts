/** The colours of a chart, as SVG takes them. */
export interface Palette {
  readonly panel: string;
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  readonly line: string;
  readonly target: string;
  readonly lowest: string;
  /** Over times at which it was not for sale. */
  readonly band: string;
}

/** For pictures: a panel of its own, since nobody knows whether the chat around it is light or dark. */
export const PICTURE_PALETTE: Palette = {
  panel: '#14212a',
  ink: '#f1f6f7',
  soft: '#a9bac2',
  grid: '#2c3d47',
  line: '#2dd4bf',
  target: '#fbbf24',
  lowest: '#7dd3fc',
  band: '#f87171',
};

/** For our own page, whose style sheet says which colours these are in the light and in the dark. */
export const PAGE_PALETTE: Palette = {
  panel: 'var(--surface)',
  ink: 'var(--ink)',
  soft: 'var(--soft)',
  grid: 'var(--line)',
  line: 'var(--accent)',
  target: 'var(--target)',
  lowest: 'var(--lowest)',
  band: 'var(--band)',
};
