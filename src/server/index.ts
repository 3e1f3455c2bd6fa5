export { parseSiteConfig, siteConfigSchema, ConfigInvalid, type SiteConfig } from './config.ts';
export { createGateway, type Gateway, type GatewayOptions } from './gateway.ts';
export type { AuthorizeRequest, Decision } from './authorize.ts';
export { jsonLines, type Log, type LogLine } from './log.ts';
export { listen, type Listening } from './listen.ts';
export { httpPacs, type HttpPacsOptions, type PacsCapabilities, type PacsUpstream } from './pacs/index.ts';
export { problemResponse as refusalResponse, type ProblemCode } from './problems.ts';
export type { RequestContext } from './request.ts';
export { createSecrets, type GatewaySecrets } from './secrets.ts';
export { openPostgresStore, openSqliteStore, type Store } from './store/index.ts';
export { restrictionPolicySchema, type RestrictionPolicy } from '../core/access/index.ts';
export {
  contentSecurityPolicy,
  securityHeaders,
  STRICT_TRANSPORT_SECURITY,
  type AnswerKind,
} from './security-headers.ts';
