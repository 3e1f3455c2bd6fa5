export { reformatsOf, type Reformats } from './reformats-of.ts';
export { ReformatRefused } from './volume-of.ts';
