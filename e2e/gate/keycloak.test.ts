import { runSuites } from './run-suites.ts';
import { copiesSuite } from './suites/reading.ts';
import { browserSuite } from './suites/browser.ts';
import { startStackWithKeycloak } from './stacks/keycloak.ts';

runSuites(
  'nginx + gateway + PostgreSQL + Orthanc + Keycloak',
  ['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready', 'java', 'mvn', 'unzip'],
  startStackWithKeycloak,
  (stack) => {
    copiesSuite(stack);
    browserSuite(stack);
  },
);
