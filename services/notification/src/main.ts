import { runService } from '@yuanqu/service-kit';
import { notification } from './service.ts';

await runService(notification, process.env);
