import type { Answer } from '../stacks/http.ts';
import { STOW_TYPE, stowBody, type Study } from './dicom-file.ts';
import type { Door, Login } from './stack.ts';

export function store({ client }: Pick<Door, 'client'>, login: Login, study: Study): Promise<Answer> {
  return client.send({
    method: 'POST',
    path: `/dicom-web/studies/${study.studyInstanceUID}`,
    headers: { authorization: login.authorization(), 'content-type': STOW_TYPE },
    body: stowBody(study),
  });
}
