// What `npm run cli` starts. Plain JavaScript: Node keeps compiled code, and TypeScript with its types taken out, only of
// what is read after this call. Were the first file TypeScript, every start would load the compiler for that one.
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';

// Beside the packages, out of others' reach.
enableCompileCache(join(import.meta.dirname, '../../node_modules/.cache/collimator-cli'));
// Our own files say exactly where they are: the search of packages, links and kinds of modules takes longer than to load
// them.
registerHooks({
  resolve: (specifier, context, next) =>
    /^\.{1,2}\/.*\.ts$/.test(specifier)
      ? { url: new URL(specifier, context.parentURL).href, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
await import('./main.ts');
