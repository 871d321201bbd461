import { assessment } from '@yuanqu/assessment';
import { identity } from '@yuanqu/identity';
import { intake } from '@yuanqu/intake';
import { notification } from '@yuanqu/notification';
import type { ServiceDefinition } from '@yuanqu/service-kit';

/** Every service, in the order of their start: who verifies nothing first, who only listens last. */
export const services: readonly ServiceDefinition[] = [
  identity,
  intake,
  assessment,
  notification,
] as readonly ServiceDefinition[];
