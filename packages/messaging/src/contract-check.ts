import type { EventDefinition } from '@yuanqu/events';
import { type TSchema, Type } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';

/** An event broke its own contract when written, or cannot be read: the event is at fault, not the surroundings. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

/** Throws InvalidEvent when the data are not what the contract says. */
export const checkData = (definition: EventDefinition, data: unknown): void =>
  check(definition, validatorsOf(definition).data, data, 'data');

/** Throws InvalidEvent when a parsed CloudEvent lacks what every event has, or its data are not what the contract says. */
export const checkEvent = (definition: EventDefinition, event: unknown): void =>
  check(definition, validatorsOf(definition).event, event, '');

function check(definition: EventDefinition, validator: Validator, value: unknown, at: string): void {
  if (validator.Check(value)) return;
  const [first] = validator.Errors(value);
  const where = `${at}${first?.instancePath ?? ''}`.replace(/^\//, '') || 'its root';
  throw new InvalidEvent(`${definition.type} breaks its contract at ${where}: ${first?.message}`);
}

interface Validators {
  readonly data: Validator;
  readonly event: Validator;
}

// by schema, since compiling takes milliseconds
const compiled = new WeakMap<TSchema, Validators>();

function validatorsOf({ data }: EventDefinition): Validators {
  let validators = compiled.get(data);
  if (!validators) {
    validators = { data: Compile(data) as Validator, event: Compile(eventWith(data)) as Validator };
    compiled.set(data, validators);
  }
  return validators;
}

const eventWith = (data: TSchema): TSchema =>
  Type.Object({
    id: Type.String({ minLength: 1 }),
    subject: Type.String(),
    revision: Type.Integer(),
    time: Type.String(),
    correlationid: Type.Optional(Type.String()),
    traceparent: Type.Optional(Type.String()),
    data,
  });
