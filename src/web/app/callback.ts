// The page the identity provider sends a hidden frame or a pop-up back to. It hands the answer to the page that asked
// and goes away; it holds no token and can get none, because it does not have the PKCE verifier.
import { tellCallback } from '../services/callback/index.ts';

const answer = location.href;
// The code must not stay in this window's address or history.
history.replaceState(null, '', '/callback.html');
tellCallback(answer);
if (window.parent === window) window.close();
