export {
  contentSecurityPolicy,
  securityHeaders,
  STRICT_TRANSPORT_SECURITY,
  type AnswerKind,
} from './security-headers.ts';
