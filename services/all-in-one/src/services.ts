import { identity } from '@yuanqu/identity';
import { intake } from '@yuanqu/intake';
import type { ServiceDefinition } from '@yuanqu/service-kit';

/** Every service, in the order of their start: who verifies nothing first, who only listens last. */
export const services: readonly ServiceDefinition[] = [identity, intake] as readonly ServiceDefinition[];
