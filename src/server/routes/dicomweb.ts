import { parseDicomweb } from '../../core/access/index.ts';
import { answerSearch } from '../qido/answer-search.ts';
import { Refusal } from '../problems.ts';
import type { GatewayApp } from '../request.ts';
import type { Services } from '../services.ts';
import { storeInstances } from '../stow/store-instances.ts';

/** What of DICOMweb the gateway serves itself. WADO-RS is not here: its bytes go from the PACS, after `authorize`. */
export function dicomwebRoutes(app: GatewayApp, services: Services): void {
  app.all('/dicom-web/*', async (c) => {
    const route = parseDicomweb(c.req.method, c.env.rawTarget);
    if (typeof route === 'string') throw new Refusal(route);
    switch (route.name) {
      case 'search-studies':
      case 'search-series':
      case 'search-instances':
        return answerSearch(services, c, route);
      case 'store':
        return storeInstances(services, c, route.studyInstanceUID);
      case 'study-metadata':
      case 'series-metadata':
      case 'instance-metadata':
      case 'instance':
      case 'frames':
      case 'bulkdata':
        throw new Refusal('route-not-allowed');
    }
  });
}
