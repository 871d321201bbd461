/** The parks of the demo district; each has an operator's client named `operator-PARK`. */
export const demoParks: readonly string[] = [
  'software',
  'ip',
  'construction',
  'ecommerce',
  'hr',
  'decoration',
  'legal',
  'design',
  'smartmaking',
  'digital',
];

const password = 'yuanqu-demo';

/** A token of somebody of the demo: a person by username, an operator's system as `operator-PARK`. Throws when refused. */
export async function demoTokenOf(address: string, who: string): Promise<string> {
  const response = who.startsWith('operator-')
    ? await fetch(`${address}/api/identity/v1/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${who}:${password}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
    : await fetch(`${address}/api/identity/v1/login`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: who, password }),
      });
  if (!response.ok) throw new Error(`${who} was not let in: ${response.status} ${await response.text()}`);
  return ((await response.json()) as { access_token: string }).access_token;
}
