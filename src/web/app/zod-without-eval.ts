// What `zod` means in the browser's bundles (see the alias in vite.config.ts). By default zod tries `new Function` when a
// schema is made; the policy forbids that, and every try is reported as a violation. This module runs before any of its
// importers makes a schema.
import { config } from 'zod/v4';

config({ jitless: true });

export * from 'zod/v4';
