// Every spec uses this `test`: a page whose policy violations and uncaught errors fail the spec, whatever else it checks.
import { test as base } from '@playwright/test';
import { type Complaints, watch } from './person.ts';

export { expect } from '@playwright/test';

export const test = base.extend<{ complaints: Complaints }>({
  complaints: [
    async ({ context }, use) => {
      const complaints = await watch(context);
      await use(complaints);
      if (complaints.violations.length > 0)
        throw new Error(`content security policy: ${complaints.violations.join('; ')}`);
      if (complaints.errors.length > 0) throw new Error(`uncaught in the page: ${complaints.errors.join('; ')}`);
    },
    { auto: true },
  ],
});
