import type { EventDefinition } from '@yuanqu/events';
import type { ConsumerDefinition } from '@yuanqu/messaging';
import type { Static, TObject } from 'typebox';
import type { NarrowGrant } from '../auth/access.ts';
import type { RoutePlugin } from '../http/app.ts';
import type { ScheduledJob } from '../jobs/jobs.ts';
import type { Chassis } from './chassis.ts';

/** A service as code declares it; `startService` makes it run. */
export interface ServiceDefinition<Settings extends TObject = TObject> {
  /** Names the database (`yuanqu_<name>`) and the prefix of the API (`/api/<name>/v1`). */
  readonly name: string;
  /** A sentence or two on what it is for, in English: the beginning of its API's description. */
  readonly purpose: string;
  /** Environment variables by name, with defaults; the common ones come by themselves. */
  readonly settings: Settings;
  /** A folder in Prisma's format. */
  readonly migrations?: URL;
  /** The events that this service publishes. */
  readonly events: readonly EventDefinition[];
  /** The composition root: wires adapters into use cases, routes and consumers. */
  assemble(chassis: Chassis<Static<Settings>>): Assembly | Promise<Assembly>;
}

/** What a service consists of. */
export interface Assembly {
  /** Mounted under `/api/<name>/v1`. */
  readonly routes?: readonly RoutePlugin[];
  /** Limits what roles allow by what the service knows of a caller. */
  readonly narrow?: NarrowGrant;
  readonly consumers?: readonly ConsumerDefinition[];
  readonly jobs?: readonly ScheduledJob[];
  /** Started in order before HTTP listens, stopped in reverse after HTTP has drained. */
  readonly background?: readonly Background[];
  /** Readiness beyond the database and the log. */
  readonly ready?: readonly ReadyCheck[];
}

export interface Background {
  readonly name: string;
  readonly start?: () => void | Promise<void>;
  readonly stop?: () => void | Promise<void>;
}

export interface ReadyCheck {
  readonly name: string;
  /** Resolves when ready, rejects with the reason when not. */
  readonly check: () => Promise<void>;
}

/** Declares a service; the settings' types reach `assemble`. */
export const defineService = <Settings extends TObject>(
  definition: ServiceDefinition<Settings>,
): ServiceDefinition<Settings> => definition;
