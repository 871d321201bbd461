-- The trail is read by thing alone, by park and by time, not only by who did it.
CREATE INDEX audit_at ON chassis.audit (at, sequence);
CREATE INDEX audit_of_target ON chassis.audit (target, sequence);
CREATE INDEX audit_of_park ON chassis.audit (park, sequence) WHERE park IS NOT NULL;
