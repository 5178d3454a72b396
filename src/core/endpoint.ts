/** A request as an endpoint sees it, free of any web framework. */
export interface HttpRequest {
  /** Upper case. */
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case; of a repeated header the first value. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON; undefined when there was none. */
  readonly body: unknown;
  /** The text of `body` as it came; absent when there was none. */
  readonly rawBody?: string;
  readonly remoteAddress: string;
  /** The visitor, from our own signed cookie; unguessable and the same on every visit. */
  readonly session: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; absent: no body. */
  readonly body?: object | string;
}

/** Answers one request; failures are answers too. */
export type Endpoint = (request: HttpRequest) => Promise<HttpResponse>;

/** Makes values that we can recognise as our own later. `purpose` keeps one kind from passing as another. */
export interface Seal {
  seal(purpose: string, value: string): string;
  /** @returns the value, or null when it was not sealed by us for this purpose. */
  open(purpose: string, sealed: string): string | null;
}

/** Where a stream writes to. */
export interface StreamSink {
  send(frame: string): void;
  /** Ends the stream from inside. */
  end(): void;
}

/**
 * Answers with frames for as long as both sides want.
 * @returns what ends the stream from outside, or the answer that refuses it.
 */
export type StreamEndpoint = (request: HttpRequest, sink: StreamSink) => (() => void) | HttpResponse;
