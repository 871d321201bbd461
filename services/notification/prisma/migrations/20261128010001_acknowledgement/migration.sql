-- Who has to acknowledge what within how many working days, and who hears of it when they do not.
CREATE TABLE acknowledgement_rule (
  id           UUID           NOT NULL,
  event_type   TEXT           NOT NULL,
  min_severity severity       NOT NULL DEFAULT 'info',
  role         TEXT           NOT NULL,
  within_days  SMALLINT       NOT NULL CHECK (within_days BETWEEN 1 AND 60),
  steps        JSONB          NOT NULL,
  enabled      BOOLEAN        NOT NULL DEFAULT true,
  revision     INTEGER        NOT NULL DEFAULT 1,
  changed_by   TEXT           NOT NULL,
  changed_at   TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT acknowledgement_rule_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX acknowledgement_rule_event_type_min_severity_key ON acknowledgement_rule (event_type, min_severity);

-- What waits for somebody's acknowledgement (督办): one owner, a due date, and lines of history.
CREATE TABLE obligation (
  event_id        UUID           NOT NULL,
  parks           TEXT[]         NOT NULL,
  steps           JSONB          NOT NULL,
  step            SMALLINT       NOT NULL DEFAULT 0,
  role            TEXT           NOT NULL,
  roles           TEXT[]         NOT NULL,
  owner_id        UUID,
  lines           SMALLINT       NOT NULL DEFAULT 1,
  first_due_at    TIMESTAMPTZ(3) NOT NULL,
  due_at          TIMESTAMPTZ(3) NOT NULL,
  sweep_at        TIMESTAMPTZ(3),
  parked_until    TIMESTAMPTZ(3),
  stuck_because   TEXT,
  opened_at       TIMESTAMPTZ(3) NOT NULL,
  acknowledged_at TIMESTAMPTZ(3),
  acknowledged_by UUID,
  CONSTRAINT obligation_pkey PRIMARY KEY (event_id)
);
CREATE INDEX obligation_sweep ON obligation (sweep_at) WHERE acknowledged_at IS NULL;
CREATE INDEX obligation_open ON obligation (first_due_at, event_id) WHERE acknowledged_at IS NULL;
CREATE INDEX obligation_owner ON obligation (owner_id) WHERE acknowledged_at IS NULL;

CREATE TABLE obligation_line (
  event_id UUID           NOT NULL,
  number   SMALLINT       NOT NULL,
  at       TIMESTAMPTZ(3) NOT NULL,
  kind     TEXT           NOT NULL CHECK (kind IN ('opened', 'escalated', 'overdue', 'reassigned', 'acknowledged')),
  role     TEXT           NOT NULL,
  person   UUID,
  due_at   TIMESTAMPTZ(3),
  CONSTRAINT obligation_line_pkey PRIMARY KEY (event_id, number)
);

-- A notice that an acknowledgement is overdue: of which event, and at which step. There is never a second one.
ALTER TABLE notice ADD COLUMN origin_event_id UUID;
ALTER TABLE notice ADD COLUMN step SMALLINT;
CREATE UNIQUE INDEX notice_origin_event_id_step_key ON notice (origin_event_id, step);

INSERT INTO acknowledgement_rule (id, event_type, min_severity, role, within_days, steps, changed_by)
SELECT gen_random_uuid(), 'cn.yuanqu.' || event_type, min_severity::severity, role, within_days, steps::jsonb, 'default'
FROM (VALUES
  ('assessment.park.occupancy-fell-below-target', 'critical', 'park-operator', 2,
   '[{"role": "task-force", "withinDays": 2, "channels": ["in-app", "email", "webhook", "robot"]},
     {"role": "district-leader", "withinDays": 3, "channels": ["in-app", "email", "webhook"]}]'),
  ('assessment.park.occupancy-fell-below-target', 'warning', 'park-operator', 3,
   '[{"role": "task-force", "withinDays": 3, "channels": ["in-app", "email", "webhook", "robot"]},
     {"role": "district-leader", "withinDays": 5, "channels": ["in-app", "webhook"]}]'),
  ('intake.application.overdue', 'warning', 'task-force', 1,
   '[{"role": "leading-group-office", "withinDays": 1, "channels": ["in-app", "email", "webhook"]},
     {"role": "district-leader", "withinDays": 2, "channels": ["in-app", "email", "webhook"]}]'),
  ('intake.service-request.overdue', 'warning', 'park-operator', 1,
   '[{"role": "task-force", "withinDays": 2, "channels": ["in-app", "email", "webhook", "robot"]},
     {"role": "district-leader", "withinDays": 3, "channels": ["in-app", "webhook"]}]'),
  ('intake.tenancy.clear-out-overdue', 'critical', 'task-force', 1,
   '[{"role": "leading-group-office", "withinDays": 1, "channels": ["in-app", "email", "webhook", "robot"]},
     {"role": "district-leader", "withinDays": 1, "channels": ["in-app", "email", "webhook"]}]')
) AS chosen (event_type, min_severity, role, within_days, steps);
