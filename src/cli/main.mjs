// What `npm run cli` starts. Plain JavaScript: Node keeps compiled code, and TypeScript with its types taken out, only of
// what is read after this call. Were the first file TypeScript, every start would load the compiler for that one.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the packages, out of others' reach.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/collimator-cli'));
await import('./main.ts');
