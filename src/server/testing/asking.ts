// What tests of grants ask of a gateway, and how they read its answers.
import { expect } from 'vitest';
import { grantAnswerSchema, problemSchema, type GrantAnswer } from '../../contract/index.ts';
import type { TestStack } from './stack.ts';

export const JUSTIFICATION = { reasonCode: 'life-threatening', text: 'Polytrauma in the shock room' };

export function open(stack: TestStack, token: string, studyInstanceUID: string, more: object = {}): Promise<Response> {
  return stack.send('/api/grants', { token, json: { study: { studyInstanceUID }, purpose: 'TREAT', ...more } });
}

export async function granted(response: Response): Promise<GrantAnswer> {
  expect(response.status).toBe(201);
  return grantAnswerSchema.parse(await response.json());
}

export async function read(stack: TestStack, token: string, studyInstanceUID: string): Promise<string> {
  const uri = `/dicom-web/studies/${studyInstanceUID}/series/1.2.3/metadata`;
  const headers = { 'x-original-uri': uri, 'x-original-method': 'GET' };
  const response = await stack.send('/auth', { token, headers });
  return response.status === 204 ? 'released' : `${response.status} ${response.headers.get('x-reason')}`;
}

export async function code(response: Response): Promise<string> {
  return `${response.status} ${problemSchema.parse(await response.json()).code}`;
}
