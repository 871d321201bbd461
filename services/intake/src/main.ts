import { runService } from '@yuanqu/service-kit';
import { intake } from './service.ts';

await runService(intake, process.env);
