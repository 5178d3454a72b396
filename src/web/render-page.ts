import { escapeHtml } from './escape-html';

interface Page {
  /** Plain text. */
  readonly title: string;
  /** HTML. */
  readonly body: string;
  /** Of the body, beside `page`. */
  readonly look?: 'product-page';
  /** For whoever was given the link alone: search engines leave it out. */
  readonly isPrivate?: boolean;
}

/** A page of ours besides the chat, in the look of all of them. */
export function renderPage({ title, body, look, isPrivate = false }: Page): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${isPrivate ? '<meta name="robots" content="noindex" />' : ''}
    <title>${escapeHtml(title)}</title>
    <link rel="icon" href="/icon.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/page.css" />
  </head>
  <body class="${look === undefined ? 'page' : `page ${look}`}">
${body}
  </body>
</html>
`;
}
