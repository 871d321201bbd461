import { runService } from '@yuanqu/service-kit';
import { assessment } from './service.ts';

await runService(assessment, process.env);
