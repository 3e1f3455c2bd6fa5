// What compose.yaml says about the gateway's settings, with a test's own addresses filled in: the file that ships is the
// file that is tried.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const COMPOSE = join(import.meta.dirname, '../../../nginx/compose.yaml');

interface Compose {
  readonly configs: { readonly site: { readonly content: string } };
}

export interface Site {
  readonly oidc: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

export function siteFromCompose(variables: Readonly<Record<string, string>>): Site {
  const { configs } = parse(readFileSync(COMPOSE, 'utf8')) as Compose;
  return JSON.parse(interpolate(configs.site.content, variables)) as Site;
}

/** Compose's `${NAME}`, `${NAME:-default}` and `${NAME:?message}`. */
export function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{([A-Z_]+)(?::([-?])([^}]*))?\}/g,
    (_, name: string, operator: string | undefined, rest: string) => {
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      if (operator === '-') return rest;
      throw new Error(`${name} is not set`);
    },
  );
}
