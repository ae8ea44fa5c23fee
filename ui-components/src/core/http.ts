import type { FieldError, ProblemBody } from './model.ts';
import { learnClock } from './format.ts';
import { t } from './i18n.ts';

/** An answer that is not a success, in words for the person. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors: FieldError[] = [],
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }
}

export interface Answer {
  status: number;
  body: any;
  /** Which version of it this is, for a later change with `If-Match`. */
  version: string | null;
}

let csrf = '';
let onSignedOut: (method: string) => void = () => {};

export function setCsrf(token: string): void {
  csrf = token;
}

/** What an unsafe request that is made in another way than by {@link call} must carry. */
export function csrfToken(): string {
  return csrf;
}

/** Called when the session has ended, with the method of the call that was refused for it. */
export function whenSignedOut(handler: (method: string) => void): void {
  onSignedOut = handler;
}

/**
 * Calls the server. Objects travel as JSON (as query parameters for GET), `FormData` as it is. With a `version` the server refuses
 * with 412 when what is to be changed is another one by now.
 *
 * @throws Problem for every status from 400 on, and with status 0 when the server cannot be reached
 */
export async function call(method: string, href: string, body?: unknown, signal?: AbortSignal, version?: string | null): Promise<Answer> {
  const headers: Record<string, string> = { accept: 'application/json', ...(version ? { 'if-match': version } : {}) };
  const init: RequestInit = { method, headers, credentials: 'same-origin', signal: signal ?? null };
  let target = href;
  if (method === 'GET') target = withQuery(href, body);
  else {
    headers['x-csrf-token'] = csrf;
    if (body instanceof FormData) init.body = body;
    else if (body !== undefined) {
      headers['content-type'] = 'application/json';
      init.body = JSON.stringify(body);
    }
    // What was pressed arrives although the page is left at once; browsers carry on with 64 kB at most.
    init.keepalive = body === undefined || (typeof init.body === 'string' && init.body.length < 16_000);
  }
  let response: Response;
  try {
    response = await fetch(target, init);
  } catch (failure) {
    if (signal?.aborted) throw failure;
    throw new Problem(0, t('problem.unreachable'));
  }
  learnClock(Date.parse(response.headers.get('date') ?? ''));
  return answer(response, method, href);
}

/**
 * Sends a body and tells how much of it is gone, from 0 to 1; `fetch` cannot.
 *
 * @throws Problem as {@link call} does; when `signal` gives up, its reason
 */
export function upload(method: string, href: string, body: FormData | Blob, progress: (part: number) => void, signal: AbortSignal): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, href);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-csrf-token', csrf);
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && progress(loaded / total));
    request.addEventListener('load', () => {
      const headers = new Headers({ 'content-type': request.getResponseHeader('content-type') ?? '', 'retry-after': request.getResponseHeader('retry-after') ?? '' });
      const empty = [204, 205, 304].includes(request.status);
      answer(new Response(empty ? null : request.response, { status: request.status, headers }), method, href).then(resolve, reject);
    });
    request.addEventListener('error', () => reject(new Problem(0, t('problem.unreachable'))));
    request.addEventListener('abort', () => reject(signal.reason));
    signal.addEventListener('abort', () => request.abort());
    request.send(body);
  });
}

async function answer(response: Response, method: string, href: string): Promise<Answer> {
  const type = response.headers.get('content-type') ?? '';
  const body = /[/+]json/.test(type) ? await response.json().catch(() => null) : null;
  // A new session has a new token; what is sent next must carry it.
  if (response.ok && (href === '/api/session' || href === '/api/me/password') && body?.csrf) csrf = body.csrf;
  if (response.ok) return { status: response.status, body, version: response.headers.get('etag') };
  if (response.status === 401 && href !== '/api/session') onSignedOut(method);
  const problem = (body ?? {}) as Partial<ProblemBody>;
  const retry = Number(response.headers.get('retry-after'));
  throw new Problem(
    response.status,
    problem.detail || problem.title || t('problem.status', { status: response.status }),
    problem.errors ?? [],
    Number.isFinite(retry) && retry > 0 ? retry : null,
  );
}

function withQuery(href: string, body: unknown): string {
  if (!body || typeof body !== 'object') return href;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(body)) if (value !== null && value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text ? `${href}${href.includes('?') ? '&' : '?'}${text}` : href;
}

/** What to tell the person about a failure. */
export function reason(failure: unknown): string {
  return failure instanceof Problem ? failure.message : t('problem.unexpected');
}
