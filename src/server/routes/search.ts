import { studySearchSchema, type StudySearch, type StudySearchAnswer } from '../../contract/index.ts';
import { Refusal } from '../problems.ts';
import { circumstancesOf, jsonBody, signedIn, type GatewayApp } from '../request.ts';
import { searchStudies } from '../search/search-studies.ts';
import type { Services } from '../services.ts';

export function searchRoutes(app: GatewayApp, services: Services): void {
  app.post('/api/search/studies', async (c) => {
    const { person } = await signedIn(services, c);
    const search = await jsonBody(c, studySearchSchema);
    const found = await searchStudies(services, person, search);
    const shape = { level: 'study', keys: keysOf(search), offset: search.offset, count: found.rows.length } as const;
    const purpose = found.masked ? 'HRESCH' : 'TREAT';
    const draft = { action: 'search', outcome: 'success', who: person, purpose, search: shape } as const;
    // A list of studies is patient data: it too leaves only after it was recorded.
    const [receipt] = await services.recorder.record([draft], circumstancesOf(c));
    if (receipt === undefined) throw new Refusal('audit-unavailable');
    const answer: StudySearchAnswer = { ...found, receipt };
    return c.json(answer);
  });
}

/** Which filters were used, not with what. */
function keysOf({ filters, sort }: StudySearch): string[] {
  return [...Object.keys(filters).sort(), `sort:${sort.key}`];
}
