-- The event says what the rule of the month makes of an incident: where that is nothing, no deduction is announced.
UPDATE template
SET body = replace(replace(body,
      '当月考核扣 {{points | number}} 分', '{{effectZh}}'),
      ' costs {{points | number}} points of the month', ': {{effectEn}}')
WHERE event_type = 'cn.yuanqu.assessment.incident.recorded' AND changed_by = 'default';

-- Not every month can be objected to: where it can, its preview is told in a message of its own.
UPDATE template
SET body = replace(replace(body, '如有异议,请按程序申诉。', ''), ' Appeals follow the usual way.', '')
WHERE event_type = 'cn.yuanqu.assessment.league-table.closed' AND changed_by = 'default';
