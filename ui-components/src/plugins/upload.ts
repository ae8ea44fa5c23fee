import { csrfToken, Problem } from '../core/http.ts';
import { t } from '../core/i18n.ts';
import type { Preview } from './data.ts';

/**
 * Sends a jar to be looked at. By an `XMLHttpRequest`, since `fetch` does not tell how far an upload is.
 *
 * @param progress hears the part that is sent, from 0 to 1
 */
export function preview(file: File, progress: (part: number) => void, signal: AbortSignal): Promise<Preview> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/plugins/preview');
    request.responseType = 'json';
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-csrf-token', csrfToken());
    request.upload.addEventListener('progress', ({ loaded, total }) => progress(total > 0 ? loaded / total : 0));
    request.addEventListener('load', () => (request.status < 300 ? resolve(request.response) : reject(problem(request))));
    request.addEventListener('error', () => reject(new Problem(0, t('problem.unreachable'))));
    signal.addEventListener('abort', () => request.abort());
    const body = new FormData();
    body.append('file', file);
    request.send(body);
  });
}

function problem({ status, response }: XMLHttpRequest): Problem {
  return new Problem(status, response?.detail || response?.title || t('problem.status', { status }), response?.errors ?? []);
}
