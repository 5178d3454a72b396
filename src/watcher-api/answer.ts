import { decodePage } from '../reading/decode-page';
import { LookFailure } from './look-failure';

/** What a shop answered to one request. */
export interface Answer {
  /** After redirects. */
  readonly url: string;
  /** `Content-Type` verbatim, empty when missing. */
  readonly contentType: string;
  /** Decoded (gzip, deflate, br), at most 5 MB. */
  readonly body: Uint8Array;
  /** In the charset that the header or the page itself declares, else UTF-8. */
  text(): string;
  /** UTF-8, as JSON always is. @throws LookFailure `unreadable` when the body is no JSON. */
  json(): unknown;
}

export function makeAnswer(fields: {
  readonly url: string;
  readonly contentType: string;
  readonly body: Uint8Array;
}): Answer {
  const text = (): string => decodePage(fields.body, fields.contentType);
  return {
    ...fields,
    text,
    json: () => parseJson(new TextDecoder().decode(fields.body)),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new LookFailure(
      { kind: 'unreadable', why: 'The shop answered something that is not the JSON it promises.' },
      { cause },
    );
  }
}
