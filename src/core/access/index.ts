export { isAcceptAllowed } from './accept.ts';
export {
  ACCESS_TABLE,
  ACTIVITIES,
  EXCLUDED_BY_ROLE,
  PURPOSES,
  ROLES,
  type Activity,
  type Purpose,
  type Role,
} from './access-table.ts';
export { parseTarget, type Target } from './canonical-path.ts';
export { decide, decideByRole, isMasked, rolesFrom, type DenialCode, type Question, type Verdict } from './decide.ts';
export { readableLength } from './justification.ts';
export { isRestricted, restrictionPolicySchema, type RestrictionFacts, type RestrictionPolicy } from './restriction.ts';
export { isSearch, isUID, parseDicomweb, type DicomwebRoute, type ReadRoute, type RouteFault } from './routes.ts';
