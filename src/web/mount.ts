import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from 'koa';
import type { Endpoint, HttpRequest, HttpResponse } from '../core/endpoint';

export function flattenHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) flat[name] = first;
  }
  return flat;
}

function toRequest(context: Context, session: string): HttpRequest {
  const { method, path, req, request } = context;
  const { body, rawBody } = request as { body?: unknown; rawBody?: string };
  return {
    method,
    path,
    query: Object.fromEntries(context.URL.searchParams),
    headers: flattenHeaders(req.headers),
    body,
    ...(rawBody === undefined ? {} : { rawBody }),
    remoteAddress: req.socket.remoteAddress ?? '',
    session,
  };
}

function respond(context: Context, { status, headers = {}, body }: HttpResponse): void {
  context.status = status;
  context.set(headers);
  context.body = body ?? '';
}

/** Lets a framework-free endpoint answer a koa request. */
export async function mount(context: Context, endpoint: Endpoint, session = ''): Promise<void> {
  respond(context, await endpoint(toRequest(context, session)));
}
