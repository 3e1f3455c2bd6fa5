export { createIdentityProvider, type IdentityProvider } from './identity-provider.ts';
export { ACR_PASSWORD, ACR_SECOND_FACTOR, audienceOf, CLIENT_ID, issuerOf, SCOPE } from './provider.ts';
