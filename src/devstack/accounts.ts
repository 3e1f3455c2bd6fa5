// The people of the demo. Invented names; passwords and one-time codes stand here in clear because they guard nothing
// but synthetic studies on loopback. To add a person, add a line.

export interface DemoAccount {
  username: string;
  password: string;
  /** A fixed code in place of an authenticator app. */
  otp: string;
  name: string;
  roles: readonly string[];
}

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: 'radiologist', password: 'read-with-care', otp: '271828', name: 'Dr Ilse Varga', roles: ['radiologist'] },
  { username: 'researcher', password: 'only-what-i-need', otp: '314159', name: 'Tomas Okoye', roles: ['researcher'] },
  {
    username: 'clinician',
    password: 'minutes-matter',
    otp: '161803',
    name: 'Dr Amara Lindqvist',
    roles: ['clinician'],
  },
  { username: 'auditor', password: 'who-saw-what', otp: '141421', name: 'Petra Solheim', roles: ['auditor'] },
  {
    username: 'administrator',
    password: 'keys-not-charts',
    otp: '173205',
    name: 'Jonas Achterberg',
    roles: ['administrator'],
  },
];
