-- What a leaving operator hands over; a hand-over takes the list as it is when it is opened.
CREATE TABLE "handover_item" (
  "code"     TEXT    NOT NULL COLLATE "C",
  "zh"       TEXT    NOT NULL,
  "en"       TEXT    NOT NULL,
  -- What is counted in the registry when the item is done, if it can be
  "counts"   TEXT    CHECK ("counts" IN ('clients', 'open-cases', 'tasks')),
  "position" INTEGER NOT NULL,
  "retired"  BOOLEAN NOT NULL DEFAULT false,
  CONSTRAINT "handover_item_pkey" PRIMARY KEY ("code")
);

INSERT INTO "handover_item" ("code", "zh", "en", "counts", "position") VALUES
  ('clients', '企业客户及合同档案', 'Clients and their contracts', 'clients', 1),
  ('open-cases', '未办结的申请、服务请求和需求', 'Open applications, service requests and demands', 'open-cases', 2),
  ('tasks', '未办结的待办事项', 'Open tasks', 'tasks', 3),
  ('keys', '钥匙、门禁及系统账号', 'Keys, access cards and accounts', NULL, 4),
  ('money', '租金、押金及水电费结算', 'Rents, deposits and utilities settled', NULL, 5);
