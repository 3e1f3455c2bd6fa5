import { runSuites } from './run-suites.ts';
import { startStackWithTestIssuer } from './stacks/test-issuer.ts';
import { copiesSuite } from './suites/reading.ts';
import { relyingSuite } from './suites/relying.ts';
import { tokensSuite } from './suites/tokens.ts';

runSuites(
  'nginx + gateway + PostgreSQL + Orthanc',
  ['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready'],
  startStackWithTestIssuer,
  (stack) => {
    copiesSuite(stack);
    relyingSuite(stack);
    tokensSuite(stack);
  },
);
