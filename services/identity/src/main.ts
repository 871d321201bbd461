import { runService } from '@yuanqu/service-kit';
import { identity } from './service.ts';

await runService(identity, process.env);
