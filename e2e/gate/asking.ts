// The few requests that every suite makes.
import { expect } from 'vitest';
import type { Answer, Client } from '../stacks/http.ts';
import type { Study } from './dicom-file.ts';
import { ANY_SYNTAX, framePath, type Login } from './stack.ts';

export interface GrantAsk {
  readonly purpose?: 'TREAT' | 'BTG' | 'HRESCH';
  readonly justification?: { readonly reasonCode: string; readonly text: string };
}

export const JUSTIFICATION = { reasonCode: 'life-threatening', text: 'Unconscious, needs a scan now' } as const;

export function askGrant(client: Client, login: Login, study: Study, ask: GrantAsk = {}): Promise<Answer> {
  const { purpose = 'TREAT', ...rest } = ask;
  return client.send({
    method: 'POST',
    path: '/api/grants',
    headers: { authorization: login.authorization() },
    json: { study: { studyInstanceUID: study.studyInstanceUID }, purpose, ...rest },
  });
}

export function askFrame(client: Client, login: Login | undefined, study: Study, number = 1): Promise<Answer> {
  return get(client, login, framePath(study, number), ANY_SYNTAX);
}

/** One frame after the other, as somebody scrolls: behind a front that may rely on an earlier answer it now does. */
export async function readAWhile(client: Client, login: Login, study: Study): Promise<void> {
  for (const number of [1, 2, 3, 1, 2])
    expect((await askFrame(client, login, study, number)).status, 'of a frame of an open study').toBe(200);
}

export function get(client: Client, login: Login | undefined, path: string, accept?: string): Promise<Answer> {
  return client.send({
    path,
    headers: {
      ...(login === undefined ? {} : { authorization: login.authorization() }),
      ...(accept === undefined ? {} : { accept }),
    },
  });
}

export function post(client: Client, login: Login, path: string, json?: unknown): Promise<Answer> {
  return client.send({ method: 'POST', path, headers: { authorization: login.authorization() }, json: json ?? {} });
}

/** Status and, of a refusal, its code: `403 grant-missing`. */
export function verdictOf(answer: Answer): string {
  const isJson = /json/.test(answer.headers['content-type'] ?? '');
  const code = isJson && answer.status >= 400 ? (answer.json()['code'] ?? answer.json()['kind']) : undefined;
  return typeof code === 'string' ? `${answer.status} ${code}` : String(answer.status);
}
