import { runSuites } from './run-suites.ts';
import { startEmbeddedGateStack } from './stacks/embedded.ts';

runSuites('embedded stack', [], startEmbeddedGateStack);
