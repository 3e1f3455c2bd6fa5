import { afterAll, beforeAll, describe, it } from 'vitest';
import { missingTools, mustHaveAll, type Tool } from '../stacks/tools.ts';
import type { GateStack } from './stack.ts';
import { answersSuite } from './suites/answers.ts';
import { emergencySuite } from './suites/emergency.ts';
import { exportingSuite } from './suites/exporting.ts';
import { leavingSuite } from './suites/leaving.ts';
import { modellingSuite } from './suites/modelling.ts';
import { outageSuite } from './suites/outage.ts';
import { pathsSuite } from './suites/paths.ts';
import { readingSuite } from './suites/reading.ts';
import { searchingSuite } from './suites/searching.ts';
import { storingSuite } from './suites/storing.ts';
import { traceSuite } from './suites/trace.ts';

/** Everything a stack is judged by. `more` are suites that only this stack can run. */
export function runSuites<S extends GateStack>(
  name: string,
  tools: readonly Tool[],
  start: () => Promise<S>,
  more: (stack: () => S) => void = () => undefined,
): void {
  const missing = missingTools(tools);
  if (missing.length > 0) {
    const reason = `needs ${missing.join(', ')}`;
    if (mustHaveAll)
      it(`${name}: ${reason}`, () => Promise.reject(new Error(`COLLIMATOR_REQUIRE_ALL is set: ${reason}`)));
    // A person's machine need not have every server; the title says what was left out.
    else it.skip(`${name}: ${reason}, which this machine does not have`, () => undefined);
    return;
  }
  describe(name, () => {
    let running: S | undefined;
    const stack = (): S => {
      if (running === undefined) throw new Error('the stack is not running');
      return running;
    };
    beforeAll(async () => {
      running = await start();
    }, 400_000);
    afterAll(() => running?.stop(), 60_000);

    readingSuite(stack);
    pathsSuite(stack);
    searchingSuite(stack);
    storingSuite(stack);
    leavingSuite(stack);
    emergencySuite(stack);
    exportingSuite(stack);
    modellingSuite(stack);
    answersSuite(stack);
    more(stack);
    outageSuite(stack);
    // Last: it looks back on everything that happened.
    traceSuite(stack);
  });
}
