export * from './audit.ts';
export * from './config.ts';
export * from './errors.ts';
export * from './exports.ts';
export * from './grants.ts';
export * from './search.ts';
export * from './session.ts';
export * from './uid.ts';
