import { runSuites } from './run-suites.ts';
import { browserSuite } from './suites/browser.ts';
import { startStackWithKeycloak } from './stacks/keycloak.ts';

runSuites(
  'nginx + gateway + PostgreSQL + Orthanc + Keycloak',
  ['nginx', 'openssl', 'Orthanc', 'initdb', 'postgres', 'pg_isready', 'java', 'mvn', 'unzip'],
  startStackWithKeycloak,
  browserSuite,
);
